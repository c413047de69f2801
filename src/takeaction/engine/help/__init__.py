"""Help: referrals for a place, a language and a moment."""

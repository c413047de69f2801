"""The rules for wording: advice, blame and promises that hurt, and lost or mixed languages."""

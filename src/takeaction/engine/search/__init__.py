"""Search: one box for all records."""

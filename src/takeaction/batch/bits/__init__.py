"""Sets as bits, many of them at once."""

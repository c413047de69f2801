"""Lines of help on a terminal, in a few rows or in full."""

"""The columns that a table of people has, and those of its result."""

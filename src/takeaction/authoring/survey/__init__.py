"""The state of a pack: its gaps, the age of its records, and the checks that are due."""

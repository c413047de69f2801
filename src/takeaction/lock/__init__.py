"""The lock: what a person accepted of each pack, and what has changed since."""

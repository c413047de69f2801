"""The lock: a person's acceptance of each pack, and the changes since."""

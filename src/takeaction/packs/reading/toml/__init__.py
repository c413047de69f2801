"""The text of a TOML file: its size, its lines, and the slips in it."""

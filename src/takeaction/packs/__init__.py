"""Packs, from their files to checked records: find, read, structure, check, merge."""

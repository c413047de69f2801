"""Whose line is it: one number in several packs, names that resemble another, the original."""

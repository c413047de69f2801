"""The commands for authors of packs: ``takeaction pack …``."""

"""The commands of authors: ``takeaction pack …``."""

"""The numbers of a place: its calling code, and the emergency numbers."""

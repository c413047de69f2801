"""Slots: facts about the writer in a text, such as place, time, role and goods."""

"""The questions of a person: their arguments, checked, and no trace of them anywhere."""

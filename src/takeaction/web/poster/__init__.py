"""The poster of a place: lines that may hang on a wall, as values for a template."""

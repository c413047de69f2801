"""The JSON API of the finder: the questions of the library, with the names that they have there."""

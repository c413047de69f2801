"""The pages of the finder, a module each."""

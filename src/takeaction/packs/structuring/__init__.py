"""Turn a dict into a model: fast where nothing is wrong, strict where something is."""

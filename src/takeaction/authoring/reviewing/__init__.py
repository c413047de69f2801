"""Second readers: what they have to read in a pack, and the marks that say what they have read."""

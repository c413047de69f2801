"""The translations of a pack: what is to be translated, how far it is, and its PO files."""

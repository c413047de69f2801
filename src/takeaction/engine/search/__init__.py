"""Search everything that the packs know."""

"""Running over a file of people: in parts, by several workers, and on from where it stopped."""

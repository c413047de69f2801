"""What a record must hold to, each rule once. A rule yields the faults it finds."""

"""The peers: other ways to the same answers, from the same columns."""

"""Other ways to the same answer: each takes columns, and answers questions."""

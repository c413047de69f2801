"""Ways to find the best actions of many people; all of them give the same."""

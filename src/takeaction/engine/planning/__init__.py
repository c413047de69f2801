"""A plan of actions, week by week, for a budget of minutes."""

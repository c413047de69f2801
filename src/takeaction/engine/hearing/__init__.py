"""Hearing: what somebody may mean by their own words."""

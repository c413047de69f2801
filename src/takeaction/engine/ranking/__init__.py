"""The actions that a person can do, best first."""

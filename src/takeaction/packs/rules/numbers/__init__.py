"""The rules for telephone numbers: their form, their place, and numbers that conflict."""

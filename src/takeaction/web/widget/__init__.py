"""The widget: an element for any page that shows who helps in one place, from exported data."""

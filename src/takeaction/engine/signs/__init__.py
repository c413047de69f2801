"""Signs: from the signs that somebody saw to a level of concern, with reasons and next steps."""

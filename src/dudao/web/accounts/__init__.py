"""People and how they log in."""

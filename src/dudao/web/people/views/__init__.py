"""Pages of people, one module a theme."""

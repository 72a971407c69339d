"""Full-text search that finds any stretch of Chinese exactly, on SQLite and PostgreSQL alike; apps put passages in and ask."""

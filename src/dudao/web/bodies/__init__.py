"""Governments, departments and schools, and their tree over time."""

"""Filling an empty site."""

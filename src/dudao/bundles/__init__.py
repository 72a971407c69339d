"""Sealed submissions: one file with all that a body sent, known by one hash, verified without the site that made it."""

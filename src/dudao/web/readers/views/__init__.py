"""Pages of readers: the own side, and memberships."""

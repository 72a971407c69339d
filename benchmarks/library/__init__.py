"""The public library at twenty thousand documents: how soon the first page of hits is there, and that nothing is missing."""

"""Finding documents and figures: search, facets, feeds, comparison, open data."""

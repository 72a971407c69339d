"""Pages of self-assessment: the table, the card of a point, what stands beside it."""

"""Pages of comments and complaints, for readers and for keepers."""

"""Pages of a document, and everything that hangs on its address."""

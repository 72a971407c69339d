"""How a document gets into the library: upload, correction, redaction, review, publication from a round, withdrawal."""

"""Pages of evidence: the catalogue, handing in, one entry, several entries, files, tables."""

"""The catalogue of evidence: files kept once by hash, named for the points they speak for."""

"""The public library of reports: documents, what is shown of their files, who may read how much."""

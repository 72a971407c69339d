"""What changed between two versions of a report: figures, citations, claims and sections that came, went or changed."""

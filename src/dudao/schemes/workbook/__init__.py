"""A scheme as a workbook and back, for officers who do not write YAML; nothing of the content is lost on the way."""

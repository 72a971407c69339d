"""Part 1: read a report into facts with exact places, check every one of them, draft a report from facts.

readers ──► structure ──► extract ──► bind ──► rules ──► check ──► output
bytes       blocks        outline     figures   remarks            text, JSON, SARIF, HTML, Word
to blocks   to outline    to things   to facts
"""

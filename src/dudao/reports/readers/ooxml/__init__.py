"""The parts of a Word file (OOXML): opened safely, walked in reading order, styles and generated numbers resolved.

    package ──► styles, numbering, sections ──► paragraphs ──► story (blocks in order, each with the elements it came from)

`readers/word.py` makes a `Source` of it; `output/annotated.py` walks the same way to find a character's place again.
"""

"""The readings of a rendition that was made before: the core asked once more about the lines of what is shown."""

from __future__ import annotations

from dudao.reports.model import Reading
from dudao.web.library.models import Rendition
from dudao.web.library.reading.covering import cover_source
from dudao.web.library.reading.making import rendition_for
from dudao.web.library.reading.opening import text_of
from dudao.web.library.reading.pages import Pages
from dudao.web.library.reading.understanding import readings_of
from dudao.web.library.storage import shown_file


def read_again(rendition: Rendition) -> tuple[tuple[Reading, ...], Pages]:
    """What the core reads in a rendition, covers in place, and its pages; raises what opening the file raises."""
    base = rendition
    if rendition.redactions:
        base = rendition_for(rendition.sha256, rendition.suffix, rendition.size, [])
    source, _problem = text_of(shown_file(base))
    if rendition.redactions:
        source = cover_source(source, rendition.redactions)
    return readings_of(source), Pages(source)

"""The core asked about the lines of a file: its readings, and from them the rows, outline, summary, remarks, fingerprint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dudao.reports.extract.reading import extract_reading
from dudao.reports.model import Reading, Source
from dudao.reports.run import CheckRequest, check_readings
from dudao.reports.structure.build import build_reports
from dudao.web.library.likeness import fingerprint_of, keep_bands, key_of_text
from dudao.web.library.models import Found, FoundCitation, FoundEvent, FoundFigure, FoundPlace, Rendition
from dudao.web.library.personal_data import personal_items
from dudao.web.library.reading.findings import Finder
from dudao.web.library.reading.pages import Pages
from dudao.web.library.reading.proposals import proposed_of, proposed_of_title
from dudao.web.library.reading.telling import diagnostics_of, outline_of
from dudao.web.library.summary import summary_of

KINDS: tuple[type[Found], ...] = (FoundFigure, FoundCitation, FoundEvent, FoundPlace)


@dataclass(slots=True)
class Understood:
    """Rows to be kept of a rendition."""

    rendition: Rendition
    rows: dict[type[Found], Sequence[Found]] = field(default_factory=dict)

    def keep(self) -> None:
        """Save the rows instead of those that were kept before, and the fingerprint's parts."""
        for kind in KINDS:
            kind._default_manager.filter(rendition=self.rendition).delete()
            kind._default_manager.bulk_create(self.rows.get(kind, ()), batch_size=200)
        keep_bands(self.rendition)


def readings_of(source: Source) -> tuple[Reading, ...]:
    """What the core reads in the lines of a file; nearly always one report."""
    return tuple(extract_reading(report) for report in build_reports(source))


def understand(
    rendition: Rendition, source: Source, pages: Pages, hosting: Mapping[str, Any], caption: str | None = None
) -> Understood:
    """Everything found in a file; what belongs onto the rendition itself is set there, nothing is saved.

    Args:
        hosting: what the file as handed in says of its hosting page, beside what stands on the pages.
        caption: of a workbook or of slides, whose text tells neither title nor place; "" where it has none.
    """
    readings = readings_of(source)
    finder = Finder(rendition, readings, pages)
    figures = finder.figures()
    rendition.outline = outline_of(readings, pages)
    rendition.diagnostics = diagnostics_of(check_readings(readings, CheckRequest(), ()), pages)
    rendition.summary = summary_of(readings, rendition.outline, finder.by_place)
    rendition.personal = [item.as_plain() for item in personal_items(readings, pages)]
    text = "".join(reading.report.text for reading in readings)
    rendition.text_key, rendition.likeness = key_of_text(text), fingerprint_of(text)
    shown = next((dict(reading.report.hosting) for reading in readings if reading.report.hosting), {})
    rendition.hosting = {**shown, **hosting}
    if flags := rendition.hosting.get("flags"):
        rendition.hosting["flags"] = ["".join(str(flag).split()) for flag in flags]
    rendition.proposed = (
        proposed_of_title(caption, "text") if caption is not None else proposed_of(readings, rendition.hosting)
    )
    rendition.title = (caption if caption is not None else " ".join((readings[0].report.title or "").split()))[:300]
    rows: dict[type[Found], Sequence[Found]] = {
        FoundFigure: figures,
        FoundCitation: finder.citations(),
        FoundEvent: finder.events(),
        FoundPlace: finder.places(),
    }
    return Understood(rendition, rows)

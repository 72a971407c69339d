"""Remarks as plain values for programs; the keys are public (design, section 6)."""

from __future__ import annotations

from typing import Any

from dudao.diagnostics.baseline import plain_params
from dudao.diagnostics.labels import label_in_language
from dudao.diagnostics.model import Diagnostic, Fix, Location


def diagnostic_as_json(each: Diagnostic, lang: str = "zh") -> dict[str, Any]:
    """One remark; offsets are characters of the repaired text, null where the whole document is meant."""
    place = each.location
    return {
        "code": each.code,
        "name": each.name,
        "kind": each.kind.value,
        "level": each.severity.value,
        "message": each.message(lang),
        "quote": place.quote if place else None,
        "start": place.span.start if place else None,
        "end": place.span.end if place else None,
        "page_number": place.place.page if place else None,
        "paragraph": place.place.paragraph if place else None,
        "params": plain_params(each, lang),
        "related": [location_as_json(one, lang) for one in each.related],
        "authority": each.authority(lang),
        "help": each.help(lang),
        "fixes": [_fix(one) for one in each.fixes],
        "root": each.root,
        "baseline": each.baseline,
        "fingerprint": each.fingerprint,
        "suppression": each.suppression.in_language(lang) if each.suppression else None,
        "location": location_as_json(place, lang) if place else None,
    }


def location_as_json(place: Location, lang: str = "zh") -> dict[str, Any]:
    """A place with its quote and surroundings, and where it stands in the source."""
    source = place.place
    return {
        "label": label_in_language(place.label, lang),
        "quote": place.quote,
        "prefix": place.prefix,
        "suffix": place.suffix,
        "start": place.span.start,
        "end": place.span.end,
        "part": source.part,
        "page_number": source.page,
        "paragraph": source.paragraph,
        "table": source.table,
        "row": source.row,
        "column": source.column,
    }


def _fix(fix: Fix) -> dict[str, Any]:
    return {"start": fix.span.start, "end": fix.span.end, "replacement": fix.replacement, "safety": fix.safety}

"""Remarks as SARIF 2.1.0, which editors and code hosts read; the level is written on each result, never inherited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from dudao import __version__
from dudao.diagnostics.labels import label_in_language
from dudao.diagnostics.model import Diagnostic, Location
from dudao.diagnostics.reference_pages import reference_page

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
BASELINE = {"new": "new", "unchanged": "unchanged", "updated": "updated", "gone": "absent"}
KINDS = {"fail": "fail", "review": "review", "open": "open"}


def as_sarif(
    diagnostics: Sequence[Diagnostic], *, uri: str, lang: str = "zh", is_complete: bool = True
) -> dict[str, Any]:
    """A SARIF log with one run. Regions count characters of the repaired text (charOffset), as the JSON does.

    `uri` is the file's name as it is; it is percent-encoded here.
    """
    uri = quote(uri)
    codes = {code: index for index, code in enumerate(dict.fromkeys(each.code for each in diagnostics))}
    first = {each.code: each for each in reversed(diagnostics)}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "dudao",
                        "fullName": "Dudao 督导",
                        "version": __version__,
                        "language": "en" if lang == "en" else "zh-CN",
                        "rules": [_rule(first[code], lang) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "invocations": [{"executionSuccessful": is_complete}],
                "artifacts": [{"location": {"uri": uri}}],
                "results": [_result(each, codes[each.code], uri, lang) for each in diagnostics],
            }
        ],
    }


def _rule(each: Diagnostic, lang: str) -> dict[str, Any]:
    texts = each.texts
    return {
        "id": each.code,
        "name": each.name,
        "shortDescription": {"text": texts.summary.in_language(lang) or each.code},
        "fullDescription": {"text": each.why(lang) or texts.summary.in_language(lang) or each.code},
        "defaultConfiguration": {"level": each.severity.value},
        # helpUri must be absolute and the project names no host: the page's address inside the project stands here
        "properties": {"page": reference_page(each.code, each.name)},
    }


def _result(each: Diagnostic, rule_index: int, uri: str, lang: str) -> dict[str, Any]:
    # SARIF allows a level beside a kind other than "fail" only as "none"; ours stays in the properties
    level = each.severity.value if each.kind.value == "fail" else "none"
    result: dict[str, Any] = {
        "ruleId": each.code,
        "ruleIndex": rule_index,
        "kind": KINDS[each.kind.value],
        "level": level,
        "message": {"text": each.message(lang)},
        "partialFingerprints": {"dudao/v1": each.fingerprint},
        "properties": {"level": each.severity.value, "authority": each.authority(lang), "help": each.help(lang)},
    }
    if each.location is not None:
        result["locations"] = [_location(each.location, uri)]
    if each.related:
        result["relatedLocations"] = [
            {"id": number, **_location(one, uri), "message": {"text": label_in_language(one.label, lang) or one.quote}}
            for number, one in enumerate(each.related, 1)
        ]
    if each.baseline:
        result["baselineState"] = BASELINE[each.baseline]
    if each.suppression:
        words = each.suppression.in_language(lang)
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": words}]
    return result


def _location(place: Location, uri: str) -> dict[str, Any]:
    region = {
        "charOffset": place.span.start,
        "charLength": place.span.end - place.span.start,
        "snippet": {"text": place.quote},
    }
    context = {
        "charOffset": place.span.start - len(place.prefix),
        "charLength": len(place.prefix) + len(place.quote) + len(place.suffix),
        "snippet": {"text": place.prefix + place.quote + place.suffix},
    }
    return {
        "physicalLocation": {"artifactLocation": {"uri": uri}, "region": region, "contextRegion": context},
        "logicalLocations": [{"fullyQualifiedName": name} for name in where(place)],
    }


def where(place: Location) -> Iterable[str]:
    """The place in the source as a path: body/page 3/paragraph 12, or body/table 1/row 2/column 4."""
    source = place.place
    steps = [source.part]
    for name, number in (
        ("page", source.page),
        ("table", source.table),
        ("row", source.row),
        ("column", source.column),
        ("paragraph", source.paragraph),
    ):
        if number is not None:
            steps.append(f"{name} {number}")
    return ["/".join(steps)]

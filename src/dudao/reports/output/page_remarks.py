"""The list of remarks on the page: what, where with its surroundings, what to do; authority and reason on demand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape

from dudao.diagnostics.as_text import BASELINES, LEVELS, marks_in_words, place_in_words
from dudao.diagnostics.labels import label_in_language
from dudao.diagnostics.model import Bilingual, Diagnostic, Location
from dudao.diagnostics.visible import one_line
from dudao.reports.check import CheckResult
from dudao.reports.output.page_chunks import in_chunks
from dudao.reports.output.page_filters import filter_group, search_box
from dudao.reports.output.page_tables import BoundFigures
from dudao.reports.output.page_words import word
from dudao.reports.rules.registry import FAMILIES

SHORT = 60
REMARKS_A_CHUNK = 100
OWN_TROUBLE = Bilingual("程序与例外", "Dudao itself")
"""The family of remarks on the run itself (INT); it has no rules and so no name of its own in the registry."""


def remarks_panel(result: CheckResult, bound: BoundFigures, key: str, lang: str) -> str:
    """Filters and the list, in the order of the text. Ids: d-KEY-NUMBER."""
    remarks = result.diagnostics
    if not remarks:
        return f'<p class="empty">{word("none", lang)}</p>'
    listed = [_remark(each, index, bound, key, lang) for index, each in enumerate(remarks)]
    shown = in_chunks(listed, REMARKS_A_CHUNK, lambda name, inner: f'<ol class="list rows{name}">{inner}</ol>')
    return _filters(remarks, lang) + shown


def _filters(remarks: Iterable[Diagnostic], lang: str) -> str:
    every = list(remarks)
    levels = Counter(each.severity.value for each in every)
    families = Counter(each.code[:3] for each in every)
    changes = Counter(each.baseline or "" for each in every)
    groups = (
        filter_group(
            "by_level",
            "level",
            ((each.value, LEVELS[each].in_language(lang), levels[each.value]) for each in LEVELS),
            lang,
        ),
        filter_group(
            "by_baseline",
            "baseline",
            ((name, BASELINES[name].in_language(lang), changes[name]) for name in BASELINES),
            lang,
        ),
        filter_group(
            "by_family",
            "family",
            ((each, FAMILIES.get(each, OWN_TROUBLE).in_language(lang), families[each]) for each in sorted(families)),
            lang,
        ),
    )
    return f'<div class="filters">{search_box(lang)}{"".join(groups)}</div>'


def _remark(each: Diagnostic, index: int, bound: BoundFigures, key: str, lang: str) -> str:
    name = f"{key}-{index}"
    off = " off" if each.suppression or each.baseline == "gone" else ""
    accepted = (
        f'<p class="accepted">{escape(one_line(each.suppression.in_language(lang)))}</p>' if each.suppression else ""
    )
    help_text = one_line(each.help(lang))
    advice = f'<p class="help"><b>{word("help", lang)}</b> {escape(help_text)}</p>' if help_text else ""
    return (
        f'<li class="remark {each.severity.value}{off}" id="d-{name}" tabindex="-1" data-level="{each.severity.value}" '
        f'data-family="{each.code[:3]}" data-baseline="{each.baseline or ""}">'
        f'<p class="head"><span class="number">{index + 1}</span><b>{each.code}</b> '
        f'<span class="tag">{escape(marks_in_words(each, lang))}</span>{_links(each, bound, name, key, lang)}</p>'
        f'<p class="message">{escape(one_line(each.message(lang)))}</p>{accepted}{_passage(each.location)}'
        f"{_related(each.related, key, lang)}{advice}{_more(each, name, lang)}</li>\n"
    )


def _links(each: Diagnostic, bound: BoundFigures, name: str, key: str, lang: str) -> str:
    """To the place in the text, and to the figure's row where the remark is on a figure."""
    if each.location is None:
        return f'<span class="go"><span class="place">{word("whole", lang)}</span></span>'
    span = each.location.span
    index = bound.figures.get((span.start, span.end))
    row = f'<a href="#f-{key}-{index}">{word("figures", lang)}</a> ' if index is not None else ""
    return f'<span class="go">{row}<a class="place" href="#t-{name}">{escape(place_in_words(each.location, lang))}</a></span>'


def _passage(place: Location | None) -> str:
    """The quote in its line of the text."""
    if place is None:
        return ""
    before, after = place.prefix.rsplit("\n", 1)[-1], place.suffix.split("\n", 1)[0]
    return (
        f'<p class="passage" lang="zh-CN">{escape(one_line(before))}<mark>{escape(_short(place.quote))}</mark>'
        f"{escape(one_line(after))}</p>"
    )


def _related(places: Iterable[Location], key: str, lang: str) -> str:
    items = "".join(
        f"<li>{escape(label_in_language(one.label, lang))} "
        f'<a href="#o-{key}-{one.span.start}" lang="zh-CN">{escape(_short(one.quote, 24))}</a></li>'
        for one in places
    )
    return f'<div class="related"><b>{word("see", lang)}</b><ul>{items}</ul></div>' if items else ""


def _more(each: Diagnostic, name: str, lang: str) -> str:
    texts: Mapping[str, str] = {"authority": each.authority(lang), "why": each.why(lang)}
    parts = "".join(
        f"<div><dt>{word(title, lang)}</dt><dd>{escape(one_line(text))}</dd></div>"
        for title, text in texts.items()
        if text
    )
    if not parts:
        return ""
    return (
        f'<button type="button" class="toggle" aria-expanded="false" aria-controls="m-{name}">{word("more", lang)}</button>'
        f'<dl class="more" id="m-{name}">{parts}</dl>'
    )


def _short(text: str, limit: int = SHORT) -> str:
    flat = one_line(" ".join(text.split()))
    return flat if len(flat) <= limit else f"{flat[: limit - 1]}…"

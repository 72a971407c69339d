"""A checked report as one self-contained HTML page: the text as it reads, remarks, figures and facts, each a click apart.

    page ──► marked_text   the report with its marks
         ──► page_remarks  the list of remarks
         ──► page_tables   figures and facts

It opens from a disk without network, works without JavaScript (links jump), by keyboard and on paper.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from pathlib import Path

from dudao.diagnostics.as_text import LEVELS
from dudao.diagnostics.one_page import render_one_page
from dudao.diagnostics.verdict import summarize
from dudao.diagnostics.visible import one_line
from dudao.reports.bind.model import Binding
from dudao.reports.check import CheckResult
from dudao.reports.output.marked_text import marked_report
from dudao.reports.output.page_remarks import remarks_panel
from dudao.reports.output.page_tables import bound_figures, facts_panel, figures_panel
from dudao.reports.output.page_words import STATES, VERDICTS, WORDS, word

FOLDER = Path(__file__).parent


def render_page(results: Sequence[CheckResult], *, lang: str = "zh") -> str:
    """The page of one file; several reports in it follow one another."""
    script, style = (FOLDER / "page.js").read_text("utf-8"), (FOLDER / "page.css").read_text("utf-8")
    body = "\n".join(_report(result, number, lang) for number, result in enumerate(results, start=1))
    return render_one_page(
        title=f"{_name(results[0])} · {WORDS['title'].in_language(lang)}",
        body=body,
        style=style,
        script=script,
        skip=f'<a class="skip" href="#remarks-1">{word("skip", lang)}</a>',
        keys=WORDS["keys"].in_language(lang),
        lang=lang,
    )


def _name(result: CheckResult) -> str:
    report = result.given.report
    return one_line(report.title or report.source.name)


def _report(result: CheckResult, number: int, lang: str) -> str:
    key, which = f"r{number}", f" {number}" if number > 1 else ""
    return (
        f'<article class="report">\n{_banner(result, lang)}\n<div class="desk">\n'
        f'<section class="text" lang="zh-CN" aria-label="{word("text", lang)}{which}">'
        f"{marked_report(result, key, lang)}</section>\n"
        f'<section class="panels" aria-label="{word("title", lang)}{which}">\n'
        f"{_panels(result, key, number, lang)}\n</section>\n</div>\n</article>"
    )


def _banner(result: CheckResult, lang: str) -> str:
    given, counts = result.given, summarize(result.diagnostics)
    levels = " ".join(
        f'<span class="count {level.value}">{LEVELS[level].in_language(lang)} {counts.by_level[level.value]}</span>'
        for level in LEVELS
    )
    about = [f"{len(given.report.text):,} {word('characters', lang)}", f"{word('day', lang)} {given.day.isoformat()}"]
    if given.scheme:
        about.append(f"{word('scheme', lang)} {escape(given.scheme.slug)}/{escape(given.scheme.edition)}")
    verdict = escape(VERDICTS[result.verdict.value].in_language(lang))
    return (
        f'<header class="banner verdict-{result.verdict.value}"><div class="which"><h1>{escape(_name(result))}</h1>'
        f'<p class="about">{" · ".join(about)}</p></div><div class="outcome"><p class="verdict">'
        f"<strong>{verdict}</strong> {levels}</p>{_bar(given.bindings, lang)}</div></header>"
    )


def _bar(bindings: Sequence[Binding], lang: str) -> str:
    """How many figures agree, differ, are undecided or unbound, as one bar with its numbers below it."""
    counts = Counter(each.state for each in bindings if each.subject_kind == "figure")
    if not counts:
        return ""
    stripes, legend, at = [], [], 0
    for state, label in STATES.items():
        count = counts[state]
        stripes.append(f'<rect class="{state.value}" x="{at}" width="{count}" height="6"/>')
        legend.append(f'<span class="key {state.value}">{escape(label.in_language(lang))} {count}</span>')
        at += count
    return (
        f'<svg class="bar" viewBox="0 0 {at} 6" preserveAspectRatio="none" aria-hidden="true">{"".join(stripes)}</svg>'
        f'<p class="legend">{" ".join(legend)}</p>'
    )


def _panels(result: CheckResult, key: str, number: int, lang: str) -> str:
    bound = bound_figures(result)
    panels = (
        ("remarks", len(result.diagnostics), remarks_panel(result, bound, key, lang)),
        ("figures", len(result.given.reading.figures), figures_panel(result, bound, key, lang)),
        ("facts", len(bound.facts), facts_panel(result, bound, key, lang)),
    )
    links = "".join(
        f'<a href="#{name}-{number}" data-panel="{name}">{word(name, lang)} {count}</a>' for name, count, _ in panels
    )
    parts = "".join(
        f'<section class="panel" data-name="{name}" id="{name}-{number}" tabindex="-1">'
        f"<h2>{word(name, lang)} {count}</h2>{content}</section>"
        for name, count, content in panels
    )
    which = f" {number}" if number > 1 else ""
    return f'<nav class="tabs" aria-label="{word("panels", lang)}{which}">{links}</nav>{parts}'

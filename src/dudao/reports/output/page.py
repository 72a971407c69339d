"""A checked report as one self-contained HTML page: the text as it reads, remarks, figures and facts, each a click apart.

It opens from a disk without network, works without JavaScript (links jump), by keyboard and on paper. Marking the text
is the business of `marked_text`.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from dudao import __version__
from dudao.diagnostics.as_text import BASELINES, KINDS, LEVELS, place_in_words
from dudao.diagnostics.model import Bilingual, Diagnostic
from dudao.diagnostics.verdict import summarize
from dudao.facts.known import Fact
from dudao.reports.bind.model import Binding, BindingState
from dudao.reports.check import CheckResult
from dudao.reports.output.marked_text import marked_report
from dudao.reports.output.reading_as_json import number_as_text
from dudao.reports.output.reading_as_text import ROLES
from dudao.reports.rules.registry import FAMILIES
from dudao.values.reference import FactReference

FOLDER = Path(__file__).parent
STATES = {
    BindingState.AGREES: Bilingual("与数据一致", "agrees"),
    BindingState.DIFFERS: Bilingual("与数据不符", "differs"),
    BindingState.UNDECIDED: Bilingual("不能确定", "undecided"),
    BindingState.UNBOUND: Bilingual("没有对应数据", "unbound"),
}
WORDS = {
    "title": Bilingual("检查结果", "Check"),
    "text": Bilingual("报告正文", "The report"),
    "remarks": Bilingual("问题", "Remarks"),
    "figures": Bilingual("数字", "Figures"),
    "facts": Bilingual("数据", "Facts"),
    "all": Bilingual("全部", "All"),
    "none": Bilingual("没有发现问题。", "Nothing was found."),
    "no_figures": Bilingual("正文里没有数字。", "There are no figures in the text."),
    "no_facts": Bilingual(
        "检查时没有给出数据；用 --facts 给出后，每个数字旁会显示是否一致。",
        "No facts were given; with --facts every figure shows whether it agrees.",
    ),
    "authority": Bilingual("依据", "Authority"),
    "help": Bilingual("办法", "What to do"),
    "why": Bilingual("原因", "Why"),
    "see": Bilingual("参见", "See"),
    "keys": Bilingual(
        "键盘：j 下一条，k 上一条，Enter 到正文，/ 筛选，1 2 3 切换栏目",
        "Keys: j next, k previous, Enter to the text, / filter, 1 2 3 panels",
    ),
    "filter": Bilingual("按文字筛选", "Filter by text"),
    "printed": Bilingual("报告数字", "Printed"),
    "expected": Bilingual("数据应为", "Expected"),
    "state": Bilingual("状态", "State"),
    "metric": Bilingual("指标", "Metric"),
    "period": Bilingual("时期", "Period"),
    "role": Bilingual("作用", "Role"),
    "source": Bilingual("来源", "Source"),
    "characters": Bilingual("字", "characters"),
    "scheme": Bilingual("方案", "Scheme"),
    "day": Bilingual("判断日期", "Judged on"),
    "skip": Bilingual("跳到问题列表", "Skip to the remarks"),
    "made": Bilingual(
        "由督导 {version} 生成；机器指出，由人判断", "Made by Dudao {version}; the machine points, people judge"
    ),
    "suppressed": Bilingual("已设例外", "suppressed"),
}


def render_page(results: Sequence[CheckResult], *, lang: str = "zh") -> str:
    """The page of one file; several reports in it follow one another."""
    script, style = (FOLDER / "page.js").read_text("utf-8"), (FOLDER / "page.css").read_text("utf-8")
    first = results[0]
    title = first.given.report.title or first.given.report.source.name
    body = "\n".join(_report(result, number, lang) for number, result in enumerate(results, start=1))
    policy = f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; img-src data:; base-uri 'none'; form-action 'none'"
    return (
        f'<!doctype html>\n<html lang="{"en" if lang == "en" else "zh-CN"}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)} · {_word('title', lang)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#remarks-1">{_word("skip", lang)}</a>\n{body}\n'
        f'<footer class="made">{escape(WORDS["made"].fill({"version": __version__}, lang))} · {_word("keys", lang)}</footer>\n'
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _word(name: str, lang: str) -> str:
    return escape(WORDS[name].in_language(lang))


def _report(result: CheckResult, number: int, lang: str) -> str:
    key = f"r{number}"
    text = marked_report(result, key)
    return (
        f'<header class="banner verdict-{result.verdict.value}">{_banner(result, lang)}</header>\n'
        '<div class="desk">\n'
        f'<main class="text" aria-label="{_word("text", lang)}">{text}</main>\n'
        f'<aside class="panels" aria-label="{_word("remarks", lang)}">\n{_tabs(result, key, number, lang)}\n</aside>\n</div>'
    )


def _banner(result: CheckResult, lang: str) -> str:
    given, counts = result.given, summarize(result.diagnostics)
    verdict = result.verdict.label_zh if lang != "en" else result.verdict.value
    levels = " ".join(
        f'<span class="count {level.value}">{LEVELS[level].in_language(lang)} {counts.by_level[level.value]}</span>'
        for level in reversed(list(LEVELS))
        if level.value in counts.by_level
    )
    about = [
        f"{len(given.report.text):,} {_word('characters', lang)}",
        f"{_word('day', lang)} {given.day.isoformat()}",
        *(
            [f"{_word('scheme', lang)} {escape(given.scheme.slug)}/{escape(given.scheme.edition)}"]
            if given.scheme
            else []
        ),
    ]
    name = escape(given.report.title or given.report.source.name)
    return (
        f'<h1>{name}</h1><p class="verdict"><strong>{escape(verdict)}</strong> {levels}</p>'
        f'<p class="about">{" · ".join(about)}</p>{_bar(given.bindings, lang)}'
    )


def _bar(bindings: Sequence[Binding], lang: str) -> str:
    """How many figures agree, differ, are undecided or unbound, as one bar with its numbers beside it."""
    figures = [each for each in bindings if each.subject_kind == "figure"]
    if not figures:
        return ""
    parts, legend = [], []
    for state, label in STATES.items():
        count = sum(each.state is state for each in figures)
        if count:
            parts.append(
                f'<rect class="{state.value}" x="{{x}}" width="{count}" height="6"/>'.replace(
                    "{x}", str(_before(figures, state))
                )
            )
        legend.append(f'<span class="key {state.value}">{escape(label.in_language(lang))} {count}</span>')
    drawing = f'<svg class="bar" viewBox="0 0 {len(figures)} 6" preserveAspectRatio="none" aria-hidden="true">{"".join(parts)}</svg>'
    return f'<div class="bindings">{drawing}<p>{" ".join(legend)}</p></div>'


def _before(figures: Sequence[Binding], state: BindingState) -> int:
    order = list(STATES)
    return sum(order.index(each.state) < order.index(state) for each in figures)


def _tabs(result: CheckResult, key: str, number: int, lang: str) -> str:
    panels = (
        ("remarks", f"{_word('remarks', lang)} {len(result.diagnostics)}", _remarks(result, key, lang)),
        ("figures", f"{_word('figures', lang)} {len(result.given.reading.figures)}", _figures(result, key, lang)),
        ("facts", _word("facts", lang), _facts(result, key, lang)),
    )
    links = "".join(f'<a href="#{name}-{number}" data-panel="{name}">{label}</a>' for name, label, _ in panels)
    parts = "".join(
        f'<section class="panel {name}" id="{name}-{number}" tabindex="-1"><h2>{label}</h2>{content}</section>'
        for name, label, content in panels
    )
    return f'<nav class="tabs">{links}</nav>{parts}'


def _remarks(result: CheckResult, key: str, lang: str) -> str:
    if not result.diagnostics:
        return f'<p class="empty">{_word("none", lang)}</p>'
    families = list(dict.fromkeys(each.code[:3] for each in result.diagnostics))
    chosen = "".join(
        f'<label><input type="checkbox" checked data-filter="family" value="{family}"> '
        f"{escape(FAMILIES[family].in_language(lang)) if family in FAMILIES else family}</label>"
        for family in sorted(families)
    )
    levels = "".join(
        f'<label><input type="checkbox" checked data-filter="level" value="{level.value}"> {LEVELS[level].in_language(lang)}</label>'
        for level in LEVELS
    )
    search = (
        f'<input type="search" class="find" placeholder="{_word("filter", lang)}" aria-label="{_word("filter", lang)}">'
    )
    listed = "\n".join(_remark(each, f"{key}-{index}", lang) for index, each in enumerate(result.diagnostics))
    return f'<div class="filters">{search}<div>{levels}</div><div>{chosen}</div></div><ol class="list">{listed}</ol>'


def _remark(each: Diagnostic, key: str, lang: str) -> str:
    marks = [LEVELS[each.severity].in_language(lang), KINDS[each.kind].in_language(lang)]
    if each.baseline:
        marks.append(BASELINES[each.baseline].in_language(lang))
    if each.suppression:
        marks.append(WORDS["suppressed"].in_language(lang))
    place = escape(place_in_words(each.location, lang)) if each.location else ""
    jump = f'<a class="place" href="#t-{key}">{place}</a>' if each.location else ""
    quote = f"<q>{escape(_short(each.location.quote))}</q>" if each.location else ""
    related = "".join(
        f'<li>{_word("see", lang)} {escape(one.label)} <a href="#o-{key[: key.index("-")]}-{one.span.start}">'
        f"{escape(place_in_words(one, lang))}</a> <q>{escape(_short(one.quote))}</q></li>"
        for one in each.related
    )
    details = "".join(
        f"<dt>{_word(name, lang)}</dt><dd>{escape(text)}</dd>"
        for name, text in (
            ("help", each.help(lang)),
            ("authority", each.authority(lang)),
            ("why", each.texts.why.in_language(lang)),
        )
        if text
    )
    return (
        f'<li class="remark {each.severity.value}{" off" if each.suppression else ""}" id="d-{key}" tabindex="-1" '
        f'data-level="{each.severity.value}" data-family="{each.code[:3]}">'
        f'<p class="head"><b>{each.code}</b> <span class="tag">{escape("·".join(filter(None, marks)))}</span> {jump}</p>'
        f'<p class="message">{escape(each.message(lang))}</p>{quote}'
        f"{f'<ul class=related>{related}</ul>' if related else ''}"
        f"<details><summary>{_word('help', lang)}</summary><dl>{details}</dl></details></li>"
    )


def _short(text: str, limit: int = 60) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else f"{flat[: limit - 1]}…"


def _figures(result: CheckResult, key: str, lang: str) -> str:
    figures = result.given.reading.figures
    if not figures:
        return f'<p class="empty">{_word("no_figures", lang)}</p>'
    states = {(each.span.start, each.span.end): each for each in result.given.bindings}
    heads = "".join(
        f'<th scope="col">{_word(name, lang)}</th>' for name in ("printed", "metric", "period", "role", "state")
    )
    rows = []
    for index, each in enumerate(figures):
        binding = states.get((each.start, each.end))
        state = binding.state if binding else None
        shown = escape(STATES[state].in_language(lang)) if state else "—"
        expected = (
            f" {number_as_text(binding.expected)}"
            if binding and binding.expected is not None and state is BindingState.DIFFERS
            else ""
        )
        role = each.role.value if lang == "en" else ROLES[each.role.value]
        rows.append(
            f'<tr id="f-{key}-{index}" tabindex="-1"><td class="number"><a href="#g-{key}-{index}">{escape(each.text)}</a></td>'
            f"<td>{escape(each.metric)}</td><td>{escape(each.period or '')}</td><td>{escape(role)}</td>"
            f'<td class="{state.value if state else ""}">{shown}{escape(expected)}</td></tr>'
        )
    return f'<table class="figures"><thead><tr>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _facts(result: CheckResult, key: str, lang: str) -> str:
    if result.given.facts is None:
        return f'<p class="empty">{_word("no_facts", lang)}</p>'
    known = {each.reference: each for each in result.given.facts.facts}
    heads = "".join(
        f'<th scope="col">{_word(name, lang)}</th>' for name in ("metric", "period", "expected", "printed", "source")
    )
    rows = "".join(_fact_rows(result, known, key))
    return f'<table class="facts"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _fact_rows(result: CheckResult, known: dict[FactReference, Fact], key: str) -> Iterable[str]:
    figures = {(each.start, each.end): index for index, each in enumerate(result.given.reading.figures)}
    for binding in result.given.bindings:
        fact = known.get(binding.fact) if binding.fact else None
        if fact is None or binding.subject_kind != "figure":
            continue
        index = figures.get((binding.span.start, binding.span.end))
        jump = (
            f'<a href="#g-{key}-{index}">{escape(binding.quote.exact)}</a>'
            if index is not None
            else escape(binding.quote.exact)
        )
        value = f"{number_as_text(fact.value)}{fact.unit or ''}" if fact.value is not None else "—"
        source = str(fact.place) if fact.place else fact.formula
        yield (
            f"<tr><td>{escape(fact.label)}</td><td>{escape(fact.period.label())}</td>"
            f'<td class="number">{escape(value)}</td><td class="{binding.state.value}">{jump}</td><td>{escape(source)}</td></tr>'
        )

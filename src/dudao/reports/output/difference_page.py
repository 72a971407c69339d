"""Two versions of a report as one self-contained HTML page: the new text with its changes, and lists that jump to them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from dudao.diagnostics.model import Bilingual
from dudao.diagnostics.one_page import render_one_page
from dudao.reports.compare.model import ReportDifference, State
from dudao.reports.output.difference_as_text import foreword_of, title_of
from dudao.reports.output.difference_lines import GROUPS, STATES, Line, lines_of
from dudao.reports.output.difference_marks import DifferenceMarks

WORDS = {
    "title": Bilingual("版本比较", "Two versions"),
    "text": Bilingual("新版本，新增的加下划线，删去的加删除线", "The new version, with what came and what went"),
    "lists": Bilingual("差别", "Differences"),
    "none": Bilingual("没有差别。", "No difference."),
    "filter": Bilingual("按文字筛选", "Filter by text"),
    "see": Bilingual("看正文", "to the text"),
    "skip": Bilingual("跳到差别列表", "Skip to the differences"),
    "keys": Bilingual(
        "键盘：j 下一条，k 上一条，Enter 到正文，/ 筛选，1 2 3 4 切换栏目",
        "Keys: j next, k previous, Enter to the text, / filter, 1 2 3 4 panels",
    ),
}
PANELS = ("figures", "documents", "claims", "sections")
FOLDER = Path(__file__).parent
SHOWN = (State.CHANGED, State.CAME, State.WENT)


def render_difference_page(differences: Sequence[ReportDifference], *, lang: str = "zh") -> str:
    """The page of two files; several reports in them follow one another."""
    body = "\n".join(_report(each, f"r{number}", lang) for number, each in enumerate(differences, start=1))
    return render_one_page(
        title=f"{title_of(differences[0])} · {WORDS['title'].in_language(lang)}",
        body=body,
        style="".join((FOLDER / name).read_text("utf-8") for name in ("page.css", "difference.css")),
        script=(FOLDER / "difference.js").read_text("utf-8"),
        skip=f'<a class="skip" href="#figures-r1">{_word("skip", lang)}</a>',
        keys=WORDS["keys"].in_language(lang),
        lang=lang,
    )


def _word(name: str, lang: str) -> str:
    return escape(WORDS[name].in_language(lang))


def _report(difference: ReportDifference, key: str, lang: str) -> str:
    marks = DifferenceMarks(difference, key)
    groups = lines_of(difference, lang)
    panels = [(name, _panel(name, groups[name], marks, lang)) for name in PANELS]
    tabs = "".join(
        f'<a href="#{name}-{key}" data-panel="{name}">{escape(GROUPS[name].in_language(lang))} {len(groups[name])}</a>'
        for name in PANELS
    )
    sections = "".join(
        f'<section class="panel" data-panel="{name}" id="{name}-{key}" tabindex="-1">'
        f"<h2>{escape(GROUPS[name].in_language(lang))}</h2>{content}</section>"
        for name, content in panels
    )
    return (
        f'<header class="banner">{_banner(difference, groups["front"], lang)}</header>\n<div class="desk">\n'
        f'<section class="text" lang="zh-CN" aria-label="{_word("text", lang)}">{marks.html()}</section>\n'
        f'<section class="panels" aria-label="{_word("lists", lang)}">\n<nav class="tabs">{tabs}</nav>{sections}\n</section>\n</div>'
    )


def _banner(difference: ReportDifference, front: Sequence[Line], lang: str) -> str:
    names = " → ".join(each.report.source.name for each in (difference.old, difference.new) if each)
    told = "".join(f"<p>{escape(line)}</p>" for line in foreword_of(difference, lang).splitlines())
    changed = "".join(
        f"<p>{escape(each.what)} <del>{escape(each.old)}</del> <ins>{escape(each.new)}</ins></p>" for each in front
    )
    return f'<h1>{escape(title_of(difference))}</h1><p class="about">{escape(names)}</p>{told}{changed}'


def _panel(name: str, lines: Sequence[Line], marks: DifferenceMarks, lang: str) -> str:
    if not lines:
        return f'<p class="empty">{_word("none", lang)}</p>'
    states = "".join(
        f'<label><input type="checkbox" checked data-filter="state" value="{state.value}"> '
        f"{escape(STATES[state].in_language(lang))} {sum(line.state is state for line in lines)}</label>"
        for state in SHOWN
    )
    find = _word("filter", lang)
    search = f'<input type="search" class="find" placeholder="{find}" aria-label="{find}">'
    listed = "\n".join(
        _item(line, f"d-{marks.key}-{name}-{index}", name, marks, lang) for index, line in enumerate(lines)
    )
    return f'<div class="filters">{search}<div>{states}</div></div><ol class="list">{listed}</ol>'


def _item(line: Line, name: str, group: str, marks: DifferenceMarks, lang: str) -> str:
    if group == "figures" and line.new_span is not None:
        marks.link(line.new_span, name, line.state.value)
    target = marks.target(line.old_span, line.new_span)
    jump = f'<a class="place" href="#{target}">{_word("see", lang)}</a>' if target else ""
    values = " → ".join(
        f"<{tag}>{escape(text)}</{tag}>" for tag, text in (("del", line.old), ("ins", line.new)) if text
    )
    if line.old == line.new:
        values = escape(line.new)
    what = f'<p class="message">{escape(line.what)}</p>' if line.what not in (line.old, line.new) else ""
    notes = f'<p class="notes">{escape("，".join(line.notes))}</p>' if line.notes else ""
    return (
        f'<li class="remark {line.state.value}" id="{name}" tabindex="-1" data-state="{line.state.value}">'
        f'<p class="head"><span class="tag">{escape(STATES[line.state].in_language(lang))}</span> {jump}</p>'
        f'{what}<p class="values">{values}</p>{notes}</li>'
    )

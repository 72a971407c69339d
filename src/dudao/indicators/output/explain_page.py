"""An explanation as one self-contained HTML page: what came out and what is missing, then the tree down to every source cell.

It opens from a disk without network, folds without JavaScript, works by keyboard and on paper. A step that several others
rest on stands once, where it comes first; later it is a link to that place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from dudao.diagnostics.model import Bilingual
from dudao.diagnostics.one_page import render_one_page
from dudao.indicators.output.wording import (
    STATUSES,
    VERDICTS,
    basis_words,
    is_telling,
    numbers_in,
    troubles_first,
    value_in,
)
from dudao.indicators.trace.model import TraceNode
from dudao.schemes.indicators import LegalBasis

FOLDER = Path(__file__).parent
OPEN_DEPTH = 6
MOST_SHORT = 40
WORDS = {
    "title": Bilingual("算法说明", "How it came about"),
    "skip": Bilingual("跳到计算过程", "Skip to the steps"),
    "short": Bilingual("差在哪里", "What is missing"),
    "tree": Bilingual("计算过程", "The steps"),
    "open": Bilingual("全部展开", "Open all"),
    "close": Bilingual("全部收起", "Close all"),
    "fails": Bilingual("只看未达到和缺数据的", "Only what fails or is missing"),
    "find": Bilingual("查找", "Find"),
    "basis": Bilingual("依据", "Basis"),
    "from": Bilingual("自", "from"),
    "to": Bilingual("至（不含）", "to, not including"),
    "cell": Bilingual("来源", "Source"),
    "seen": Bilingual("已在上文列出", "listed above"),
    "more": Bilingual("另有 {n} 处，见计算过程", "{n} more, see the steps"),
    "keys": Bilingual(
        "键盘：j 或 ↓ 下一步，k 或 ↑ 上一步，→ 展开，← 收起，/ 查找",
        "Keys: j or ↓ next, k or ↑ back, → open, ← close, / find",
    ),
}
KINDS = {
    "cell": Bilingual("数据", "cell"),
    "parameter": Bilingual("参数", "parameter"),
    "number": Bilingual("数", "number"),
    "formula": Bilingual("公式", "formula"),
    "aggregate": Bilingual("汇总", "rows"),
    "row": Bilingual("行", "row"),
    "previous": Bilingual("上期", "before"),
    "indicator": Bilingual("指标", "indicator"),
    "exemption": Bilingual("例外", "exception"),
    "rounding": Bilingual("修约", "rounding"),
    "threshold": Bilingual("限值", "limit"),
    "verdict": Bilingual("结论", "verdict"),
    "shortfall": Bilingual("差额", "gap"),
    "conclusion": Bilingual("结论", "verdict"),
    "gate": Bilingual("否决", "gate"),
    "score": Bilingual("得分", "score"),
}


def render_explanation(traces: Sequence[TraceNode], *, about: Sequence[str] = (), lang: str = "zh") -> str:
    """The page of one or several traces of one question (one for each stage).

    Args:
        about: lines that say what it was computed by and on: scheme, period, data.
    """
    writer = _Writer(lang)
    body = "\n".join(writer.part(trace, about) for trace in traces)
    return render_one_page(
        title=f"{_label(traces[0], lang)} · {WORDS['title'].in_language(lang)}",
        body=body,
        style=(FOLDER / "explain_page.css").read_text("utf-8"),
        script=(FOLDER / "explain_page.js").read_text("utf-8"),
        skip=f'<a class="skip" href="#tree-1">{_word("skip", lang)}</a>',
        keys=WORDS["keys"].in_language(lang),
        lang=lang,
    )


class _Writer:
    """Writes trees; remembers which steps stand on the page already."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.english = lang == "en"
        self.ids: dict[int, str] = {}
        self.troubles: set[int] = set()
        self.parts = self.steps = 0

    def part(self, trace: TraceNode, about: Sequence[str]) -> str:
        """The banner, what is missing, and the tree of one trace."""
        self.parts += 1
        self._find_troubles(trace)
        tree = f'<div class="tree"><ul>{self._node(trace, 0)}</ul></div>'
        told = "".join(f'<p class="about">{escape(each)}</p>' for each in about)
        verdict = trace.verdict or (trace.state if trace.state != "known" else "")
        word = VERDICTS.get(verdict, ("", ""))[self.english]
        reason = trace.reason_en if self.english else trace.reason_zh
        return (
            f'<header class="banner {escape(verdict)}"><h1>{escape(_label(trace, self.lang))}</h1>'
            f'<p class="outcome"><strong class="{escape(verdict)}">{escape(word)}</strong>'
            f'<span class="value">{escape(value_in(trace, self.lang))}</span> {escape(reason)}</p>{told}</header>\n'
            f'<div class="sheet">{self._short(trace)}<section class="tree-part" id="tree-{self.parts}" tabindex="-1">'
            f"<h2>{_word('tree', self.lang)}</h2>{self._tools() if self.parts == 1 else ''}{tree}</section></div>"
        )

    def _find_troubles(self, trace: TraceNode) -> bool:
        """Which steps fail or lack something, or have such a step below; they are open at first."""
        if id(trace) in self.ids:
            return id(trace) in self.troubles
        own = trace.verdict in ("fail", "incomplete") or trace.state == "incomplete" or trace.kind == "shortfall"
        self.ids[id(trace)] = ""
        below = [self._find_troubles(child) for child in trace.children]
        if own or (any(below) and trace.verdict not in ("pass", "not_applicable")):
            self.troubles.add(id(trace))
            return True
        return False

    def _tools(self) -> str:
        buttons = "".join(
            f'<button type="button" data-act="{name}">{_word(name, self.lang)}</button>'
            for name in ("open", "close", "fails")
        )
        find = _word("find", self.lang)
        return (
            f'<div class="tools">{buttons}<input type="search" class="find" placeholder="{find}" aria-label="{find}">'
            '<output class="left"></output></div>'
        )

    # ─────────────── what is missing ───────────────

    def _short(self, trace: TraceNode) -> str:
        """The sentences that say what is short, each leading to its step; nothing where all is well."""
        lines = [*self._missed(trace), *self._short_lines(trace, trace, set())]
        lines = list(dict.fromkeys(lines))
        if (
            not lines
            or trace.verdict not in ("fail", "incomplete", "")
            or (not trace.verdict and trace.kind != "score")
        ):
            return ""
        more = len(lines) - MOST_SHORT
        if more > 0:
            lines = [*lines[:MOST_SHORT], f"<li>{escape(WORDS['more'].fill({'n': str(more)}, self.lang))}</li>"]
        return f'<section class="short"><h2>{_word("short", self.lang)}</h2><ul>{"".join(lines)}</ul></section>\n'

    def _missed(self, trace: TraceNode) -> Iterator[str]:
        """The indicators that a conclusion misses, each with its reason."""
        for child in trace.children if trace.kind == "conclusion" else ():
            if child.kind == "indicator" and child.verdict in ("fail", "incomplete"):
                yield self._short_line(child, child)

    def _short_line(self, node: TraceNode, title: TraceNode) -> str:
        reason = node.reason_en if self.english else node.reason_zh
        text = f"{_label(title, self.lang)}{': ' if self.english else '：'}{reason}"
        return f'<li><a href="#{self.ids.get(id(node), "")}">{escape(text)}</a></li>'

    def _short_lines(self, node: TraceNode, owner: TraceNode, seen: set[int]) -> Iterator[str]:
        if id(node) in seen or node.verdict in ("pass", "not_applicable"):
            return
        seen.add(id(node))
        missing_cell = node.kind == "cell" and node.state == "incomplete"
        if node.kind == "shortfall" or missing_cell or (node.kind == "gate" and node.verdict == "fail"):
            yield self._short_line(node, owner if node.kind == "shortfall" else node)
        inner = node if node.kind in ("indicator", "conclusion", "score") else owner
        for child in node.children:
            yield from self._short_lines(child, inner, seen)

    # ─────────────── the tree ───────────────

    def _node(self, node: TraceNode, depth: int, above: str = "") -> str:
        known = self.ids.get(id(node))
        if known and node.children:
            link = f'<a href="#{known}">{_word("seen", self.lang)}</a>'
            return f'<li class="node again"><div class="leaf" tabindex="0">{self._line(node)} {link}</div></li>'
        self.steps += 1
        own = self.ids[id(node)] = f"step-{self.steps}"
        names = " ".join(filter(None, ("node", node.kind, node.verdict or node.state)))
        body = self._body(node, above)
        inner = "".join(self._node(child, depth + 1, node.expression) for child in troubles_first(node))
        if not inner and not body:
            content = f'<div class="leaf" tabindex="0">{self._line(node)}</div>'
        elif not inner:
            content = f'<div class="leaf" tabindex="0">{self._line(node)}</div><div class="body">{body}</div>'
        else:
            is_trouble = id(node) in self.troubles
            flags = " open" if not depth or (is_trouble and depth < OPEN_DEPTH) else ""
            flags += " data-fails" if is_trouble or not depth else ""
            told = f'<div class="body">{body}</div>' if body else ""
            content = f"<details{flags}><summary>{self._line(node)}</summary>{told}<ul>{inner}</ul></details>"
        return f'<li class="{escape(names)}" id="{own}">{content}</li>'

    def _line(self, node: TraceNode) -> str:
        kind = escape(KINDS[node.kind].in_language(self.lang)) if node.kind in KINDS else ""
        value = f' = <span class="value">{escape(value_in(node, self.lang))}</span>' if node.value else ""
        verdict = node.verdict or (node.state if node.state != "known" else "")
        word = VERDICTS.get(verdict, ("", ""))[self.english]
        mark = f'<strong class="mark {escape(verdict)}">{escape(word)}</strong>' if word else ""
        return f'<span class="kind">{kind}</span>{escape(_label(node, self.lang))}{value}{mark}'

    def _body(self, node: TraceNode, above: str) -> str:
        """What stands below the line of a step; a formula that the step above shows is not shown again."""
        parts = []
        if is_telling(node):
            parts.append(f'<p class="formula">{escape(node.expression)}</p>')
            parts.append(f'<p class="formula">= {escape(numbers_in(node.with_numbers, self.lang))}</p>')
        elif node.expression and node.expression != above:
            parts.append(f'<p class="formula">{escape(node.expression)}</p>')
        if node.place is not None:
            parts.append(
                f'<p class="place">{_word("cell", self.lang)}{": " if self.english else "："}{escape(str(node.place))}</p>'
            )
        parts.extend(f'<p class="basis">{self._basis(each)}</p>' for each in node.basis)
        if node.valid_from or node.valid_to:
            days = [
                f"{WORDS[name].in_language(self.lang)} {day.isoformat()}"
                for name, day in (("from", node.valid_from), ("to", node.valid_to))
                if day is not None
            ]
            parts.append(f'<p class="dates">{escape("，".join(days))}</p>')
        reason = node.reason_en if self.english else node.reason_zh
        if reason:
            parts.append(f'<p class="reason">{escape(reason)}</p>')
        return "".join(parts)

    def _basis(self, basis: LegalBasis) -> str:
        status = STATUSES[basis.status][self.english]
        return (
            f"{_word('basis', self.lang)}{': ' if self.english else '：'}{escape(basis_words(basis, self.lang))} "
            f'<span class="status {escape(basis.status)}">{escape(status)}</span>'
        )


def _label(node: TraceNode, lang: str) -> str:
    return node.label_en if lang == "en" else node.label_zh


def _word(name: str, lang: str) -> str:
    return escape(WORDS[name].in_language(lang))

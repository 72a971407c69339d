"""The tables of the page: every figure with its state, and every fact that a figure was tied to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from html import escape

from dudao.diagnostics.visible import one_line
from dudao.facts.known import Fact
from dudao.reports.bind.model import Binding, BindingState
from dudao.reports.check import CheckResult
from dudao.reports.model import Figure
from dudao.reports.output.page_chunks import in_chunks
from dudao.reports.output.page_filters import filter_group, search_box
from dudao.reports.output.page_words import STATES, word
from dudao.reports.output.reading_as_json import number_as_text
from dudao.reports.output.reading_as_text import ROLES
from dudao.values.quantities import quantize

SHOWN_DECIMALS = 4
ROWS_A_CHUNK = 200


@dataclass(frozen=True, slots=True)
class BoundFigures:
    """Figures by their span, their bindings by figure number, and the facts that figures were tied to, in text order.

    `fact_rows`: figure number to the row of its fact in `facts`.
    """

    figures: Mapping[tuple[int, int], int]
    bindings: Mapping[int, Binding]
    facts: tuple[tuple[int, Binding, Fact], ...]
    fact_rows: Mapping[int, int]


def bound_figures(result: CheckResult) -> BoundFigures:
    """Who is tied to what in one report."""
    given = result.given
    figures = {(each.start, each.end): index for index, each in enumerate(given.reading.figures)}
    known = {each.reference: each for each in given.facts.facts} if given.facts else {}
    bindings, facts = {}, []
    for each in given.bindings:
        index = figures.get((each.span.start, each.span.end))
        if each.subject_kind != "figure" or index is None:
            continue
        bindings[index] = each
        fact = known.get(each.fact) if each.fact else None
        if fact is not None:
            facts.append((index, each, fact))
    return BoundFigures(figures, bindings, tuple(facts), {index: row for row, (index, _, _) in enumerate(facts)})


def figures_panel(result: CheckResult, bound: BoundFigures, key: str, lang: str) -> str:
    """One row a figure, in the order of the text. Ids: f-KEY-NUMBER."""
    figures = result.given.reading.figures
    if not figures:
        return f'<p class="empty">{word("no_figures", lang)}</p>'
    rows = [_figure_row(each, index, bound, key, lang) for index, each in enumerate(figures)]
    counts = Counter(each.state for each in bound.bindings.values())
    choices = ((state.value, label.in_language(lang), counts[state]) for state, label in STATES.items())
    filters = f'<div class="filters">{search_box(lang)}{filter_group("by_state", "state", choices, lang)}</div>'
    return f"{filters}{_table(('printed', 'metric', 'period', 'role', 'state'), rows, lang)}"


def facts_panel(result: CheckResult, bound: BoundFigures, key: str, lang: str) -> str:
    """One row a bound figure: the fact, its value, where it was read, and the figure. Ids: x-KEY-NUMBER."""
    if result.given.facts is None or not bound.facts:
        return f'<p class="empty">{word("no_facts" if result.given.facts is None else "no_bound", lang)}</p>'
    rows = [_fact_row(row, bound.facts[row], key) for row in range(len(bound.facts))]
    filters = f'<div class="filters">{search_box(lang)}</div>'
    return f"{filters}{_table(('metric', 'period', 'value', 'printed', 'source'), rows, lang)}"


def _table(heads: tuple[str, ...], rows: Sequence[str], lang: str) -> str:
    """One table; a long one becomes several, each with its heads, so that a browser can leave those out of view alone."""
    cells = "".join(f'<th scope="col" class="{name}">{word(name, lang)}</th>' for name in heads)
    head = f"<thead><tr>{cells}</tr></thead>"
    return in_chunks(
        rows,
        ROWS_A_CHUNK,
        lambda name, inner: (
            f'<div class="sheet{name}"><table class="list">{head}<tbody class="rows">{inner}</tbody></table></div>'
        ),
    )


def _figure_row(each: Figure, index: int, bound: BoundFigures, key: str, lang: str) -> str:
    binding = bound.bindings.get(index)
    role = ROLES[each.role.value].in_language(lang)
    state = binding.state.value if binding else ""
    return (
        f'<tr id="f-{key}-{index}" tabindex="-1" data-state="{state}"><td class="printed">'
        f'<a href="#g-{key}-{index}">{escape(one_line(each.text))}</a></td><td>{escape(one_line(each.metric))}</td>'
        f'<td>{escape(each.period or "")}</td><td class="role">{escape(role)}</td>'
        f'<td class="state {state}">{_state(binding, index, bound, key, lang)}</td></tr>'
    )


def _state(binding: Binding | None, index: int, bound: BoundFigures, key: str, lang: str) -> str:
    if binding is None:
        return "—"
    shown = escape(STATES[binding.state].in_language(lang))
    if binding.state is BindingState.DIFFERS and binding.expected is not None:
        shown += f" <small>{word('expected', lang)} {_number(binding.expected)}</small>"
    row = bound.fact_rows.get(index)
    return shown if row is None else f'<a href="#x-{key}-{row}">{shown}</a>'


def _fact_row(row: int, bound: tuple[int, Binding, Fact], key: str) -> str:
    index, binding, fact = bound
    value = f"{_number(fact.value)}{escape(fact.unit or '')}" if fact.value is not None else "—"
    source = str(fact.place) if fact.place else fact.formula
    return (
        f'<tr id="x-{key}-{row}" tabindex="-1"><td><a href="#f-{key}-{index}">{escape(one_line(fact.label))}</a></td>'
        f'<td>{escape(fact.period.label())}</td><td class="value">{value}</td><td class="printed {binding.state.value}">'
        f'<a href="#g-{key}-{index}">{escape(one_line(binding.quote.exact))}</a></td>'
        f'<td class="source">{escape(one_line(source))}</td></tr>'
    )


def _number(value: Decimal) -> str:
    """A number as it is; one with many decimals (a share, computed) rounded and marked ≈, whole in its title."""
    whole = number_as_text(value)
    if len(whole.partition(".")[2]) <= SHOWN_DECIMALS:
        return escape(whole)
    return f'<span title="{escape(whole)}">≈{number_as_text(quantize(Fraction(value), SHOWN_DECIMALS))}</span>'

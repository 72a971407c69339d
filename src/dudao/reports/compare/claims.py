"""Claims without a figure in two versions: reworded, come, gone, or given the figure they lacked."""

from __future__ import annotations

from collections.abc import Iterable

from dudao.reports.compare.likeness import letters_of, match_in_order, most_alike
from dudao.reports.compare.model import ClaimChange, FigureChange, SentenceMatch, State
from dudao.reports.model import Claim, Reading, Report
from dudao.reports.structure.fold import fold

ALIKE = 0.6
"""How alike two claims must be to be one that was reworded. House rule."""


def compare_claims(
    old: Reading, new: Reading, sentences: SentenceMatch, figures: Iterable[FigureChange]
) -> tuple[ClaimChange, ...]:
    """One change a claim of either version, unchanged ones included; in no order."""
    before, after = ([letters_of(fold(claim.text)) for claim in each.claims] for each in (old, new))
    pairs = dict(match_in_order(before, after))
    taken = set(pairs.values())
    free_old = [index for index in range(len(before)) if index not in pairs]
    free_new = [index for index in range(len(after)) if index not in taken]
    for one, other in most_alike(
        [before[index] for index in free_old], [after[index] for index in free_new], at_least=ALIKE
    ):
        pairs[free_old[one]] = free_new[other]
    taken = set(pairs.values())
    with_figure = _sentences_with(figures, State.CAME, new.report), _sentences_with(figures, State.WENT, old.report)
    forth = sentences.all
    back = {other: one for one, other in forth.items()}
    changes = [
        ClaimChange(old.claims[one], new.claims[other], () if before[one] == after[other] else ("text",))
        for one, other in pairs.items()
    ]
    changes += [
        ClaimChange(claim, None, _given(claim, old.report, forth, with_figure[0]))
        for index, claim in enumerate(old.claims)
        if index not in pairs
    ]
    changes += [
        ClaimChange(None, claim, _given(claim, new.report, back, with_figure[1]))
        for index, claim in enumerate(new.claims)
        if index not in taken
    ]
    return tuple(changes)


def _sentences_with(figures: Iterable[FigureChange], state: State, report: Report) -> set[int]:
    """The sentences in which a figure came, or went."""
    changed = (each.new or each.old for each in figures if each.state is state)
    return {report.sentence_index(figure.start) for figure in changed if figure is not None}


def _given(claim: Claim, report: Report, across: dict[int, int], with_figure: set[int]) -> tuple[str, ...]:
    """Whether the sentence of a claim that only one version has holds, in the other, a figure that was not there before."""
    other = across.get(report.sentence_index(claim.start))
    return ("figure",) if other in with_figure else ()

"""A figure with what it is compared by, and what of it changed between two versions."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from dudao.reports.bind.agreement import factor_of, kind_of_unit, sign_of
from dudao.reports.bind.wordings import stage_pattern, stage_words
from dudao.reports.compare.likeness import letters_of
from dudao.reports.compare.model import FigureChange
from dudao.reports.model import Figure, Reading
from dudao.reports.structure.fold import fold


@dataclass(frozen=True, slots=True)
class Seen:
    """A figure of one version.

    Attributes:
        metric: letters of its metric phrase. value: signed, in the base unit. unit: kind of its unit.
        stages: school stages that the metric names. period: as resolved, else as printed. section: where it stands, None where the other version has no such section.
    """

    figure: Figure
    metric: str
    value: Decimal
    unit: str
    stages: frozenset[str]
    period: Hashable
    sentence: int
    section: int | None


def seen_figures(reading: Reading, sections: Sequence[int | None]) -> tuple[Seen, ...]:
    """The figures of a version in their order, each with its section."""
    report = reading.report
    return tuple(
        Seen(
            figure,
            letters_of(fold(figure.metric)),
            signed_value(figure) * factor_of(figure.unit),
            kind_of_unit(figure.unit),
            stages_in(figure.metric),
            period_of(figure),
            report.sentence_index(figure.start),
            section,
        )
        for figure, section in zip(reading.figures, sections, strict=True)
    )


def signed_value(figure: Figure) -> Decimal:
    """The printed number, below zero for a fall."""
    return figure.value * sign_of(figure)


def period_of(figure: Figure) -> Hashable:
    """The period of a figure as a key: its days where they are known, else its label."""
    return (figure.when.start, figure.when.end) if figure.when else figure.period


@lru_cache(maxsize=20_000)
def stages_in(metric: str) -> frozenset[str]:
    """The school stages that a metric phrase names.

    >>> sorted(stages_in("小学和初中在校生")), sorted(stages_in("毕业生就业率"))
    (['junior', 'primary'], [])
    """
    return frozenset(stage_words()[word] for word in stage_pattern().findall(fold(metric)))


def may_be_same(one: Seen, other: Seen) -> bool:
    """Whether two figures in the same place can be one quantity: they count the same, of one stage, for the same time or with the same value."""
    if one.unit != other.unit or one.figure.role is not other.figure.role:
        return False
    if one.stages and other.stages and not one.stages & other.stages:
        return False
    return one.period == other.period or None in (one.period, other.period) or one.value == other.value


def figure_change(old: Figure, new: Figure) -> FigureChange:
    """What differs between one quantity as two versions print it."""
    differs = {
        "value": signed_value(old) * factor_of(old.unit) != signed_value(new) * factor_of(new.unit),
        "unit": old.unit != new.unit,
        "hedge": (old.approx, old.bound) != (new.approx, new.bound),
        "period": period_of(old) != period_of(new),
        "misprint": bool(old.printed_wrong) != bool(new.printed_wrong),
    }
    aspects = tuple(name for name, is_so in differs.items() if is_so)
    if not differs["value"]:
        return FigureChange(old, new, aspects)
    return FigureChange(old, new, aspects, *_difference(old, new))


def _difference(old: Figure, new: Figure) -> tuple[Decimal, str | None, Decimal | None]:
    """New minus old in the finer of the two units, that unit, and the relative change in per cent."""
    unit = min((old.unit, new.unit), key=lambda name: (factor_of(name), name or ""))
    factor = factor_of(unit)
    before, after = (signed_value(each) * factor_of(each.unit) / factor for each in (old, new))
    is_rate = kind_of_unit(unit) in ("percent", "points")
    relative = None if is_rate or before == 0 else (after - before) / abs(before) * 100
    return after - before, "个百分点" if unit == "%" else unit, relative

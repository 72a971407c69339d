"""Words for school stages in data: a cell that is one, a heading that holds one (小学在校学生数, 在校学生数（初中）)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from dudao.facts.contract import stages
from dudao.schemes.own_tables import NO_OWN_TABLES, OwnTables

MARKS = " （）()-—_:：、·"


@lru_cache(maxsize=4_096)
def parse_stage(text: str, own: OwnTables = NO_OWN_TABLES) -> str | None:
    """The id of a stage by its id, label or one of its words, in capitals or not; None where it is none.

    The words of a scheme go before those of the catalogue.

    >>> parse_stage("小学"), parse_stage("幼儿园"), parse_stage("Upper secondary"), parse_stage("大班")
    ('primary', 'preschool', 'senior', None)
    """
    text = text.lower()
    brought = {line["id"] for line in own.stages}
    return next(
        (
            each.id
            for each in sorted(stages(own).values(), key=lambda each: each.id not in brought)
            if text in (each.id, each.label_zh, each.school_zh) or text in each.words
        ),
        None,
    )


@lru_cache(maxsize=4_096)
def split_stage(text: str, own: OwnTables = NO_OWN_TABLES) -> tuple[str, str | None]:
    """What is left of a heading without the word for a stage at either end, and the stage.

    >>> split_stage("小学在校学生数"), split_stage("在校学生数（初中）"), split_stage("小学"), split_stage("在校学生数")
    (('在校学生数', 'primary'), ('在校学生数', 'junior'), ('', 'primary'), ('在校学生数', None))
    """
    plain = text.strip(MARKS)
    for size in range(len(plain), 1, -1):
        for word, rest in ((plain[:size], plain[size:]), (plain[-size:], plain[:-size])):
            stage = parse_stage(word, own)
            if stage is not None and (size > 3 or not word.isascii()):
                return rest.strip(MARKS), stage
    return text, None


def split_parts(parts: Sequence[str], own: OwnTables) -> tuple[list[str], str | None]:
    """The parts of a heading over several rows without the words for its stage, and the lowest stage that they name."""
    left, found = [], None
    for part in parts:
        rest, stage = split_stage(part, own)
        found = stage or found
        if rest:
            left.append(rest)
    return left, found

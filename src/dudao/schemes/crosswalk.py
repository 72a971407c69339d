"""What became of each indicator of the edition before: `crosswalk.yaml` beside `scheme.yaml`.

    from: quality-balance/2017          or a path from this folder, as in ../2017
    entries:
      - {old: A1, new: A1, relation: equal, why: {zh: 公式与口径未变, en: same formula and scope}}
      - {old: B9, relation: unrelated, why: {zh: 不再考核, en: no longer asked}}

A relation is read from the new to the old: narrower counts less than before, wider more. Every indicator of either edition
that is not a helper must stand in it; one that has no counterpart stands alone, as unrelated.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dudao.schemes.compare import is_same_formula
from dudao.schemes.content_files import try_yaml
from dudao.schemes.edition import read_edition
from dudao.schemes.indicators import Edition, Indicator, Origin
from dudao.schemes.load import FILE_NAME as SCHEME_FILE
from dudao.schemes.load import find_scheme
from dudao.schemes.strict import Entry, Faults
from dudao.values.errors import MisuseError

FILE_NAME = "crosswalk.yaml"
RELATIONS = ("equal", "narrower", "wider", "overlapping", "unrelated")


@dataclass(frozen=True, slots=True)
class CrosswalkEntry:
    """One indicator then and now; "" on the side where it has no counterpart."""

    old: str
    new: str
    relation: str
    why_zh: str
    why_en: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """The way from one edition to the next. `source`: slug/edition or folder of the edition before."""

    source: str
    entries: tuple[CrosswalkEntry, ...]
    origin: Origin

    def is_from(self, edition: Edition) -> bool:
        """Whether it leads from an edition."""
        return (
            self.source == f"{edition.slug}/{edition.edition}"
            or Path(self.source).resolve() == Path(edition.folder).resolve()
        )

    @property
    def renamed(self) -> dict[str, str]:
        """Old code to new code, of what can be compared at all."""
        return {each.old: each.new for each in self.entries if each.old and each.new and each.relation != "unrelated"}


def read_crosswalk(folder: Path, faults: Faults) -> Crosswalk | None:
    """The crosswalk of an edition's folder; None where there is none."""
    file = folder / FILE_NAME
    if not file.is_file():
        return None
    content, _ = try_yaml(file, faults, folder)
    if content is None:
        return None
    entry = Entry(content, str(file), faults)
    found = []
    for own in entry.entries("entries"):
        why_zh, why_en = own.bilingual("why")
        found.append(
            CrosswalkEntry(
                own.text("old", ""),
                own.text("new", ""),
                own.choice("relation", RELATIONS),
                why_zh,
                why_en,
                own.origin(),
            )
        )
        own.close()
    source = entry.text("from")
    beside = folder / source
    if source and (beside / SCHEME_FILE).is_file():
        source = str(beside.resolve())
    crosswalk = Crosswalk(source, tuple(found), entry.value_origin("from"))
    entry.close()
    return crosswalk


def edition_before(crosswalk: Crosswalk, faults: Faults) -> Edition | None:
    """The edition that a crosswalk leads from; None, with the fault noted at its place, where it cannot be read."""
    if not crosswalk.source:
        return None
    own = Faults()
    try:
        edition = read_edition(find_scheme(crosswalk.source), own)
        own.refuse()
    except MisuseError as error:
        faults.add(
            crosswalk.origin,
            f"from：读不了旧版 {crosswalk.source}（{error.zh.splitlines()[0]}）；写 slug/版本，或相对本文件夹的路径如 ../2020",
            f"from: the edition before, {crosswalk.source}, cannot be read ({error.en.splitlines()[0]}); "
            "write slug/edition, or a path from this folder as in ../2020",
        )
        return None
    return edition


def check_crosswalk(crosswalk: Crosswalk, old: Edition, new: Edition, faults: Faults) -> None:
    """Tell unknown codes, relations that contradict the two editions, and holes: indicators nobody wrote a line for."""
    before, after = _counted(old), _counted(new)
    for each in crosswalk.entries:
        for code, known, name in ((each.old, before, old), (each.new, after, new)):
            if code and code not in known and name.indicator(code) is None:
                faults.add(
                    each.origin,
                    f"{name.slug}/{name.edition} 没有指标 {code}",
                    f"{name.slug}/{name.edition} has no indicator {code}",
                )
        _check_relation(each, before, after, faults)
    told_old = {each.old for each in crosswalk.entries}
    told_new = {each.new for each in crosswalk.entries}
    for code, own in before.items():
        if code not in told_old:
            faults.add(
                crosswalk.origin,
                f"没有写旧指标 {code} {own.name_zh} 的去向",
                f"where the old {code} {own.name_en} went is not told",
            )
    for code, own in after.items():
        if code not in told_new:
            faults.add(
                crosswalk.origin,
                f"没有写新指标 {code} {own.name_zh} 的来历",
                f"where the new {code} {own.name_en} came from is not told",
            )


def _check_relation(
    each: CrosswalkEntry, before: dict[str, Indicator], after: dict[str, Indicator], faults: Faults
) -> None:
    if not each.old and not each.new:
        faults.add(each.origin, "old 和 new 至少写一个", "old or new must be there")
    if bool(each.old) != bool(each.new) and each.relation != "unrelated":
        faults.add(each.origin, "只有一边的写 unrelated", "what stands on one side only is unrelated")
    one, other = before.get(each.old), after.get(each.new)
    if each.relation != "equal" or one is None or other is None:
        return
    if one.unit != other.unit or one.grain != other.grain or not is_same_formula(one.formula, other.formula):
        faults.add(
            each.origin,
            f"{each.old} 与 {each.new} 写作 equal，而公式、单位或统计单位不同",
            f"{each.old} and {each.new} are called equal, yet formula, unit or grain differ",
        )


def _counted(edition: Edition) -> dict[str, Indicator]:
    return {each.code: each for each in edition.indicators if not each.is_helper}

"""What `dudao scheme diff, try, publish` do: loaded by these verbs only."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from dudao.cli.measuring import asked_period, names_at
from dudao.cli.report import deliver, know_format, known_facts, parse_day
from dudao.cli.session import Session
from dudao.facts.load import load_facts
from dudao.indicators.cases import run_cases, tell_failing
from dudao.indicators.output.as_json import results_as_json
from dudao.indicators.output.difference import Aspect, compare_runs
from dudao.indicators.output.difference_as_text import changes_as_json, render_changes
from dudao.indicators.run import run_edition
from dudao.indicators.scheme_check import check_edition, sound_edition
from dudao.schemes.compare import ASPECTS, CAME, PARTS, WENT, SchemeChange, compare_editions
from dudao.schemes.crosswalk import read_crosswalk
from dudao.schemes.edition import load_edition
from dudao.schemes.freeze import publish_edition
from dudao.schemes.indicators import Edition
from dudao.schemes.load import find_scheme, load_scheme, scheme_folders
from dudao.schemes.strict import Faults
from dudao.values.errors import MisuseError

WORDS = {CAME: ("新增", "new"), WENT: ("取消", "gone"), "changed": ("改动", "changed")}


def write_scheme_difference(session: Session, old: str, new: str, output_format: str, out: Path | None) -> bool:
    """Write what changed between two editions; whether anything did."""
    know_format(output_format, ("text", "json"))
    one, other = load_edition(old), load_edition(new)
    changes = compare_editions(
        one, other, points=(load_scheme(old), load_scheme(new)), renamed=_renamed(new, one, other)
    )
    if output_format == "json":
        told = {"old": _edition_as_json(one), "new": _edition_as_json(other), "changes": _changes_as_json(changes)}
        deliver(session, json.dumps(told, ensure_ascii=False, indent=1), out)
    else:
        deliver(session, "\n".join(_change_lines(changes, session.lang)), out)
    return bool(changes)


def write_trial(
    session: Session,
    path: str,
    against: str | None,
    data: tuple[Path, ...],
    period: str | None,
    day: str | None,
    output_format: str,
    out: Path | None,
) -> bool:
    """Compute a draft and the edition in force on the same data, and write whose verdict, score or grade differs."""
    know_format(output_format, ("text", "json"))
    issued = parse_day(day)
    draft = sound_edition(path, day=issued)
    present = sound_edition(against or _in_force(draft, path), day=issued)
    facts = known_facts(data, session, draft.own, with_derived=False)
    before = facts if present.own == draft.own else load_facts(data, present.own, with_derived=False).known
    asked = asked_period(period, facts, draft)
    session.progress("check")
    runs = [
        results_as_json(run_edition(edition, known, asked, day=issued), session.lang)
        for edition, known in ((present, before), (draft, facts))
    ]
    session.clear_progress()
    needs = {each.code: each.needs for each in draft.conclusions}
    changes = compare_runs(runs[0], runs[1], needs=needs, renamed=_renamed(path, present, draft))
    shown = [each for each in changes if each.part != "result" or _moves(each.aspects)]
    if output_format == "json":
        told = {"against": _edition_as_json(present), "draft": _edition_as_json(draft), "period": asked.label()}
        deliver(session, json.dumps(told | {"changes": changes_as_json(shown)}, ensure_ascii=False, indent=1), out)
    else:
        head = f"{present.slug}/{present.edition} → {draft.slug}/{draft.edition}  {asked.label()}"
        text = render_changes(
            shown,
            lang=session.lang,
            name_of=names_at(facts, asked),
            title_of=titles_of(draft, session.lang),
            most=None if out else 400,
        )
        deliver(session, f"{head}\n{text}", out)
    return bool(shown)


def write_lock(session: Session, path: str) -> None:
    """Freeze an edition that has no fault and no case that fails; raises MisuseError with all of them otherwise."""
    folder = find_scheme(path)
    edition = load_edition(path)
    faults = Faults()
    check_edition(edition, faults, Faults(), scheme=load_scheme(path))
    faults.refuse()
    tell_failing(run_cases(edition), faults)
    faults.refuse()
    file = publish_edition(folder, edition)
    session.say(f"{file}  {edition.digest}")


def titles_of(edition: Edition, lang: str) -> Callable[[str], str]:
    """The title of an indicator or conclusion: code and name."""
    english = lang == "en"
    names = {each.code: each.name_en if english else each.name_zh for each in edition.indicators}
    names |= {each.code: each.name_en if english else each.name_zh for each in edition.conclusions}
    return lambda code: f"{code} {names[code]}" if code in names else code


def _moves(aspects: Sequence[Aspect]) -> bool:
    """Whether a change of an indicator moves its verdict; values alone are told by `indicator diff`."""
    return any(
        each.name == "points" or (each.name == "verdict" and {each.before, each.after} - {None, "none"})
        for each in aspects
    )


def _in_force(draft: Edition, path: str) -> str:
    """The latest other edition of the same scheme."""
    others = [folder for folder in scheme_folders(draft.slug) if folder.resolve() != find_scheme(path).resolve()]
    if not others:
        raise MisuseError(
            f"没有 {draft.slug} 的其他版本可以对照，请用 --against 写明",
            f"there is no other edition of {draft.slug}; say which with --against",
        )
    return str(list(others)[-1])


def _renamed(name: str, old: Edition, new: Edition) -> dict[str, str]:
    """Old codes to new ones, where the new edition's crosswalk speaks of the old edition."""
    crosswalk = read_crosswalk(find_scheme(name), Faults())
    if crosswalk is None or not crosswalk.is_from(old):
        return {}
    return {before: after for before, after in crosswalk.renamed.items() if new.indicator(after) is not None}


def _edition_as_json(edition: Edition) -> dict[str, str]:
    return {"scheme": edition.slug, "edition": edition.edition, "hash": edition.digest}


def _changes_as_json(changes: Sequence[SchemeChange]) -> list[dict[str, object]]:
    return [
        {
            "part": each.part,
            "change": each.kind,
            "code": each.code,
            "before_code": each.before_code or None,
            "name": each.name_zh,
            "name_en": each.name_en,
            "aspects": {aspect.aspect: {"before": aspect.before, "after": aspect.after} for aspect in each.aspects},
        }
        for each in changes
    ]


def _change_lines(changes: Sequence[SchemeChange], lang: str) -> Iterator[str]:
    english = lang == "en"
    for each in changes:
        part, word = PARTS[each.part][english], WORDS[each.kind][english]
        was = f"（{'was' if english else '原'} {each.before_code}）" if each.before_code else ""
        yield f"{word} {part} {each.code}{was} {each.name_en if english else each.name_zh}"
        for aspect in each.aspects:
            yield f"    {ASPECTS[aspect.aspect][english]}: {aspect.before or '—'} → {aspect.after or '—'}"
    yield f"{len(changes)} changes" if english else f"共 {len(changes)} 处变化"

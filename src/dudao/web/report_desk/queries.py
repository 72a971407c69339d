"""Desks, versions, remarks and figures to be read; what a submission freezes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from dudao.web.acting import Acting
from dudao.web.areas import in_area
from dudao.web.ledger.queries import government_of
from dudao.web.report_desk.files import portable_of, word_of
from dudao.web.report_desk.models import Desk, ReportVersion, VersionCheck
from dudao.web.report_desk.policy import is_own
from dudao.web.report_desk.sending import sent_versions
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.states import RoundState

Plain = dict[str, Any]
ASKED = ("level", "family", "state", "words")
OTHERS = "others"
LEVELS = ("error", "warning", "note")


def desk_of(evaluated: RoundBody) -> Desk | None:
    """The desk of a body; None as long as nobody began."""
    return Desk.objects.select_related("final", "evaluated__round__edition").filter(evaluated=evaluated).first()


def versions_of(evaluated: RoundBody) -> list[ReportVersion]:
    """The versions of a body's report with the counts of their checks, newest first."""
    rows = ReportVersion.objects.filter(desk__evaluated=evaluated).select_related("check_made", "based_on")
    return list(rows.defer("content", "bound", "check_made__result", "based_on__content", "based_on__bound"))


def version_of(evaluated: RoundBody, number: int) -> ReportVersion | None:
    """One version."""
    rows = ReportVersion.objects.select_related("desk__evaluated__round__edition", "desk__final")
    return rows.filter(desk__evaluated=evaluated, number=number).first()


def bodies_with_final_report(bodies: QuerySet[RoundBody]) -> set[int]:
    """The ids of those of some bodies whose report is final: nothing can be frozen before."""
    return set(Desk.objects.filter(evaluated__in=bodies, final__isnull=False).values_list("evaluated_id", flat=True))


def final_version(evaluated: RoundBody) -> ReportVersion | None:
    """The version that the coordinator marked as final: what a submission freezes; None as long as there is none."""
    desk = desk_of(evaluated)
    return version_of(evaluated, desk.final.number) if desk is not None and desk.final is not None else None


def docx_of(version: ReportVersion) -> bytes:
    """A version as a Word file: as uploaded where it was one, else in the official format."""
    return word_of(version)


def pdf_of(version: ReportVersion) -> bytes:
    """A version as PDF in the official format; raises MissingToolError where the machine has no Chinese font."""
    return portable_of(version)


def open_errors_of(version: ReportVersion) -> int:
    """Errors and contradictions to the data that were neither mended nor accepted, and figures whose fact is another now, as of a
    version's last check."""
    found = VersionCheck.objects.filter(version=version).values_list("errors", "contradicted", "changed").first()
    return sum(found or (0,))


@dataclass(frozen=True, slots=True)
class DeskRow:
    """A body in a round with its newest version, or the one that was sent, for a list."""

    evaluated: RoundBody
    version: ReportVersion | None
    check: VersionCheck | None
    is_final: bool
    is_own: bool


def desks_for(acting: Acting) -> list[DeskRow]:
    """The own government's reports, round by round; for those above the reports that were sent."""
    own = government_of(acting)
    bodies = RoundBody.objects.filter(body=own).exclude(round__state=RoundState.DRAFT).select_related("round")
    evaluated = [each for each in bodies.order_by("-round__opened_at") if is_own(acting, each)] if own else []
    rows = ReportVersion.objects.filter(desk__evaluated__in=evaluated)
    sent = sent_versions().filter(in_area("desk__evaluated__path", acting.area)) if acting.area else rows.none()
    found = _with_checks(rows.order_by("number"))
    newest = {each.desk.evaluated_id: each for each in found}
    shown = [_row(each, newest.get(each.pk), is_own=True) for each in evaluated]
    others = _with_checks(sent.exclude(desk__evaluated__in=evaluated).order_by("-made_at"))
    return [*shown, *(_row(each.desk.evaluated, each, is_own=False) for each in others[:200])]


def _with_checks(rows: QuerySet[ReportVersion]) -> QuerySet[ReportVersion]:
    rows = rows.select_related("desk__evaluated__round", "check_made")
    return rows.defer("content", "bound", "check_made__result", "desk__bindings")


def _row(evaluated: RoundBody, version: ReportVersion | None, *, is_own: bool) -> DeskRow:
    check = getattr(version, "check_made", None)
    is_final = version is not None and version.desk.final_id == version.pk
    return DeskRow(evaluated, version, check, is_final, is_own)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a list can be narrowed to, with how many there are."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Listed:
    """Remarks and figures as asked for, and what one can ask for."""

    remarks: list[Plain]
    figures: list[Plain]
    levels: list[Choice]
    families: list[Choice]
    states: list[Choice]


def listed(result: Plain, asked: Mapping[str, str], lang: str) -> Listed:
    """The remarks and figures of a check, narrowed by level, family, state and words; texts in the language of the page."""
    remarks, figures = result.get("remarks", []), result.get("figures", [])
    standing = [each for each in remarks if not each["accepted"]]
    levels, families = Counter(each["level"] for each in standing), Counter(each["family"] for each in standing)
    states = Counter(_state_of(each) for each in figures)
    return Listed(
        remarks=[_in_language(each, lang) for each in remarks if _is_asked(each, asked, lang)],
        figures=[each for each in figures if _is_asked_figure(each, asked)],
        levels=[Choice(level, levels[level]) for level in LEVELS if levels[level]],
        families=[Choice(family, count) for family, count in sorted(families.items())],
        states=[Choice(state, count) for state, count in states.items()],
    )


def _is_asked(each: Plain, asked: Mapping[str, str], lang: str) -> bool:
    level, family, words = asked.get("level", ""), asked.get("family", ""), asked.get("words", "")
    if (level and each["level"] != level) or (family and each["family"] != family):
        return False
    if level and each["accepted"]:
        return False
    return not words or words in each["quote"] or words in each["message"][lang] or words == each["code"]


def _is_asked_figure(each: Plain, asked: Mapping[str, str]) -> bool:
    state, words = asked.get("state", ""), asked.get("words", "")
    return (not state or _state_of(each) == state) and (
        not words or words in each["quote"] + each["metric"] + each["fact_words"]
    )


def _state_of(each: Plain) -> str:
    """Under which choice a binding is listed: figures by their state, as the counts above the text have it; events, documents and
    claims, which are no figures, as others."""
    return str(each["state"]) if each["kind"] == "figure" else OTHERS


def _in_language(each: Plain, lang: str) -> Plain:
    texts = {name: each[name][lang] for name in ("message", "help", "why", "authority")}
    related = [{"label": one["label"][lang], "quote": one["quote"]} for one in each["related"]]
    return {**each, **texts, "related": related, "accepted": each["accepted"][lang] if each["accepted"] else ""}


def remark_of(check: VersionCheck, key: str, lang: str) -> Plain | None:
    """One remark of a check, texts in a language."""
    found = next((each for each in check.result.get("remarks", []) if each["key"] == key), None)
    return _in_language(found, lang) if found else None


def figure_of(check: VersionCheck, name: str) -> Plain | None:
    """One figure (or event, document) of a check, by the short name of its binding."""
    return next((each for each in check.result.get("figures", []) if each["id"] == name), None)


def changed_of(check: VersionCheck | None) -> list[Plain]:
    """Figures whose sentence is wrong since the data changed."""
    return [each for each in check.result.get("figures", []) if each["was"]] if check else []


def own_open(acting: Acting) -> QuerySet[RoundBody]:
    """Rounds under way in which the own government is evaluated."""
    own = government_of(acting)
    if own is None or not acting.body_code:
        return RoundBody.objects.none()
    is_whole = Q(body=own) if acting.body_code == own.pk else Q(body=own, tasks__isnull=False)
    return RoundBody.objects.filter(is_whole, round__state=RoundState.OPEN).select_related("round").distinct()

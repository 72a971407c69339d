"""An application as a whole: whether the county may apply, the parts that the city reviews, each known by its content."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from dudao.facts.known import Fact
from dudao.indicators.results import FAIL, PASS, ConclusionResult
from dudao.values.digests import digest_of_json
from dudao.web.assessments.known import Measured, measured_of
from dudao.web.assessments.models import Application, ReviewMark
from dudao.web.assessments.queries import PointScore, scores_of
from dudao.web.assessments.states import ApplicationState
from dudao.web.evidence.queries import manifest_of
from dudao.web.ledger.models import LedgerRecord
from dudao.web.pages.handed_in import language
from dudao.web.rounds.models import Round, RoundBody
from dudao.web.rounds.progress import Progress
from dudao.web.rounds.states import StageKind
from dudao.web.schemes.editions import edition_of

ELIGIBLE = "ELIGIBLE"
"""Conclusions of an edition whose code begins so say whether a body may apply."""
RECOGNISED_ON = "basic_balance_on"
"""The column of the datasets with the day of national recognition for basic balance."""
FORM, REPORT, POLICIES, COMPILATION = "form", "report", "policies", "compilation"
WRITTEN = ("recognised_by", "monitoring", "statement", "contact", "telephone")


def has_application(evaluated: RoundBody) -> bool:
    """Whether the round's timetable has an application of counties."""
    return evaluated.round.stages.filter(kind=StageKind.APPLICATION).exists()


def application_of(evaluated: RoundBody) -> Application:
    """The application of a body; one that nobody began is there, unsaved."""
    found = Application.objects.filter(evaluated=evaluated).first() or Application(evaluated=evaluated)
    found.evaluated = evaluated
    return found


# ─────────────── conditions ───────────────


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition to apply, as the data say: pass, fail or incomplete, with the reasons."""

    name: str
    verdict: str
    reasons: tuple[str, ...]


def conditions_of(evaluated: RoundBody, measured: Measured) -> list[Condition]:
    """The conditions to apply, worked out from the data by the edition's own conclusions."""
    if measured.results is None:
        return []
    names = {each.code: each for each in edition_of(evaluated.round.edition).conclusions}
    english = language() == "en"
    own = [each for each in measured.results.conclusions if each.conclusion.startswith(ELIGIBLE)]
    return [
        Condition(
            names[each.conclusion].name_en if english else names[each.conclusion].name_zh,
            each.verdict,
            _reasons(each, english=english),
        )
        for each in own
    ]


def _reasons(each: ConclusionResult, *, english: bool) -> tuple[str, ...]:
    return () if each.verdict == PASS else tuple(one.en if english else one.zh for one in each.reasons)


def recognised_on(evaluated: RoundBody, measured: Measured) -> str:
    """The day of recognition as the data have it; "" where it was not entered."""
    found = (each for each in measured.known.facts if _is_recognition(each, evaluated))
    return next((each.text for each in found if each.text), "")


def _is_recognition(fact: Fact, evaluated: RoundBody) -> bool:
    return fact.reference.field == RECOGNISED_ON and fact.body_code == evaluated.body_id


def hindrance(evaluated: RoundBody, application: Application, measured: Measured) -> str:
    """Why the county cannot apply yet; "" where it can: the self-assessment's own state is asked elsewhere."""
    failed = [each for each in conditions_of(evaluated, measured) if each.verdict != PASS]
    if failed:
        words = "；".join((failed[0].name, *failed[0].reasons))
        if failed[0].verdict == FAIL:
            return _("不具备申报条件：%(reason)s。") % {"reason": words}
        return _("申报条件还不能判断：%(reason)s。") % {"reason": words}
    empty = [name for name in WRITTEN if name != "monitoring" and not getattr(application, name).strip()]
    if empty:
        label = getattr(Application._meta.get_field(empty[0]), "verbose_name", empty[0])
        return _("申报表还没有填：%(name)s。") % {"name": label}
    return ""


# ─────────────── policies ───────────────


@dataclass(frozen=True, slots=True)
class Policy:
    """One document of the compilation of policies (政策汇编): from the ledger or from the catalogue of evidence."""

    title: str
    number: str
    issuer: str
    day: date | None
    evidence: str


def policies_of(evaluated: RoundBody) -> list[Policy]:
    """Documents issued, by date: entries of the ledger, and papers with a document number; the same number once."""
    papers = [each for each in manifest_of(evaluated) if each.document_number]
    by_number = {each.document_number: each.number for each in papers}
    rows = LedgerRecord.objects.filter(body_id=evaluated.body_id, kind="document", removed_at=None)
    found = [
        Policy(
            each.subject,
            each.document_number,
            each.actor,
            each.date,
            each.evidence or by_number.get(each.document_number, ""),
        )
        for each in rows
    ]
    known = {each.number for each in found if each.number}
    found += [
        Policy(each.title, each.document_number, each.issuer, each.date, each.number)
        for each in papers
        if each.document_number not in known
    ]
    return sorted(found, key=lambda each: (each.day or date.max, each.title))


# ─────────────── parts ───────────────


@dataclass(frozen=True, slots=True)
class Part:
    """A part that the city confirms or returns: where it is read, the hash of its content, what was concluded on it.

    `is_stale`: it was concluded on, and changed since.
    """

    code: str
    title: str
    told: str
    address: str
    digest: str
    mark: ReviewMark | None = None

    @property
    def is_stale(self) -> bool:
        """Whether the content is another than the one that was concluded on."""
        return self.mark is not None and self.mark.digest != self.digest

    @property
    def is_confirmed(self) -> bool:
        """Whether it is confirmed as it stands."""
        return self.mark is not None and self.mark.is_confirmed and not self.is_stale


def parts_of_application(application: Application) -> list[Part]:
    """What an application consists of: form, self-check report, policies, then each point of the self-assessment."""
    evaluated = application.evaluated
    marks = {each.part: each for each in application.marks.all()} if application.pk else {}
    return [_marked(each, marks) for each in _parts(evaluated, application)]


def _marked(part: Part, marks: dict[str, ReviewMark]) -> Part:
    return Part(part.code, part.title, part.told, part.address, part.digest, marks.get(part.code))


def _parts(evaluated: RoundBody, application: Application) -> Iterator[Part]:
    own = (evaluated.round.address, evaluated.body_id)
    written = {name: getattr(application, name) for name in WRITTEN}
    measured = measured_of(evaluated)
    verdicts = [[each.name, each.verdict] for each in conditions_of(evaluated, measured)]
    day = recognised_on(evaluated, measured)
    yield Part(
        FORM,
        _("申报表"),
        _("认定日期 %(day)s") % {"day": day or "—"},
        reverse("assessments:application-export", args=[*own, FORM]),
        digest_of_json([written, verdicts, day]),
    )
    scores = scores_of(evaluated)
    yield Part(
        REPORT,
        _("自查报告"),
        _("%(count)s 字") % {"count": sum(len(each.narrative) for each in scores)},
        reverse("assessments:application-export", args=[*own, REPORT]),
        digest_of_json([each.narrative for each in scores]),
    )
    policies = policies_of(evaluated)
    yield Part(
        POLICIES,
        _("政策汇编"),
        _("%(count)s 份文件") % {"count": len(policies)},
        reverse("assessments:application-export", args=[*own, POLICIES]),
        digest_of_json([[each.title, each.number] for each in policies]),
    )
    for each in scores:
        yield _point(each, own)


def _point(each: PointScore, own: tuple[str, str]) -> Part:
    if each.self_score is not None:
        told = _("自评 %(score)s 分") % {"score": f"{each.self_score.normalize():f}"}
    else:
        told = {None: "", True: _("达到"), False: _("未达到")}[each.is_met]
    address = reverse("assessments:point-write", args=[*own, each.point])
    digest = digest_of_json([each.narrative, str(each.self_score), each.is_met, each.reason, str(each.bonus)])
    return Part(f"point:{each.point}", f"{each.point} {each.title}", told, address, digest)


# ─────────────── what others ask ───────────────


def applied_of(bodies: Sequence[RoundBody]) -> set[int]:
    """Counties that handed their application to the city: from then on those above may read the self-assessment."""
    rows = Application.objects.filter(evaluated__in=bodies).exclude(state=ApplicationState.DRAFT)
    return set(rows.values_list("evaluated_id", flat=True))


def progress_of_applying(found: Round) -> dict[int, Progress]:
    """One of one where a body applied."""
    applied = (ApplicationState.APPLIED, ApplicationState.CONFIRMED)
    return _counted(found, set(_in_state(found, applied)))


def progress_of_review(found: Round) -> dict[int, Progress]:
    """One of one where the review is passed."""
    return _counted(found, set(_in_state(found, (ApplicationState.CONFIRMED,))))


def _in_state(found: Round, states: tuple[str, ...]) -> Iterator[int]:
    rows = Application.objects.filter(evaluated__round=found, state__in=states)
    yield from rows.values_list("evaluated_id", flat=True)


def _counted(found: Round, done: set[int]) -> dict[int, Progress]:
    return {pk: Progress(int(pk in done), 1) for pk in found.bodies.values_list("pk", flat=True)}

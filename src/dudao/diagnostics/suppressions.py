"""Accepted exceptions: which remark, why, who asked, until when. They stay visible; one that matches nothing is reported."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts

REASONS = {
    "definition": Bilingual("口径不同", "another statistical definition"),
    "source": Bilingual("数据来源有误", "an error in the source"),
    "decision": Bilingual("经研究决定接受", "accepted by decision"),
    "false_alarm": Bilingual("误报", "a false alarm"),
}

NEVER_SUPPRESSED = "INT"
"""Codes of this family refuse suppression: trouble of the engine itself, and remarks on suppressions."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """One accepted exception.

    Attributes:
        code: a code (NUM014), a family (NUM) is not allowed.
        quote: text that the remark's quote must contain; "" matches every place.
        fingerprint: the exact remark, where known.
        reason: one of `REASONS`; `text` says it in a sentence; `person` asked; `until` is the last day it holds.
        document: number of the document that decided it, if any.
    """

    code: str
    reason: str
    text: str
    person: str
    until: date
    quote: str = ""
    fingerprint: str = ""
    document: str = ""
    approved_by: str = ""

    def matches(self, diagnostic: Diagnostic) -> bool:
        if self.code not in (diagnostic.code, diagnostic.name):
            return False
        if self.fingerprint and self.fingerprint != diagnostic.fingerprint:
            return False
        quote = diagnostic.location.quote if diagnostic.location else ""
        return self.quote in quote if self.quote else True


UNUSED = Texts(
    summary=Bilingual("有一条例外没有用上", "A suppression matches nothing"),
    message=Bilingual("例外 {code} 没有对应的问题", "the suppression of {code} matches no remark"),
    why=Bilingual(
        "问题已不存在，留着的例外会掩盖以后的同类问题。", "The remark is gone; the exception would hide the next one."
    ),
    authority=Bilingual("本系统约定", "house rule"),
    help=Bilingual("删去这一条例外。", "Take this exception out."),
)
EXPIRED = Texts(
    summary=Bilingual("有一条例外已过期", "A suppression has expired"),
    message=Bilingual(
        "例外 {code} 已于 {until} 到期，问题重新报告", "the suppression of {code} ended on {until}; the remark is back"
    ),
    why=Bilingual("例外只在约定的期限内有效。", "An exception holds only until its end date."),
    authority=Bilingual("本系统约定", "house rule"),
    help=Bilingual("改正问题，或者重新说明理由并定新的期限。", "Mend the remark, or give a reason and a date anew."),
)
REFUSED = Texts(
    summary=Bilingual("这类问题不能设例外", "A code that cannot be suppressed"),
    message=Bilingual("{code} 不能设例外", "{code} cannot be suppressed"),
    why=Bilingual(
        "程序自身的故障和例外本身的问题必须看得见。", "Trouble of the program and of suppressions must stay visible."
    ),
    authority=Bilingual("本系统约定", "house rule"),
    help=Bilingual("删去这一条例外。", "Take this exception out."),
)


def apply_suppressions(
    found: Sequence[Diagnostic], accepted: Iterable[Suppression], *, day: date
) -> tuple[Diagnostic, ...]:
    """Mark suppressed remarks with their reason; add a remark for each suppression unused, expired or refused.

    Args:
        day: the day on which the run is made; a suppression holds on its last day.
    """
    remarks = list(found)
    extra: list[Diagnostic] = []
    for one in accepted:
        if one.code.startswith(NEVER_SUPPRESSED):
            extra.append(_about(one, "INT013", "suppression-refused", REFUSED))
            continue
        hits = [index for index, each in enumerate(remarks) if one.matches(each)]
        if not hits:
            extra.append(_about(one, "INT011", "suppression-unused", UNUSED))
        elif one.until < day:
            extra.append(_about(one, "INT012", "suppression-expired", EXPIRED))
        else:
            for index in hits:
                remarks[index] = replace(remarks[index], suppression=_in_words(one))
    return (*remarks, *extra)


def _in_words(one: Suppression) -> Bilingual:
    reason = REASONS.get(one.reason, Bilingual(one.reason, one.reason))
    until = one.until.isoformat()
    named = [each for each in (one.document, one.approved_by) if each]
    decided = "".join(f"，{each}" for each in named), "".join(f", {each}" for each in named)
    return Bilingual(
        f"{reason.zh}：{one.text}（{one.person}{decided[0]}，至{until}）",
        f"{reason.en}: {one.text} ({one.person}{decided[1]}, until {until})",
    )


def _about(one: Suppression, code: str, name: str, texts: Texts) -> Diagnostic:
    return Diagnostic(
        code=code,
        name=name,
        kind=Kind.FAIL,
        severity=Severity.WARNING,
        texts=texts,
        location=None,
        params={"code": one.code, "until": one.until.isoformat()},
        subject=f"{one.code} {one.quote}",
        fingerprint=f"{code}-{one.code}-{one.quote}",
    )

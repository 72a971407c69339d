"""Personal data stands in the text (个人信息外露): identity number, mobile phone, bank card, home address.

The remark never repeats the datum: its span covers the first digits only, and no surroundings are kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.rules.authorities import PERSONAL_DATA
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.masking.personal_patterns import personal_data

TEXTS = Texts(
    summary=Bilingual("个人信息外露", "Personal data is exposed"),
    message=Bilingual("这里写有公民身份号码（{shown}）", "an identity number stands here ({shown})"),
    why=Bilingual(
        "自评报告要上报并可能公示；身份号码、手机号、银行卡号、家庭住址属个人信息，公开会损害当事人权益。",
        "The report is sent up and may be made public; these data belong to persons and must not be spread.",
    ),
    authority=PERSONAL_DATA,
    help=Bilingual(
        "删去或遮蔽；确需提供的，另行用保密渠道报送，不写进正文和公开附件。",
        "Remove or mask it; where it must be handed over, send it apart through a safe channel.",
    ),
    variants={
        "phone": Bilingual("这里写有个人手机号码（{shown}）", "a mobile phone number stands here ({shown})"),
        "card": Bilingual("这里写有银行卡号或账号（{shown}）", "a bank card or account number stands here ({shown})"),
        "address": Bilingual("这里写有个人住址（{shown}）", "a home address stands here ({shown})"),
        "contact": Bilingual(
            "联系方式用的是个人手机号码（{shown}），请确认可以公开",
            "a mobile phone number is given as contact ({shown}); confirm that it may be public",
        ),
    },
    variant_help={
        "contact": Bilingual(
            "能用办公电话的改用办公电话；本人同意公开的可以保留。",
            "Give an office phone where there is one; else keep it with consent.",
        )
    },
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for datum in personal_data(context.report.folded):
        variant = "contact" if datum.is_published_contact else datum.kind
        remark = context.diagnostic(
            at=datum.tell,
            params={"shown": datum.shown},
            variant=None if variant == "identity" else variant,
            kind=Kind.REVIEW if datum.is_published_contact else None,
            severity=Severity.NOTE if datum.is_published_contact else None,
            subject=datum.kind,
        )
        if remark.location is not None:
            yield replace(remark, location=replace(remark.location, prefix="", suffix=""))


RULE = Rule(code="MSK004", name="personal-data-exposed", severity=Severity.ERROR, find=find, texts=TEXTS)

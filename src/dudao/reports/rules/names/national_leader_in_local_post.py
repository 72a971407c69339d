"""A national leader's name stands beside a local post (国家领导人姓名误作地方职务): names replaced in bulk."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.authorities import DRAFTING
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.names.posts import is_national, posts_of_names

TEXTS = Texts(
    summary=Bilingual("国家领导人姓名出现在地方职务旁", "A national leader's name stands in a local post"),
    message=Bilingual(
        "“{post}{name}”：地方职务旁写成了国家领导人姓名", "a national leader's name stands beside the local post {post}"
    ),
    why=Bilingual("多为批量替换姓名所致，属于严重差错。", "It comes from replacing names in bulk and is a grave slip."),
    authority=DRAFTING,
    help=Bilingual(
        "立即对照领导名册改正，并检查全文其他姓名。",
        "Mend it from the list of leaders at once and check all other names.",
    ),
)

_LOCAL = re.compile(r"(?:省|市|县|区|州|旗)(?:委|长)|局长|厅长|校长|园长|镇长|乡长")


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for name, posts in posts_of_names(context.given).items():
        if not is_national(name) or posts.conflict is not None:
            continue  # two posts at once are reported as such
        for person in posts.mentions:
            if _LOCAL.search(person.post or ""):
                yield context.diagnostic(at=person.span, params={"name": name, "post": person.post}, subject=name)


RULE = Rule(code="NAM008", name="national-leader-in-local-post", severity=Severity.ERROR, find=find, texts=TEXTS)

"""Text of a form that was never filled in: 【请填写…】, （此处填写…）, <单位名称>, {{year}}, 单击此处输入文字."""

from __future__ import annotations

import re

from dudao.schemes.lexicons import alternatives, load_words

_WORDS = alternatives(load_words("template_words"))
_IN_BRACKETS = re.compile(
    rf"[【\[<＜{{〈](?:(?:{_WORDS})[^】\]>＞}}〉\n]{{0,40}}|[^】\]>＞}}〉\n(（【\[]{{1,12}}(?:填写|名称|待填|待补充?))[】\]>＞}}〉]"
    r"|\{\{[^{}\n]{1,40}\}\}|\$\{[^{}\n]{1,40}\}"
)
_IN_PARENTHESES = re.compile(
    r"[(（](?:请(?:填|在此|输入|补充|插入|据实|如实|自行|根据|结合|按)|此处(?:填|应|插入|补充|写|列|略|需)|在此(?:处)?(?:填|插入)|填写|填入"
    r"|请[^)）\n]{0,16}(?:填写|填报|补充|注明)|待(?:填|补|完善|核|定|更新|确认|插入)|(?:需|须|应|自行|据实|如实|数据待|具体数据|具体数字)(?:填|补充|待|核)?)[^)）\n]{0,40}[)）]"
)
_BARE = re.compile(
    r"[单点]击(?:或点击)?此处(?:可)?(?:输入|添加|编辑)[一-鿿]{0,6}"
    r"|此处(?:应|需|须|请)?(?:填写|填入|插入|补充|添加)[^,，。;；:：、)）】\]\n]{0,16}"
    r"|请(?:在此处?)?(?:填写|填入|补充填写)[^,，。;；:：、)）】\]\n]{0,16}"
)
_BARE_START = re.compile(r"[单点此请](?:击此|击或|处[应需须请填插补添]|在此|填|补充填)")


def template_spans(folded: str) -> list[tuple[int, int, str]]:
    """Start, end and kind of each piece of template text; the brackets belong to it."""
    spans = [(*found.span(), "template") for found in _IN_BRACKETS.finditer(folded)]
    spans += [(*found.span(), "template") for found in _IN_PARENTHESES.finditer(folded)]
    for start in _BARE_START.finditer(folded):
        bare = _BARE.match(folded, start.start())
        if bare is not None and folded[start.start() - 1 : start.start()] not in ("申", "邀"):
            spans.append((*bare.span(), "template"))
    return spans

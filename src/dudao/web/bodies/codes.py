"""Codes of governments in the form of GB/T 2260: which digits a level has, and whose area they name."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from dudao.web.bodies.models import Kind
from dudao.web.policies import Words

FORMS: Mapping[str, tuple[re.Pattern[str], Words]] = {
    Kind.NATION: (re.compile(r"000000"), _("国家的代码是 000000。")),
    Kind.PROVINCE: (re.compile(r"[1-9]\d0000"), _("省的代码是六位数字，后四位为 0，如 410000。")),
    Kind.CITY: (re.compile(r"[1-9]\d(?!00)\d\d00"), _("市的代码是六位数字，后两位为 0，如 410100。")),
    Kind.COUNTY: (re.compile(r"[1-9]\d(?!00)\d\d(?!00)\d\d"), _("县的代码是六位数字，后两位不为 0，如 410122。")),
    Kind.TOWN: (re.compile(r"[1-9]\d{5}(?!000)\d{3}"), _("乡镇的代码是九位数字，前六位是所在县的代码。")),
}
OTHERS = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,39}")
SHARED = {Kind.PROVINCE: 2, Kind.CITY: 4, Kind.COUNTY: 6}
"""How many first digits the code of a government has in common with those below a government of this level."""


def fault_of_code(kind: str, code: str) -> Words | None:
    """What is wrong with the form of a code, in one sentence; None where it is right. Departments and schools are free.

    >>> fault_of_code("county", "990102") is None, fault_of_code("county", "990100") is None
    (True, False)
    >>> fault_of_code("department", "990102-edu") is None, fault_of_code("school", "一小") is None
    (True, False)
    """
    form, words = FORMS.get(kind, (OTHERS, _("代码只用数字、字母、点和横线，40 个字符以内。")))
    return None if form.fullmatch(code) else words


def doubt_of_place(kind: str, code: str, parent_kind: str, parent_code: str) -> Words | None:
    """A sentence where a government's code names another area than its parent's: possible after a transfer, often a slip.

    >>> doubt_of_place("county", "990202", "city", "990200") is None
    True
    >>> doubt_of_place("county", "990202", "city", "990100") is None
    False
    """
    shared = SHARED.get(Kind(parent_kind), 0) if parent_kind else 0
    if kind not in FORMS or not shared or code[:shared] == parent_code[:shared]:
        return None
    return _("代码 %(code)s 的前 %(count)s 位与上级 %(parent)s 不同，请核对。") % {
        "code": code,
        "count": shared,
        "parent": parent_code,
    }

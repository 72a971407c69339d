"""The shape of what is typed about bodies; each form of a change says what it does (`deed`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.bodies import actions
from dudao.web.bodies.actions import Ground, NewBody
from dudao.web.bodies.codes import fault_of_code
from dudao.web.bodies.models import GOVERNMENTS, Body, Kind
from dudao.web.pages.forms import DateInput

Deed = Callable[[], Any]
LINES = forms.Textarea(attrs={"rows": 4})


class ChangeForm(forms.Form):
    """What every change has: the day from which it holds, and the document that says so."""

    on = forms.DateField(label=_("生效日期"), widget=DateInput())
    document_number = forms.CharField(label=_("批准文号"), max_length=60, required=False)
    note = forms.CharField(label=_("说明"), max_length=400, required=False)

    def __init__(self, *args: Any, body: Body, **more: Any) -> None:
        super().__init__(*args, **more)
        self.body = body
        self.order_fields([name for name in self.fields if name not in ("on", "document_number", "note")])

    @property
    def ground(self) -> Ground:
        """Day and document."""
        given = self.cleaned_data
        return Ground(given["on"], given["document_number"], given["note"])

    def deed(self, by: Acting, at: datetime) -> Deed:
        """What is done when the change is confirmed."""
        raise NotImplementedError  # each form below has its own


class FoundForm(ChangeForm):
    """A new body below this one."""

    kind = forms.ChoiceField(label=_("类别"), choices=[(kind.value, kind.label) for kind in Kind])
    code = forms.CharField(label=_("代码"), max_length=40, help_text=_("政府用六位行政区划代码；部门如 410122-edu。"))
    name = forms.CharField(label=_("名称"), max_length=120)
    short_names = forms.CharField(label=_("简称"), max_length=200, required=False, help_text=_("多个用分号隔开。"))

    def clean(self) -> dict[str, Any]:
        """The code must have the form of its level."""
        given = super().clean() or {}
        fault = fault_of_code(given.get("kind", ""), given["code"]) if given.get("code") else None
        if fault:
            self.add_error("code", ValidationError(str(fault)))
        return given

    def deed(self, by: Acting, at: datetime) -> Deed:
        """Found it."""
        given = self.cleaned_data
        new = NewBody(given["code"], given["kind"], given["name"], self.body.code, given["short_names"])
        return lambda: actions.found_body(new=new, ground=self.ground, by=by, at=at)


class RenameForm(ChangeForm):
    """Another name."""

    name = forms.CharField(label=_("新名称"), max_length=120)
    short_names = forms.CharField(label=_("简称"), max_length=200, required=False, help_text=_("多个用分号隔开。"))

    def deed(self, by: Acting, at: datetime) -> Deed:
        """Rename it."""
        names = {"name": self.cleaned_data["name"], "short_names": self.cleaned_data["short_names"]}
        return lambda: actions.rename_body(code=self.body.code, ground=self.ground, by=by, at=at, **names)


class MoveForm(ChangeForm):
    """Another parent; others may come along (schools handed over with it)."""

    parent = forms.CharField(label=_("新的上级"), help_text=_("填单位代码。"))
    others = forms.CharField(
        label=_("一并划转的单位"),
        required=False,
        widget=LINES,
        help_text=_("每行一个代码；本单位的下级随本单位划转，不必填。"),
    )

    def clean_parent(self) -> Body:
        """A body by its code."""
        return _bodies(self.cleaned_data["parent"])[0]

    def clean_others(self) -> list[Body]:
        """Bodies by their codes."""
        return _bodies(self.cleaned_data["others"])

    def deed(self, by: Acting, at: datetime) -> Deed:
        """Move it, and the others."""
        parent = self.cleaned_data["parent"].code
        codes = [self.body.code, *(each.code for each in self.cleaned_data["others"])]
        return lambda: actions.move_bodies(codes=codes, parent_code=parent, ground=self.ground, by=by, at=at)


class MergeForm(ChangeForm):
    """This body and others become one: a new one, or one of them."""

    others = forms.CharField(label=_("与之合并的单位"), widget=LINES, help_text=_("每行一个代码。"))
    code = forms.CharField(
        label=_("合并后的代码"), max_length=40, help_text=_("填其中一个的代码（并入），或新代码（新设）。")
    )
    name = forms.CharField(label=_("合并后的名称"), max_length=120, required=False, help_text=_("新设时填写。"))

    def clean_others(self) -> list[Body]:
        """Bodies by their codes, of the same kind."""
        found = _bodies(self.cleaned_data["others"])
        if any(each.kind != self.body.kind for each in found):
            raise ValidationError(_("只有同一类别的单位可以合并。"))
        return found

    def clean(self) -> dict[str, Any]:
        """A new body needs a name and a code of its level's form."""
        given = super().clean() or {}
        code = given.get("code", "")
        if code and "others" in given and code not in self._codes(given):
            if not given.get("name"):
                self.add_error("name", _("新设单位请填名称。"))
            fault = fault_of_code(self.body.kind, code)
            if fault:
                self.add_error("code", ValidationError(str(fault)))
        return given

    def _codes(self, given: dict[str, Any]) -> list[str]:
        return [self.body.code, *(each.code for each in given["others"])]

    def deed(self, by: Acting, at: datetime) -> Deed:
        """Merge them."""
        given, codes = self.cleaned_data, self._codes(self.cleaned_data)
        new = NewBody(given["code"], self.body.kind, given["name"], self.body.parent_id or "")
        into: NewBody | str = given["code"] if given["code"] in codes else new
        return lambda: actions.merge_bodies(codes=codes, into=into, ground=self.ground, by=by, at=at)


class SplitForm(ChangeForm):
    """Two or more new bodies of what was one, and which of them takes each body below."""

    parts = forms.CharField(
        label=_("分设出的单位"), widget=LINES, help_text=_("每行一个：代码、空格、名称；至少两个，或一个而本单位保留。")
    )

    rest = forms.CharField(
        label=_("其余下级归入"),
        max_length=40,
        required=False,
        help_text=_("填分设出的单位的代码；留在本单位的，填本单位代码。"),
    )
    shares = forms.CharField(
        label=_("各下级归入哪个单位"),
        required=False,
        widget=LINES,
        help_text=_(
            "每行一个去向：接收单位代码，冒号，下级单位代码（用顿号或空格隔开）。没有列出的归入下面一栏的单位。"
        ),
    )

    def __init__(self, *args: Any, body: Body, **more: Any) -> None:
        super().__init__(*args, body=body, **more)
        self.order_fields(["parts", "shares", "rest", "on", "document_number", "note"])
        count = body.children.filter(closed_on=None).count()
        if count:
            self.fields["rest"].label = _("其余下级归入（本单位有 %(count)d 个下级）") % {"count": count}

    def clean_shares(self) -> dict[str, str]:
        """Code of a body below to the code of the one that takes it."""
        found: dict[str, str] = {}
        for line in filter(None, map(str.strip, self.cleaned_data["shares"].splitlines())):
            target, colon, codes = (part.strip() for part in line.replace("：", ":").partition(":"))
            named = [code for code in re.split(r"[\s,，、;；]+", codes) if code]
            if not colon or not target or not named:
                raise ValidationError(_("%(line)s：应写成“接收单位代码：下级代码、下级代码”。") % {"line": line})
            if twice := [code for code in named if code in found]:
                raise ValidationError(_("%(codes)s 写了两个去向。") % {"codes": "、".join(twice)})
            found |= dict.fromkeys(named, target)
        return found

    def clean(self) -> dict[str, Any]:
        """Whatever is below and not named goes where the rest goes."""
        given = super().clean() or {}
        if given.get("rest") and "shares" in given:
            below = self.body.children.filter(closed_on=None).values_list("code", flat=True)
            given["shares"] = {**dict.fromkeys(below, given["rest"]), **given["shares"]}
        return given

    def clean_parts(self) -> list[NewBody]:
        """New bodies beside this one."""
        found = []
        for line in filter(None, map(str.strip, self.cleaned_data["parts"].splitlines())):
            code, _space, name = (part.strip() for part in re.sub(r"\s+", " ", line).partition(" "))
            fault = fault_of_code(self.body.kind, code)
            if fault or not name:
                raise ValidationError(f"{line}：{fault or _('代码后面缺名称。')}")
            found.append(NewBody(code, self.body.kind, name, self.body.parent_id or ""))
        return found

    def deed(self, by: Acting, at: datetime) -> Deed:
        """Split it."""
        parts, shares = self.cleaned_data["parts"], self.cleaned_data["shares"]
        return lambda: actions.split_body(
            code=self.body.code, into=parts, shares=shares, ground=self.ground, by=by, at=at
        )


class CloseForm(ChangeForm):
    """The end of a body."""

    def deed(self, by: Acting, at: datetime) -> Deed:
        """Close it."""
        return lambda: actions.close_body(code=self.body.code, ground=self.ground, by=by, at=at)


FORMS: dict[str, tuple[Any, type[ChangeForm]]] = {
    "found": (_("设下级机构"), FoundForm),
    "rename": (_("更名"), RenameForm),
    "move": (_("划转"), MoveForm),
    "merge": (_("合并"), MergeForm),
    "split": (_("分设"), SplitForm),
    "close": (_("撤销"), CloseForm),
}
"""Each change by its word in the address: what the page calls it, and its form."""


class ImportForm(forms.Form):
    """A workbook or table with the bodies, and from when changes in it hold where a row names no day."""

    file = forms.FileField(label=_("工作簿"), help_text=_("xlsx、xls、ods 或 csv；表名为“机构与区划”或 bodies。"))
    on = forms.DateField(
        label=_("变更生效日期"), widget=DateInput(), help_text=_("表中没有写起始日期的更名、划转从这一天起算。")
    )


def kinds_below(kind: str) -> list[str]:
    """The kinds that usually stand below one of this kind, the likeliest first."""
    usual = {Kind.NATION: Kind.PROVINCE, Kind.PROVINCE: Kind.CITY, Kind.CITY: Kind.COUNTY, Kind.COUNTY: Kind.SCHOOL}
    first = usual.get(Kind(kind), Kind.SCHOOL)
    return [first, *(each for each in Kind if each is not first and (kind in GOVERNMENTS or each not in GOVERNMENTS))]


def _bodies(text: str) -> list[Body]:
    codes = [code for code in re.split(r"[\s,，、;；]+", text) if code]
    found = Body.objects.in_bulk(codes)
    missing = [code for code in codes if code not in found]
    if missing:
        raise ValidationError(_("没有代码为 %(codes)s 的单位。") % {"codes": "、".join(missing)})
    return [found[code] for code in codes]

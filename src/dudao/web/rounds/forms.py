"""Shape of what is entered about rounds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dudao.values.periods import parse_period
from dudao.web.pages.forms import DateInput
from dudao.web.rounds.actions import Notice, Share
from dudao.web.rounds.models import FreeDay, RoundBody, Stage, Task
from dudao.web.rounds.states import StageKind
from dudao.web.schemes.models import PublishedEdition

TEXT = {"class": "form-control"}
WORKED = "上班"
"""The word that marks a weekend day as worked."""


def _day(label: Any, *, required: bool = True) -> forms.DateField:
    return forms.DateField(label=label, required=required, widget=DateInput(attrs=dict(TEXT)))


class RoundForm(forms.Form):
    """What a round is called, by which scheme, for which period, and how it is announced."""

    title = forms.CharField(label=_("轮次名称"), max_length=120, widget=forms.TextInput(attrs=TEXT))
    edition = forms.ModelChoiceField(
        PublishedEdition.objects.all(), label=_("评价方案"), widget=forms.Select(attrs={"class": "form-select"})
    )
    period = forms.CharField(
        label=_("评价年度"), help_text=_("年份（2025）或学年（2025-2026）"), widget=forms.TextInput(attrs=TEXT)
    )
    issuer = forms.CharField(label=_("发文机关"), required=False, widget=forms.TextInput(attrs=TEXT))
    number = forms.CharField(label=_("通知文号"), required=False, max_length=60, widget=forms.TextInput(attrs=TEXT))
    text = forms.CharField(
        label=_("通知正文"), required=False, widget=forms.Textarea(attrs={**TEXT, "rows": 5}), help_text=_("每行一段。")
    )

    def clean_period(self) -> str:
        """A year or a school year, as data is kept by."""
        period = parse_period(self.cleaned_data["period"].strip())
        if period is None or period.kind not in ("year", "school_year"):
            raise forms.ValidationError(_("请填写年份（2025）或学年（2025-2026）。"))
        return period.label()

    def notice(self) -> Notice:
        """What the action takes."""
        given = self.cleaned_data
        return Notice(given["title"], given["period"], given["number"], given["issuer"], given["text"])


class RoundChangeForm(RoundForm):
    """A round in preparation, with its timetable; a stage without days is left out."""

    field_order = ["title", "period", "issuer", "number", "text"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["edition"]
        for kind in StageKind:
            self.fields[f"{kind.value}_first"] = _day(_("%(stage)s开始") % {"stage": kind.label}, required=False)
            self.fields[f"{kind.value}_last"] = _day(_("%(stage)s截止") % {"stage": kind.label}, required=False)

    def clean(self) -> dict[str, Any]:
        """Both days or none; the first not after the last."""
        given = super().clean() or {}
        for kind in StageKind:
            first, last = given.get(f"{kind.value}_first"), given.get(f"{kind.value}_last")
            if (first is None) != (last is None):
                self.add_error(f"{kind.value}_last", _("“%(stage)s”的开始和截止要一起填。") % {"stage": kind.label})
            elif first and last and first > last:
                self.add_error(f"{kind.value}_last", _("“%(stage)s”的截止早于开始。") % {"stage": kind.label})
        self._require_time_for_notice(given)
        return given

    def _require_time_for_notice(self, given: dict[str, Any]) -> None:
        """A notice lasts until the end of the day on which it begins, at the least: sending must still be open after it."""
        shown, sent = given.get(f"{StageKind.NOTICE}_first"), given.get(f"{StageKind.SUBMISSION}_last")
        if shown and sent and sent <= shown:
            told = _("公示至少到开始当天 23:59，期满才能报送：报送的截止要晚于公示的开始；要当天报送的，公示空着。")
            self.add_error(f"{StageKind.SUBMISSION}_last", told)

    def stages(self) -> dict[StageKind, tuple[date, date]]:
        """The timetable."""
        given = self.cleaned_data
        return {
            kind: (given[f"{kind.value}_first"], given[f"{kind.value}_last"])
            for kind in StageKind
            if given.get(f"{kind.value}_first")
        }

    def rows(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """Each stage with its two fields, for the table of the page."""
        return [(str(kind.label), self[f"{kind.value}_first"], self[f"{kind.value}_last"]) for kind in StageKind]

    @staticmethod
    def given_by(stages: list[Stage]) -> dict[str, date]:
        """What a timetable puts into the fields."""
        return {f"{each.kind}_first": each.first_day for each in stages} | {
            f"{each.kind}_last": each.last_day for each in stages
        }


class CalendarForm(forms.Form):
    """A year's public holidays and days worked in exchange, one a line, as the yearly notice lists them."""

    days = forms.CharField(
        label=_("放假和调休上班"),
        required=False,
        widget=forms.Textarea(attrs={**TEXT, "rows": 14}),
        help_text=_("每行一天：2026-10-01 国庆节；调休上班的写：2026-10-10 上班。没有写到的按周一至周五计。"),
    )

    def __init__(self, year: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year

    def clean_days(self) -> dict[date, tuple[bool, str]]:
        """Day to whether it is worked, and its name; a line that is none is told by its number."""
        found: dict[date, tuple[bool, str]] = {}
        for number, line in enumerate(self.cleaned_data["days"].splitlines(), 1):
            text, _space, name = line.strip().partition(" ")
            if not text:
                continue
            try:
                day = date.fromisoformat(text)
            except ValueError:
                raise forms.ValidationError(_("第 %(number)s 行读不出日期。") % {"number": number}) from None
            if day.year != self.year:
                raise forms.ValidationError(_("第 %(number)s 行不是这一年的日期。") % {"number": number})
            found[day] = (name.strip().startswith(WORKED), name.strip().removeprefix(WORKED).strip())
        return found

    @staticmethod
    def lines(days: Iterable[FreeDay]) -> str:
        """What a calendar puts into the field."""
        return "\n".join(f"{each.day} {WORKED + ' ' if each.is_worked else ''}{each.name}".rstrip() for each in days)


class ReasonForm(forms.Form):
    """A reason that must be given."""

    reason = forms.CharField(label=_("原因"), max_length=200, widget=forms.TextInput(attrs=TEXT))


class StageChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes no argument at run time
    """A choice among the stages of a round."""

    def label_from_instance(self, obj: Stage) -> str:
        """What the stage is called."""
        return str(StageKind(obj.kind).label)


class ExtensionForm(forms.Form):
    """A later last day of a stage for one body or all."""

    stage = StageChoice(Stage.objects.none(), label=_("阶段"), widget=forms.Select(attrs={"class": "form-select"}))
    body = forms.ModelChoiceField(
        RoundBody.objects.none(),
        label=_("单位"),
        required=False,
        empty_label=_("全部评价对象"),
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    last_day = _day(_("延长至"))
    reason = forms.CharField(label=_("原因"), max_length=200, widget=forms.TextInput(attrs=TEXT))

    def __init__(self, stages: Any, bodies: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stage, body = self.fields["stage"], self.fields["body"]
        assert isinstance(stage, forms.ModelChoiceField)
        assert isinstance(body, forms.ModelChoiceField)
        stage.queryset, body.queryset = stages, bodies


class TasksForm(forms.Form):
    """Every point of a body: lead, partners, day; and one department for all points that no lead was chosen for."""

    def __init__(self, tasks: list[Task], departments: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tasks = tasks
        self.fields["rest"] = forms.ChoiceField(
            choices=[("", "—"), *departments],
            required=False,
            label=_("还没有牵头部门的要点，一并交给"),
            widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
        )
        for task in tasks:
            lead = forms.ChoiceField(
                choices=[("", "—"), *departments],
                required=False,
                label=_("%(point)s 牵头部门") % {"point": task.point},
                initial=task.lead_id or "",
                widget=forms.Select(attrs={"class": "form-select form-select-sm"}),
            )
            partners = forms.MultipleChoiceField(
                choices=departments,
                required=False,
                label=_("%(point)s 配合部门") % {"point": task.point},
                initial=[each.pk for each in task.partners.all()],
                widget=forms.CheckboxSelectMultiple,
            )
            day = _day(_("%(point)s 完成时限") % {"point": task.point}, required=False)
            day.initial = task.due
            day.widget.attrs["class"] = "form-control form-control-sm"
            self.fields |= {f"lead_{task.pk}": lead, f"partners_{task.pk}": partners, f"due_{task.pk}": day}

    def rows(self) -> list[tuple[Task, forms.BoundField, forms.BoundField, forms.BoundField]]:
        """Each point with its fields."""
        return [
            (task, self[f"lead_{task.pk}"], self[f"partners_{task.pk}"], self[f"due_{task.pk}"]) for task in self.tasks
        ]

    def shares(self) -> list[Share]:
        """What the action takes."""
        given = self.cleaned_data
        return [
            Share(
                point=task.point,
                lead_code=given[f"lead_{task.pk}"] or given["rest"],
                partner_codes=tuple(given[f"partners_{task.pk}"]),
                due=given[f"due_{task.pk}"],
                note=task.note,
            )
            for task in self.tasks
        ]

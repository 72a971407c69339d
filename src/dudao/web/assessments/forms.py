"""Shape of a point, of a reason, of a declaration."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dudao.web.assessments.actions.points import Given, Inserted
from dudao.web.assessments.applications import WRITTEN
from dudao.web.assessments.models import Application, SelfAssessment
from dudao.web.assessments.points import Marked

VERDICTS = [("", "—"), ("yes", _("达到")), ("no", _("未达到"))]
LONG = 20_000
WRITTEN_COLUMNS = ("score", "reason", "above_reason", "bonus", "bonus_reason", "narrative")


class PointForm(forms.Form):
    """One point. Fields that the person may not write are shown and not taken."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    inserted = forms.CharField(required=False, widget=forms.HiddenInput)
    score = forms.DecimalField(label=_("自评分"), required=False, min_value=0, max_digits=7, decimal_places=2)
    is_met = forms.ChoiceField(label=_("自评结论"), required=False, choices=VERDICTS)
    reason = forms.CharField(
        label=_("扣分原因"), required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 2})
    )
    above_reason = forms.CharField(
        label=_("高于测算分的理由"), required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 2})
    )
    bonus = forms.DecimalField(label=_("申请加分"), required=False, min_value=0, max_digits=7, decimal_places=2)
    bonus_reason = forms.CharField(
        label=_("加分理由"), required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 2})
    )
    narrative = forms.CharField(
        label=_("自评说明"), required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 9})
    )

    def __init__(self, found: SelfAssessment, marked: Marked, writable: Collection[str], data: Any = None) -> None:
        verdict = {None: "", True: "yes", False: "no"}[found.is_met]
        given = {name: getattr(found, name) for name in WRITTEN_COLUMNS}
        for name in ("score", "bonus"):
            if given[name] is not None:
                given[name] = given[name].normalize() + 0
        super().__init__(data, initial={**given, "is_met": verdict, "version": found.version, "inserted": ""})
        for name in ("score", "above_reason") if marked.marks is None else ("is_met",):
            del self.fields[name]
        if not marked.bonus:
            del self.fields["bonus"], self.fields["bonus_reason"]
        for name, field in self.fields.items():
            field.disabled = name not in (*writable, "version", "inserted")
        if "score" in self.fields:
            self._mark(marked)

    def _mark(self, marked: Marked) -> None:
        field = self.fields["score"]
        field.widget.attrs |= {"max": f"{marked.marks:f}", "inputmode": "decimal", "autocomplete": "off"}
        field.widget.attrs["step"] = "any"

    def clean_narrative(self) -> str:
        """Line ends as they are counted: one character each."""
        return str(self.cleaned_data["narrative"]).replace("\r\n", "\n").replace("\r", "\n")

    def clean_inserted(self) -> tuple[Inserted, ...]:
        """Figures put in since the last save; anything else is nothing."""
        try:
            rows = json.loads(self.cleaned_data["inserted"] or "[]")
            return tuple(Inserted(str(each["reference"]), str(each["quote"]), int(each["start"])) for each in rows)
        except (ValueError, TypeError, KeyError):
            return ()

    def given(self) -> Given:
        """What the person writes."""
        cleaned = self.cleaned_data
        columns: dict[str, Any] = {
            name: cleaned[name] for name in WRITTEN_COLUMNS if name in self.fields and not self.fields[name].disabled
        }
        if "is_met" in self.fields and not self.fields["is_met"].disabled:
            columns["is_met"] = {"yes": True, "no": False}.get(cleaned["is_met"])
        return Given(cleaned["version"], columns, cleaned["inserted"])


class ReturnForm(forms.Form):
    """Why a point goes back."""

    reason = forms.CharField(label=_("退回原因"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class GateForm(forms.Form):
    """Whether a veto or downgrade occurred."""

    gate = forms.CharField(widget=forms.HiddenInput)
    is_occurred = forms.ChoiceField(label=_("是否发生"), choices=[("no", _("未发生")), ("yes", _("发生"))])
    reason = forms.CharField(
        label=_("依据或说明"),
        max_length=500,
        widget=forms.TextInput(attrs={"placeholder": _("必填：发生或未发生，都写依据，如经县教育督导委员会核查")}),
    )


class ApplicationForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no argument at run time
    """The application form; what the datasets hold is not asked again."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Application
        fields = WRITTEN
        widgets = {"monitoring": forms.Textarea(attrs={"rows": 3}), "statement": forms.Textarea(attrs={"rows": 4})}  # noqa: RUF012 - Django reads it so


class PartForm(forms.Form):
    """What the city concludes on one part."""

    part = forms.CharField(widget=forms.HiddenInput)
    digest = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("退回原因"), required=False, max_length=500)


class OpinionForm(forms.Form):
    """The opinion of the city."""

    opinion = forms.CharField(
        label=_("市级复核意见"), required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 3})
    )

"""Shape of what is said and decided. Forms that the public sends carry a challenge (`proof.py`) and a field left empty."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dudao.web.accounts.models import Person
from dudao.web.library.proof import challenge_for
from dudao.web.pages.forms import DateInput
from dudao.web.people.queries import person_called
from dudao.web.voices.states import Fault


class ProvedForm(forms.Form):
    """What the browser works for; `website` is left empty by people and filled in by machines."""

    website = forms.CharField(
        label=_("网址（请留空）"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    challenge = forms.CharField(widget=forms.HiddenInput)
    number = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, purpose: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["challenge"].initial = challenge_for(purpose)

    def clean_website(self) -> str:
        """What no person sends is refused, in words that a person could act on."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("没有提交成功，请刷新页面后重新填写。"))
        return ""


class CommentForm(ProvedForm):
    """A comment; what it speaks of comes from the link that led here."""

    text = forms.CharField(label=_("评论"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))
    answers = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
    page = forms.IntegerField(required=False, min_value=1, max_value=99_999, widget=forms.HiddenInput)
    figure = forms.IntegerField(required=False, min_value=1, max_value=999_999, widget=forms.HiddenInput)


class ReportForm(ProvedForm):
    """Why a comment should not stand."""

    fault = forms.ChoiceField(label=_("原因"), choices=Fault.choices)
    words = forms.CharField(label=_("说明"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}))


class DecideForm(forms.Form):
    """Why, where comments are refused or removed."""

    fault = forms.ChoiceField(
        label=_("原因"),
        choices=[("", "—"), *Fault.choices],
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    reason = forms.CharField(
        label=_("说明"), max_length=300, required=False, widget=forms.TextInput(attrs={"class": "form-control"})
    )


class BlockForm(forms.Form):
    """Who may not comment, until when, why."""

    person = forms.CharField(label=_("登录名、手机号或邮箱"), max_length=80)
    until = forms.DateField(label=_("禁言至"), required=False, widget=DateInput(), help_text=_("不填为直到解除。"))
    reason = forms.CharField(label=_("原因"), max_length=300, help_text=_("本人可以看到。"))

    def clean_person(self) -> Person:
        """Somebody with exactly this login, phone or mail."""
        found = person_called(self.cleaned_data["person"])
        if found is None:
            raise forms.ValidationError(_("没有这个账号，请核对。"))
        return found

"""Shape of what is entered about submissions."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from dudao.web.pages.forms import DateInput
from dudao.web.submissions.models import SendingRules
from dudao.web.submissions.states import Section

MOST_NOTICE_DAYS = 60
SALT = "submissions.objection"
LEAST_SECONDS, MOST_SECONDS = 3, 24 * 3600
"""A person reads before writing; a page older than a day is loaded again."""


class ReasonForm(forms.Form):
    """A reason that must be given."""

    reason = forms.CharField(label=_("原因"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class FreezeForm(forms.Form):
    """What was changed since the version before."""

    reason = forms.CharField(label=_("与上一版相比改了什么"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class LackingForm(forms.Form):
    """Why a submission is frozen although material lacks that the scheme asks for."""

    lacking_reason = forms.CharField(
        label=_("仍缺或不一致的原因"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class ScanForm(forms.Form):
    """The signed record form."""

    file = forms.FileField(
        label=_("签字盖章的备案表"), help_text=_("PDF、PNG 或 JPG，不超过 20 MB；请连同二维码一起扫描。")
    )
    typed = forms.CharField(
        label=_("哈希前 8 位"), required=False, max_length=64, help_text=_("二维码读不出来时，照备案表键入。")
    )


class SendBackForm(forms.Form):
    """Why a submission is returned, section by section, and until when it is to be mended."""

    until = forms.DateField(label=_("重新报送的期限"), widget=DateInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for section in Section:
            self.fields[section.value] = forms.CharField(
                label=section.label, required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 2})
            )

    def clean(self) -> dict[str, Any]:
        """At least one section with a reason."""
        given = super().clean() or {}
        if not any(str(given.get(section.value) or "").strip() for section in Section):
            self.add_error(None, _("请至少对一个部分写明退回的原因。"))
        return given

    def remarks(self) -> list[tuple[Section, str]]:
        """What the action takes."""
        return [(section, self.cleaned_data[section.value]) for section in Section]


class DecideForm(forms.Form):
    """Whether a body may send late, until when, and why."""

    decision = forms.ChoiceField(
        label=_("审批"), choices=(("grant", _("同意")), ("refuse", _("不同意"))), widget=forms.RadioSelect
    )
    until = forms.DateField(label=_("同意延至"), required=False, widget=DateInput(), help_text=_("含当日。"))
    reason = forms.CharField(label=_("审批意见"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def clean(self) -> dict[str, Any]:
        """Who grants says until when."""
        given = super().clean() or {}
        if given.get("decision") == "grant" and not given.get("until"):
            self.add_error("until", _("同意的，请写明延至哪一天。"))
        return given


class RulesForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no argument at run time
    """Days of the notice, what is public, what is asked for."""

    class Meta:
        model = SendingRules
        fields = ("notice_days", "are_working_days", "shows_scores", "takes_anonymous", "needs_scan")
        help_texts: ClassVar = {
            "notice_days": _(
                "开始公示的当天算第 1 天，到最后一天 23:59 止，次日 0:00 起才能结束公示、报送。"
                "填 1，就是当天开始、当天 23:59 期满。"
            ),
            "are_working_days": _("只数工作日；开始那天不是工作日的，从下一个工作日数起。"),
        }

    def clean_notice_days(self) -> int:
        """At least a day, at most two months."""
        days: int = self.cleaned_data["notice_days"]
        if not 1 <= days <= MOST_NOTICE_DAYS:
            raise forms.ValidationError(_("公示天数应在 1 到 60 之间。"))
        return days


class AnswerForm(forms.Form):
    """The answer to an objection."""

    answer = forms.CharField(label=_("答复"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class ObjectionForm(forms.Form):
    """What somebody of the public says. `site` is left empty by people and filled in by machines; `token` tells when the
    page was opened."""

    text = forms.CharField(label=_("意见"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))
    name = forms.CharField(label=_("姓名或单位"), max_length=60)
    contact = forms.CharField(label=_("联系方式"), max_length=120, help_text=_("只用于核实和答复，不公开。"))
    site = forms.CharField(
        label=_("网址（请留空）"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    token = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, notice: str, *args: Any, takes_anonymous: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.notice = notice
        self.fields["name"].required = self.fields["contact"].required = not takes_anonymous
        self.fields["token"].initial = token_of(notice)

    def clean(self) -> dict[str, Any]:
        """What no person sends is refused, in words that a person could act on."""
        given = super().clean() or {}
        if given.get("site"):
            raise forms.ValidationError(_("没有提交成功，请刷新页面后重新填写。"))
        signer = signing.TimestampSigner(salt=SALT)
        try:
            is_ours = signer.unsign(given.get("token", ""), max_age=MOST_SECONDS) == self.notice
        except signing.BadSignature:
            is_ours = False
        if not is_ours:
            raise forms.ValidationError(_("页面打开太久了，请刷新后再提交。"))
        try:
            signer.unsign(given["token"], max_age=LEAST_SECONDS)
        except signing.SignatureExpired:
            return given
        raise forms.ValidationError(_("提交得太快了，请稍等几秒再点一次。"))


def token_of(notice: str) -> str:
    """Which notice a page shows and when it was opened, signed."""
    return signing.TimestampSigner(salt=SALT).sign(notice)

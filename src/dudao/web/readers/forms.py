"""Shape of what readers and keepers of memberships enter."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dudao.web.accounts.models import Person
from dudao.web.pages.forms import DateInput
from dudao.web.people.queries import person_called
from dudao.web.readers.models import CodeBatch


class ChoicesForm(forms.Form):
    """Pen name and history."""

    pen_name = forms.CharField(
        label=_("署名"), max_length=20, required=False, help_text=_("评论以此署名；不填则显示姓氏，如“张**”。")
    )
    keeps_history = forms.BooleanField(label=_("记住我读过的文档"), required=False)


class CodeForm(forms.Form):
    """A membership code, typed."""

    code = forms.CharField(label=_("会员码"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class GrantForm(forms.Form):
    """Who becomes a member, until when."""

    person = forms.CharField(label=_("登录名、手机号或邮箱"), max_length=80)
    ends_on = forms.DateField(label=_("有效期至"), required=False, widget=DateInput(), help_text=_("不填为长期。"))

    def clean_person(self) -> Person:
        """Somebody with exactly this login, phone or mail."""
        found = person_called(self.cleaned_data["person"])
        if found is None:
            raise forms.ValidationError(_("没有这个账号，请核对。"))
        return found


class CodesForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no argument at run time
    """A batch of codes."""

    count = forms.IntegerField(label=_("数量"), min_value=1, max_value=500)
    field_order = ("purpose", "count", "days", "expires_on")

    class Meta:
        model = CodeBatch
        fields = ("purpose", "days", "expires_on")
        widgets = {"expires_on": DateInput()}  # noqa: RUF012 - as Django's forms have it

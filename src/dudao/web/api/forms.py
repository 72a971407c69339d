"""Shape of what is said when a key is made."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

DAYS = ((30, _("30 天")), (90, _("90 天")), (366, _("一年")))


class TokenForm(forms.Form):
    """What the key is for, and how long it holds."""

    name = forms.CharField(label=_("用途"), max_length=80, help_text=_("如“教务系统每晚同步”，以后凭它认出是哪一个。"))
    days = forms.TypedChoiceField(label=_("有效期"), choices=DAYS, coerce=int)

"""The shape of what is handed in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class WorkbookForm(forms.Form):
    """A workbook of tables."""

    file = forms.FileField(
        label=_("工作簿"),
        help_text=_("xlsx、xls、ods 或 csv，不超过 20 MB。工作表以表名命名；空格不会清掉已填的数。"),
    )

"""Shape of an entry, and of a table that is handed in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dudao.web.ledger.kinds import kinds
from dudao.web.ledger.models import LedgerRecord
from dudao.web.ledger.table import COLUMNS
from dudao.web.pages.forms import DateInput


class EntryForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no argument at run time
    """One entry."""

    kind = forms.ChoiceField(label=_("事项类别"), choices=lambda: [("", "—"), *kinds().items()])

    class Meta:
        model = LedgerRecord
        fields = COLUMNS
        widgets = {"date": DateInput(), "deadline": DateInput()}  # noqa: RUF012 - Django reads it so
        help_texts = {  # noqa: RUF012 - Django reads it so
            "subject": _("发文填文件标题，项目填项目名称。"),
            "unit": _("所、人、人次、个等。"),
            "evidence": _("佐证材料目录里的编号，多个用分号隔开。"),
        }

    def clean(self) -> dict[str, Any]:
        """Numbers need a unit, and are not below nothing."""
        given = super().clean() or {}
        for name in ("planned", "done"):
            if given.get(name) is not None and given[name] < 0:
                self.add_error(name, _("不能是负数。"))
        if (given.get("planned") is not None or given.get("done") is not None) and not given.get("unit"):
            self.add_error("unit", _("填了计划数或完成数，请写明计量单位。"))
        return given


class TableForm(forms.Form):
    """A table of entries."""

    file = forms.FileField(
        label=_("台账表"), help_text=_("xlsx、xls、ods 或 csv，不超过 20 MB；可先导出现有台账，在上面修改。")
    )

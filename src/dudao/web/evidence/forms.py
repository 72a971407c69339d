"""Shape of what people send about evidence: files, an entry, changes of several, reasons, tables."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dudao.web.evidence.models import EvidenceEntry
from dudao.web.evidence.states import Visibility
from dudao.web.pages.forms import DateInput

Choices = Sequence[tuple[str, str]]


class SeveralFiles(forms.ClearableFileInput):
    """An input that takes many files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Many files; cleaned to a list."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each file as a field of one would clean it; empty files are told apart later, with their names."""
        given = data if data and isinstance(data, (list, tuple)) else [data or None]
        return [super(FilesField, self).clean(each, initial) for each in given]


class UploadForm(forms.Form):
    """Files to hand in: works without script too."""

    file = FilesField(
        label=_("文件"),
        allow_empty_file=True,
        max_length=None,
        help_text=_("可一次选多个文件；每个不超过 200 MB。"),
    )
    point = forms.ChoiceField(label=_("对应要点"), required=False)

    def __init__(self, points: Choices, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        of = self.fields["point"]
        assert isinstance(of, forms.ChoiceField)
        of.choices = [("", str(_("按文件夹或文件名判断"))), *points]


class EntryForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no argument at run time
    """One entry of the catalogue."""

    department = forms.ChoiceField(label=_("提供部门"), required=False)
    points = forms.MultipleChoiceField(
        label=_("对应要点"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("一份材料可以对应多个要点。"),
    )

    class Meta:
        model = EvidenceEntry
        fields = (
            *("number", "title", "kind", "document_number", "issuer", "date", "period", "pages"),
            *("visibility", "note"),
        )
        widgets = {  # noqa: RUF012 - Django reads it so
            "date": DateInput(),
            "kind": forms.TextInput(attrs={"list": "kinds"}),
        }
        help_texts = {  # noqa: RUF012 - Django reads it so
            "number": _("默认按要点编号，可改；同一目录内不能重复。"),
            "kind": _("方案要求的种类可在输入时选取。"),
            "period": _("如 2025、2024-2025（学年）、2025-03；长期有效的可不填。"),
            "visibility": _("含个人信息的，只有提供部门、牵头联络员和督导人员可以打开。"),
        }

    def __init__(
        self,
        points: Choices,
        departments: Choices,
        *args: Any,
        fixed: Collection[str] = (),
        **more: Any,
    ) -> None:
        """Points and departments one can choose; `fixed` are points of other departments, which stay as they are."""
        super().__init__(*args, **more)
        of_points, of_departments = self.fields["points"], self.fields["department"]
        assert isinstance(of_points, forms.MultipleChoiceField)
        assert isinstance(of_departments, forms.ChoiceField)
        of_points.choices = [each for each in points if each[0] not in fixed]
        of_departments.choices = [("", "—"), *departments]
        self.fixed = tuple(fixed)

    def columns(self) -> dict[str, Any]:
        """The columns as actions take them."""
        given = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return given | {"department_id": self.cleaned_data["department"] or None}

    def chosen(self) -> tuple[str, ...]:
        """All points, those of other departments too."""
        return (*self.fixed, *self.cleaned_data["points"])

    def _post_clean(self) -> None:
        """Nothing is put onto the entry here: actions do that."""


class BulkForm(forms.Form):
    """What shall be the same in several entries; what is left alone stays."""

    kind = forms.CharField(label=_("材料种类"), required=False, max_length=60)
    issuer = forms.CharField(label=_("发文机关"), required=False, max_length=120)
    period = forms.CharField(label=_("所属时期"), required=False, max_length=40)
    department = forms.ChoiceField(label=_("提供部门"), required=False)
    visibility = forms.ChoiceField(label=_("公开范围"), required=False, choices=[("", "—"), *Visibility.choices])
    add_point = forms.ChoiceField(label=_("增加要点"), required=False)

    def __init__(self, points: Choices, departments: Choices, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, choices in (("add_point", points), ("department", departments)):
            of = self.fields[name]
            assert isinstance(of, forms.ChoiceField)
            of.choices = [("", "—"), *choices]

    def clean(self) -> dict[str, Any]:
        """At least one thing must change."""
        given = super().clean() or {}
        if not any(given.values()):
            raise forms.ValidationError(_("请至少填写一项要修改的内容。"))
        return given

    def columns(self) -> dict[str, Any]:
        """The columns that are to change, as actions take them."""
        given = {name: self.cleaned_data[name] for name in ("kind", "issuer", "period", "visibility")}
        found = {name: value for name, value in given.items() if value}
        department = self.cleaned_data["department"]
        return found | ({"department_id": department} if department else {})


class ReasonForm(forms.Form):
    """Why entries are returned."""

    reason = forms.CharField(label=_("退回原因"), max_length=300)


class FileForm(forms.Form):
    """A file in place of another."""

    file = forms.FileField(label=_("新文件"), allow_empty_file=True, max_length=None)


class TableForm(forms.Form):
    """A catalogue as a table."""

    file = forms.FileField(
        label=_("目录表"), help_text=_("xlsx、xls、ods 或 csv，不超过 20 MB；可先导出现有目录，在上面修改。")
    )

"""Shape of what is sent."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

MOST_BYTES = 20_000_000
KINDS = (".zip", ".xlsx")


class SchemeUploadForm(forms.Form):
    """A scheme as a zip of its folder, or as its workbook."""

    file = forms.FileField(
        label=_("方案文件"),
        help_text=_("方案文件夹的 zip 压缩包，或“导出工作簿”得到的 xlsx，不超过 20 MB。"),
        widget=forms.ClearableFileInput(attrs={"class": "form-control", "accept": ",".join(KINDS)}),
    )

    def clean_file(self) -> UploadedFile[bytes]:
        """Kind and size; the content is for `folders` and `examine`."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if not str(file.name).lower().endswith(KINDS):
            raise forms.ValidationError(_("请上传 zip 或 xlsx 文件。"))
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("文件超过 20 MB。"))
        return file

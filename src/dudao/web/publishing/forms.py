"""Shape of what people send about uploads."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dudao.web.bodies.models import Body
from dudao.web.evidence.forms import FilesField
from dudao.web.library.models import Document
from dudao.web.library.states import Tier
from dudao.web.pages.forms import DateInput
from dudao.web.publishing.models import Block, Decision, Erratum
from dudao.web.schemes.models import PublishedEdition

EARLIEST, LATEST = 1949, 2100
TAKEN = (
    "Word（docx、doc、wps）、PDF、Excel（xlsx、xls）、PPT（pptx、ppt）、图片（PNG、JPG、TIFF …）、网页（html）、文本"
)


class UploadForm(forms.Form):
    """Files to hand in: works without script too."""

    file = FilesField(
        label=_("文件"),
        allow_empty_file=True,
        max_length=None,
        help_text=_("可一次选多个文件；每个不超过 200 MB。支持 %(kinds)s。不收压缩包、音视频和有密码的文件。")
        % {"kinds": TAKEN},
    )


class WordsForm(forms.Form):
    """The words or the saved source of a page."""

    words = forms.CharField(
        label=_("网页的文字或源代码"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("在原网页按 Ctrl+A、Ctrl+C 复制全部文字，或“另存为”后打开复制源代码；不超过 200 万字。"),
    )
    source = forms.CharField(
        label=_("网页地址"), max_length=200, required=False, help_text=_("记作来源；本站不会去访问这个地址。")
    )


class CorrectForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no argument at run time
    """What is said of a document; the bodies of a name that several have are offered to choose from."""

    body_code = forms.ChoiceField(label=_("对应本站单位"), required=False)
    edition = forms.ChoiceField(label=_("评价方案"), required=False)
    is_responsible = forms.BooleanField(
        label=_("我声明：所填来源属实；对上传内容的合法性、真实性负责，不含涉密和不宜公开的内容。"), required=False
    )

    class Meta:
        model = Document
        fields = (
            *("title", "place", "level", "year", "kind", "issuer", "edition"),
            *("tier", "report_date", "source", "is_own"),
        )
        labels = {"is_own": _("本人（本单位）撰写，不是转载")}
        widgets = {"report_date": DateInput(), "title": forms.TextInput(), "tier": forms.RadioSelect()}
        help_texts = {
            "tier": _("前 3 页对所有人开放；其余各页按此限制。"),
            "year": _("报告所说的年度，不是上传的年份。"),
            "report_date": _("报告自己的落款日期。"),
            "source": _("从哪里得到的：网站名称和地址，或单位名称。"),
        }

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["tier"].choices = Tier.choices  # type: ignore[attr-defined]  # without the empty one
        named = PublishedEdition.objects.order_by("pk").values_list("pk", "title_zh")
        current = self.instance.edition
        editions = [("", "—"), *named]
        if current and current not in dict(editions):
            editions.append((current, current))
        self.fields["edition"].choices = editions  # type: ignore[attr-defined]
        place = self.data.get("place") if self.is_bound else self.instance.place
        self.bodies = list(Body.objects.filter(name=place or "")[:20])
        choices = [(each.pk, f"{each.name}（{each.pk}）") for each in self.bodies]
        of = self.fields["body_code"]
        of.choices = [("", _("不在本站单位之列")), *choices]  # type: ignore[attr-defined]
        of.initial = self.instance.body_id or (choices[0][0] if len(choices) == 1 else "")
        of.help_text = _("按“地区”的名称查找；改了地区后先保存一次再选。")

    def clean_year(self) -> int | None:
        """A year that a report may be of."""
        year: int | None = self.cleaned_data["year"]
        if year is not None and not EARLIEST <= year <= LATEST:
            raise forms.ValidationError(_("年度应在 1949 到 2100 之间。"))
        return year

    def fields_of_document(self) -> dict[str, Any]:
        """What the action takes."""
        given = {name: self.cleaned_data[name] for name in self.Meta.fields}
        code = self.cleaned_data["body_code"]
        only = self.bodies[0] if len(self.bodies) == 1 and "body_code" not in self.data else None
        given["body"] = next((each for each in self.bodies if each.pk == code), only)
        return given


class LikenessForm(forms.Form):
    """Why an upload goes on although something alike is there."""

    likeness_reason = forms.CharField(
        label=_("仍要提交的理由"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class PlaceForm(forms.Form):
    """What becomes of places that were found."""

    decision = forms.ChoiceField(choices=Decision.choices)
    reason = forms.CharField(max_length=200, required=False)


class BoxForm(forms.Form):
    """A box on a page, in hundredths of its width and height."""

    page = forms.IntegerField(label=_("页"), min_value=1, widget=forms.HiddenInput)
    left = forms.FloatField(label=_("左 %"), min_value=0, max_value=100)
    top = forms.FloatField(label=_("上 %"), min_value=0, max_value=100)
    right = forms.FloatField(label=_("右 %"), min_value=0, max_value=100)
    bottom = forms.FloatField(label=_("下 %"), min_value=0, max_value=100)
    reason = forms.CharField(label=_("遮盖什么"), max_length=60, required=False)

    def sides(self) -> tuple[float, float, float, float]:
        """Shares of the page."""
        left, top, right, bottom = (self.cleaned_data[name] / 100 for name in ("left", "top", "right", "bottom"))
        return left, top, right, bottom


class ReasonForm(forms.Form):
    """A reason that must be given."""

    reason = forms.CharField(label=_("原因"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))


class ReplaceForm(forms.Form):
    """A new file for a document, and what is different in it."""

    file = forms.FileField(label=_("新文件"), help_text=_("不超过 200 MB。网址和历史版本都保留。"))
    reason = forms.CharField(label=_("替换说明"), max_length=300, help_text=_("公开显示在版本记录里。"))


class ErratumForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no argument at run time
    """What is wrong and what is right."""

    page = forms.IntegerField(label=_("页码"), min_value=0, required=False)

    class Meta:
        model = Erratum
        fields = ("page", "wrong", "right", "note")


class BlockForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no argument at run time
    """Who is held off, why, until when."""

    login = forms.CharField(label=_("登录名"), max_length=150)

    class Meta:
        model = Block
        fields = ("reason", "until")
        widgets = {"until": DateInput()}
        help_texts = {"until": _("含当日；不填则一直停用。")}


class RoundForm(forms.Form):
    """How long the notice is before a round's report is public."""

    notice_days = forms.IntegerField(
        label=_("公开前的公示天数"),
        min_value=0,
        max_value=60,
        initial=0,
        help_text=_("从审核通过当日算起，期满次日自动公开；已在别处公示过的可填 0。"),
    )

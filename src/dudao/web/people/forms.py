"""The shape of what people type about themselves and others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from dudao.web.accounts.models import LOGIN, PHONE, Person
from dudao.web.acting import ROLES, Acting, Role
from dudao.web.bodies.models import Body
from dudao.web.pages.forms import DateInput
from dudao.web.people.actions import NewPerson
from dudao.web.people.actions.applications import WantedPost
from dudao.web.people.queries import body_called, person_called
from dudao.web.posts.models import Post
from dudao.web.posts.policy import ABOVE, fits

ASKED_FOR = (Role.REPORTER, Role.COORDINATOR, Role.LEADER, Role.INSPECTOR, Role.SUPERVISOR, Role.AUTHOR)
PASSWORD_RULES = lazy(lambda: " ".join(password_validators_help_texts()), str)()


def _passwords() -> tuple[forms.CharField, forms.CharField]:
    fresh = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return (
        forms.CharField(label=_("密码"), strip=False, widget=fresh, help_text=PASSWORD_RULES),
        forms.CharField(label=_("再输一次密码"), strip=False, widget=fresh),
    )


class PasswordForm(forms.Form):
    """A new password, typed twice, as the rules of the site want it."""

    password, again = _passwords()

    def __init__(self, *args: Any, person: Person | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.person = person

    def clean(self) -> dict[str, Any]:
        """Both alike, and good enough for this person."""
        given = super().clean() or {}
        password = given.get("password")
        if password and given.get("again") and password != given["again"]:
            self.add_error("again", _("两次输入的密码不同。"))
        if password:
            try:
                validate_password(password, self.person or _person_of(given))
            except ValidationError as error:
                self.add_error("password", error)
        return given

    @property
    def hashed(self) -> str:
        """The password as the database keeps it."""
        return make_password(self.cleaned_data["password"])


class NewPersonForm(PasswordForm):
    """A new account."""

    login = forms.CharField(
        label=_("登录名"), max_length=40, validators=[LOGIN], help_text=_("小写字母开头，用于登录。")
    )
    name = forms.CharField(label=_("姓名"), max_length=60)
    phone = forms.CharField(label=_("手机号"), max_length=16, required=False, validators=[PHONE])
    mail = forms.EmailField(label=_("电子邮箱"), required=False)
    password, again = _passwords()
    field_order: Sequence[str] | None = ("name", "login", "phone", "mail", "password", "again")

    def clean(self) -> dict[str, Any]:
        """Name, phone and mail must be free."""
        given = super().clean()
        for field in ("login", "phone", "mail"):
            if given.get(field) and Person.objects.filter(**{field: given[field]}).exists():
                self.add_error(field, _("已被使用，请换一个；如是您本人，请直接登录。"))
        return given

    @property
    def new(self) -> NewPerson:
        """The account asked for."""
        given = self.cleaned_data
        return NewPerson(given["login"], given["name"], self.hashed, given["phone"], given["mail"])


def _require_fit(form: forms.Form, given: dict[str, Any]) -> None:
    """Tell at the body why a role does not belong there."""
    body, role = given.get("body"), given.get("role")
    if body is not None and role and not (found := fits(Role(role), body)):
        form.add_error("body", str(found.reason))


class ApplicationForm(NewPersonForm):
    """A new account with the post wanted; without a body it is one for a member of the public."""

    body = forms.CharField(label=_("所在单位"), help_text=_("填单位全称或代码，如“临江县教育局”。"))
    role = forms.ChoiceField(label=_("申请角色"), choices=[(role.value, ROLES[role]) for role in ASKED_FOR])
    title = forms.CharField(label=_("职务"), max_length=60, required=False)
    note = forms.CharField(label=_("说明"), max_length=200, required=False)
    field_order: Sequence[str] | None = (
        "name",
        "login",
        "phone",
        "mail",
        "body",
        "role",
        "title",
        "note",
        "password",
        "again",
    )

    def __init__(self, *args: Any, is_public: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if is_public:
            self.fields["body"].required = False
            self.fields["body"].help_text = _("填单位全称或代码；社会公众不填，注册后即可使用。")

    def clean_body(self) -> Body | None:
        """A body by its code or full name."""
        return _one_body(self.cleaned_data["body"]) if self.cleaned_data["body"] else None

    def clean(self) -> dict[str, Any]:
        """A role that means something at the body."""
        given = super().clean()
        _require_fit(self, given)
        return given

    @property
    def wanted(self) -> WantedPost | None:
        """The post asked for; None for a member of the public."""
        given = self.cleaned_data
        if given["body"] is None:
            return None
        return WantedPost(given["body"].pk, Role(given["role"]), given["title"], given["note"])


class PostForm(forms.Form):
    """A post at a body; only roles that the giver may give are offered."""

    body = forms.CharField(label=_("单位"), help_text=_("填单位全称或代码。"))
    role = forms.ChoiceField(label=_("角色"))
    title = forms.CharField(label=_("职务"), max_length=60, required=False)

    def __init__(self, *args: Any, acting: Acting, **more: Any) -> None:
        super().__init__(*args, **more)
        roles = [(role.value, role.label) for role in ABOVE.get(acting.role, ()) if role is not Role.MEMBER]
        field = self.fields["role"]
        ordered = sorted(roles, key=lambda each: each[0] != Role.REPORTER)
        field.choices = [("", _("请选择")), *ordered]  # type: ignore[attr-defined]  # a choice field has choices

    def clean_body(self) -> Body:
        """A body by its code or full name."""
        return _one_body(self.cleaned_data["body"])

    def clean(self) -> dict[str, Any]:
        """A role that means something at the body."""
        given = super().clean() or {}
        _require_fit(self, given)
        return given


class InvitationForm(PostForm):
    """Who is invited to which post."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    mail = forms.EmailField(label=_("电子邮箱"), required=False)
    field_order = ("name", "body", "role", "title", "mail")


class GiveForm(PostForm):
    """A post for somebody who has an account."""

    person = forms.CharField(label=_("人员"), help_text=_("填对方的登录名、手机号或邮箱。"))
    starts_on = forms.DateField(label=_("任职日期"), widget=DateInput())
    field_order = ("person", "body", "role", "title", "starts_on")

    def clean_person(self) -> Person:
        """Somebody by what only those know who know the person."""
        return _one_person(self.cleaned_data["person"])


class EndForm(forms.Form):
    """The first day on which a post no longer holds."""

    ends_on = forms.DateField(label=_("离任日期"), widget=DateInput(), help_text=_("从这一天起不再担任。"))


class DelegationForm(forms.Form):
    """Who stands in, in which post, from when to when, and why."""

    post = forms.ModelChoiceField(label=_("岗位"), queryset=Post.objects.none(), empty_label=None)
    deputy = forms.CharField(label=_("代理人"), help_text=_("填代理人的登录名、手机号或邮箱。"))
    starts_on = forms.DateField(label=_("起"), widget=DateInput())
    ends_on = forms.DateField(label=_("止（当日不含）"), widget=DateInput())
    reason = forms.CharField(label=_("事由"), max_length=200)

    def __init__(self, *args: Any, posts: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["post"]
        field.queryset = posts  # type: ignore[attr-defined]  # ModelChoiceField
        field.label_from_instance = lambda post: f"{post.body.name} · {post.role_label}"  # type: ignore[attr-defined]

    def clean_deputy(self) -> Person:
        """Somebody by what only those know who know the person."""
        return _one_person(self.cleaned_data["deputy"])


class RefusalForm(forms.Form):
    """Why an application is refused."""

    reason = forms.CharField(label=_("不予通过的原因"), max_length=200)


class WhyForm(forms.Form):
    """Which page, and at which body."""

    address = forms.CharField(label=_("页面地址"), required=False, help_text=_("从浏览器地址栏复制，如 /audit/。"))
    body = forms.CharField(
        label=_("办理对象（单位）"), required=False, help_text=_("填单位全称或代码；不填则为其本辖区。")
    )

    def clean_address(self) -> str:
        """The path alone, whatever was copied."""
        text = self.cleaned_data["address"].strip()
        without_host = "/" + text.split("://", 1)[1].partition("/")[2] if "://" in text else text
        return without_host if without_host.startswith("/") or not without_host else f"/{without_host}"

    def clean_body(self) -> Body | None:
        """A body by its code or full name."""
        return _one_body(self.cleaned_data["body"]) if self.cleaned_data["body"] else None


def _one_body(words: str) -> Body:
    body = body_called(words)
    if body is None:
        raise ValidationError(_("没有找到这个单位，或有同名单位；请填单位代码。"))
    return body


def _one_person(words: str) -> Person:
    person = person_called(words)
    if person is None:
        raise ValidationError(_("没有这个账号；还没有账号的请发邀请。"))
    return person


def _person_of(given: dict[str, Any]) -> Person:
    """Who a password must not look like."""
    return Person(login=given.get("login", ""), name=given.get("name", ""), mail=given.get("mail"))

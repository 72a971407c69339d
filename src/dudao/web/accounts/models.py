"""People: one account each, whatever posts they hold."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

LOGIN = RegexValidator(
    r"^[a-z][a-z0-9._-]{2,39}$", _("登录名用小写字母开头，可含数字、点、横线和下划线，3 至 40 个字符。")
)
PHONE = RegexValidator(r"^\+?[0-9]{6,15}$", _("手机号只写数字，可以国家代码开头（+86…）。"))


class People(BaseUserManager["Person"]):
    """Finds people by the names they log in with."""

    def get_by_natural_key(self, login: str | None) -> Person:
        return self.get(login=login)

    def make(self, *, login: str, name: str, password: str | None = None, **more: Any) -> Person:
        """A person that may be saved; without a password nobody can log in until one is set."""
        person = Person(login=login, name=name, **more)
        person.set_password(password)
        return person


class Person(AbstractBaseUser):
    """A person. `login`, `phone` and `mail` each identify one person; the last two may be left out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    login = models.CharField(_("登录名"), max_length=40, unique=True, validators=[LOGIN])
    name = models.CharField(_("姓名"), max_length=60)
    phone = models.CharField(_("手机号"), max_length=16, null=True, blank=True, unique=True, validators=[PHONE])
    mail = models.EmailField(_("电子邮箱"), null=True, blank=True, unique=True)
    is_active = models.BooleanField(_("可登录"), default=True)
    must_change_password = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "mail"
    REQUIRED_FIELDS: ClassVar = ["name"]
    objects: ClassVar[People] = People()

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """An empty phone or mail is none: two people without one are not alike."""
        super().clean()
        self.phone = self.phone or None
        self.mail = self.mail or None

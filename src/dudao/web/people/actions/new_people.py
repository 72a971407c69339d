"""A person's account, made when an invitation is taken up or an application accepted."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dudao.web.accounts.models import Person
from dudao.web.policies import Refused


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Who the person is and how they will log in; `password` is hashed already."""

    login: str
    name: str
    password: str
    phone: str = ""
    mail: str = ""


def save_person(new: NewPerson) -> Person:
    """Make the account; refused where the name, number or mail is taken or has the wrong form."""
    person = Person(login=new.login, name=new.name, phone=new.phone, mail=new.mail, password=new.password)
    try:
        person.full_clean()
    except ValidationError as error:
        raise Refused(_("不能建立账号：%(why)s") % {"why": "；".join(error.messages)}) from None
    person.save(force_insert=True)
    return person

"""The first person of an empty site: an operator, who lets in all others."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError, CommandParser, call_command
from django.utils import timezone

from dudao.web.acting import Role
from dudao.web.bodies.actions import Ground, NewBody, found_body
from dudao.web.bodies.models import Body
from dudao.web.policies import Refused
from dudao.web.site.people import OUTSIDE, add_person


class Command(BaseCommand):
    """dudao manage add_operator LOGIN NAME --code CODE --body NAME"""

    help = "添加系统管理员 / add an operator"

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, and at which body, which is founded where it is not there yet."""
        parser.add_argument("login", help="登录名 / login")
        parser.add_argument("name", help="姓名 / name")
        parser.add_argument("--code", required=True, help="单位代码（如 410000）/ code of the body")
        parser.add_argument("--body", required=True, help="单位名称 / name of the body")
        parser.add_argument("--kind", default="province", help="单位类别 / kind of the body")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the password once."""
        call_command("setup")
        now = timezone.now()
        today = timezone.localdate(now)
        try:
            if not Body.objects.filter(pk=options["code"]).exists():
                new = NewBody(options["code"], options["kind"], options["body"])
                found_body(new=new, ground=Ground(on=today), by=OUTSIDE, at=now)
            body = Body.objects.get(pk=options["code"])
            login, name = options["login"], options["name"]
            _person, password = add_person(
                login=login, name=name, role=Role.OPERATOR, body=body, title="", since=today, at=now
            )
        except Refused as error:
            raise CommandError(str(error)) from None
        except ValidationError as error:
            raise CommandError("；".join(error.messages)) from None
        told = (
            f"密码 / password: {password}" if password else "此登录名已有账号，密码不变 / the account was there already"
        )
        self.stdout.write(f"{login}  {told}")

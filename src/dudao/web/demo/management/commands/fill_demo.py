"""Fill an empty site with the invented province, once."""

from __future__ import annotations

import os
import secrets
import time
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.management import BaseCommand, CommandError, CommandParser, call_command
from django.utils import timezone

from dudao.values.errors import DudaoError
from dudao.web.accounts.models import Person
from dudao.web.bodies.models import Body
from dudao.web.demo.cast import CAST
from dudao.web.demo.days import Days
from dudao.web.demo.example import Example
from dudao.web.demo.stage import Stage
from dudao.web.demo.story import WITH_LIBRARY, play
from dudao.web.policies import Refused
from dudao.web.settings import SITE

FOLDER = "examples/yunling"
KEPT = "people.txt"
"""Where names and password are kept, beside the database, for its owner alone."""


class Command(BaseCommand):
    """dudao manage fill_demo [FOLDER]"""

    help = "用虚构的省填满一个空网站，供试用 / fill an empty site with an invented province, to try it"

    def add_arguments(self, parser: CommandParser) -> None:
        """Where the example's tables are."""
        parser.add_argument("folder", nargs="?", default=FOLDER, help="示例数据文件夹 / folder of the example's tables")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse a site that has data; else play the story and print who is who."""
        call_command("setup")
        if Body.objects.exists() or Person.objects.exists():
            raise CommandError(
                f"{SITE.home} 里的网站已有数据，示例只能填进空网站；用 DUDAO_HOME 另指一个文件夹"
                " / the site there has data already; the example fills an empty one only: name another folder with DUDAO_HOME"
            )
        days = Days(timezone.localdate())
        password = f"yunling-{secrets.token_hex(3)}"
        began = time.monotonic()
        try:
            play(
                Stage(Example(Path(options["folder"]), days.year), days, make_password(password), self._tell),
                WITH_LIBRARY,
            )
        except Refused as error:
            raise CommandError(str(error.reason)) from error
        except DudaoError as error:
            raise CommandError(f"{error.zh} / {error.en}") from None
        text = told(password)
        _keep(SITE.home / KEPT, text)
        self.stdout.write(f"\n{time.monotonic() - began:.0f} 秒 / seconds\n\n{text}")

    def _tell(self, words: str) -> None:
        self.stdout.write(f"  {words}")
        self.stdout.flush()


def told(password: str) -> str:
    """Who is who, with the one password of this site, and what each could try first."""
    lines = [
        f"{each.login:<16}{_padded(each.name, 12)}{_padded(_where(each.code, str(each.role.label)), 44)}{each.first} / {each.first_en}"
        for each in CAST
    ]
    return "\n".join(
        (
            f"密码 / password: {password}    （本站所有人物共用，随机生成 / one for all of them, made for this site）",
            "",
            *lines,
            "",
        )
    )


def _where(code: str, role: str) -> str:
    return f"{Body.objects.get(pk=code).name} {role}"


def _padded(text: str, width: int) -> str:
    """Padded by what a terminal shows: a Chinese character takes two columns."""
    shown = sum(2 if ord(each) > 0x2E7F else 1 for each in text)
    return text + " " * max(1, width - shown)


def _keep(path: Path, text: str) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)

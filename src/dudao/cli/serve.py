"""`dudao serve`, `dudao manage`: start the site by name, as a program of its own; nothing of it is imported here."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from dudao.values.errors import MissingToolError

HOME = "DUDAO_HOME"
ANY_WORDS = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}


def register(app: typer.Typer) -> None:
    """Put the verbs of the site on the top level."""
    app.command("serve")(serve)
    app.command("manage", context_settings=ANY_WORDS)(manage)


def serve(
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="监听地址 / address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="PORT", min=1, max=65535, help="端口 / port")] = 8000,
    home: Annotated[
        Path, typer.Option(metavar="FOLDER", envvar=HOME, help="网站数据文件夹 / folder of the site")
    ] = Path("dudao-site"),
) -> None:
    """启动网站（数据库、文件都在一个文件夹里）/ start the site (its database and files live in one folder)."""
    _start(["serve", "--host", host, "--port", str(port)], home)


def manage(context: typer.Context) -> None:
    """网站的管理命令 / the site's own commands: dudao manage help"""
    _start(["manage", *context.args], Path(os.environ.get(HOME, "dudao-site")))


def _start(words: list[str], home: Path) -> None:
    if find_spec("django") is None:
        raise MissingToolError(
            "网站需要另装组件：pip install 'dudao[web]'", "the site needs its extra: pip install 'dudao[web]'"
        )
    environment = os.environ | {HOME: str(home.absolute())}
    command = [sys.executable, "-m", "dudao.web", *words]
    if os.name == "posix":  # the same process goes on as the site, so that what ends the one ends the other
        sys.stdout.flush()
        os.execve(sys.executable, command, environment)
    raise typer.Exit(subprocess.run(command, env=environment, check=False).returncode)

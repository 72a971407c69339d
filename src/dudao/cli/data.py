"""`dudao data`: forms for what is known, and whether a filled one can be read."""

from __future__ import annotations

import typer

app = typer.Typer(help="数据表 / data", no_args_is_help=True)

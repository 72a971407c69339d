"""`dudao scheme`: which schemes there are, and what they ask."""

from __future__ import annotations

import typer

app = typer.Typer(help="评价方案 / schemes", no_args_is_help=True)

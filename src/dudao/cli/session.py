"""What every command shares: the language, printing, and progress on a terminal."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from dudao.cli.files import cannot_write
from dudao.cli.language import LANGUAGES
from dudao.diagnostics.model import Bilingual
from dudao.diagnostics.visible import one_line
from dudao.values.errors import MisuseError

STAGES = {
    "read": Bilingual("正在读取报告…", "reading the report …"),
    "facts": Bilingual("正在读取已知数据…", "reading the facts …"),
    "check": Bilingual("正在核对…", "checking …"),
    "write": Bilingual("正在写出…", "writing …"),
}
MIN_WIDTH = 60


class ReaderGone(Exception):
    """Whoever read our output has gone (… | head). Not an OSError: typer would end the program on that itself."""


@dataclass
class Session:
    """One run of the program: its language (and whether that was asked for), and whether tracebacks were."""

    lang: str = "zh"
    lang_was_asked: bool = False
    debug: bool = False

    def speak(self, lang: str) -> None:
        """Use a language that was asked for; one that is not known is refused later, with all that is wrong in the call."""
        if lang in LANGUAGES:
            self.lang, self.lang_was_asked = lang, True

    def say(self, text: str) -> None:
        """A line of the command's result, on standard output."""
        try:
            sys.stdout.write(text + "\n")
        except BrokenPipeError as error:
            raise ReaderGone from error
        except OSError as error:
            raise _cannot_show(error) from error

    def flush(self) -> None:
        """Push out what is left, while there is still somebody to tell that it failed (a full disk behind > FILE)."""
        try:
            sys.stdout.flush()
        except BrokenPipeError as error:
            raise ReaderGone from error
        except OSError as error:
            raise _cannot_show(error) from error

    def tell(self, zh: str, en: str) -> None:
        """A line about the work itself, on standard error."""
        self.clear_progress()
        sys.stderr.write(one_line(en if self.lang == "en" else zh) + "\n")

    def progress(self, stage: str) -> None:
        """Show the stage of long work; only on a terminal, on one line that is wiped again."""
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[2K{STAGES[stage].in_language(self.lang)}")
            sys.stderr.flush()

    def clear_progress(self) -> None:
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[2K")

    @property
    def colour(self) -> bool:
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"

    @property
    def width(self) -> int | None:
        """Columns of the terminal the result is shown on; None where it goes elsewhere. Never below what a line needs."""
        return max(MIN_WIDTH, shutil.get_terminal_size().columns) if sys.stdout.isatty() else None


def _cannot_show(error: OSError) -> MisuseError:
    drop_output()
    return cannot_write(Path("-"), error)


def drop_output() -> None:
    """Send what is still to come to nowhere, so that closing a stream that takes nothing more raises nothing more."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        return  # no real stream, as in a test

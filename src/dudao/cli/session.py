"""What every command shares: the language, printing, progress on a terminal, writing a file whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from dudao.diagnostics.model import Bilingual
from dudao.values.errors import MisuseError

STAGES = {
    "read": Bilingual("正在读取报告…", "reading the report …"),
    "facts": Bilingual("正在读取已知数据…", "reading the facts …"),
    "check": Bilingual("正在核对…", "checking …"),
    "write": Bilingual("正在写出…", "writing …"),
}
MIN_WIDTH = 60


@dataclass
class Session:
    """One run of the program: its language (and whether that was asked for), and whether tracebacks were."""

    lang: str = "zh"
    lang_was_asked: bool = False
    debug: bool = False

    def say(self, text: str) -> None:
        """A line of the command's result, on standard output."""
        sys.stdout.write(text + "\n")

    def tell(self, zh: str, en: str) -> None:
        """A line about the work itself, on standard error."""
        self.clear_progress()
        sys.stderr.write((en if self.lang == "en" else zh) + "\n")

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


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that it is there whole or not at all; raises MisuseError where the folder will not take it."""
    blob = content.encode("utf-8") if isinstance(content, str) else content
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as part:
            part.write(blob)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(part.name, 0o666 & ~mask)
        os.replace(part.name, path)
    except OSError as error:
        raise MisuseError(
            f"无法写入 {path}：{error.strerror}；请换一个文件夹或检查权限",
            f"cannot write {path}: {error.strerror}; choose another folder or check its permissions",
        ) from error

"""A content file to what it says, with the place of every key: YAML in UTF-8, of a size and depth that people write.

Files are read as text and nothing else: tags are refused, so are pipes, devices and links that lead out of the folder.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dudao.schemes.faults import Faults, Origin

if TYPE_CHECKING:
    from ruamel.yaml import YAML

LIMIT_BYTES = 2_000_000
DEEPEST = 24
"""How many lists and mappings may stand inside each other."""
MOST_ENTRIES = 200_000
_NAMES = re.compile(r"\b(?:code|id)\s*:\s*[\"']?([A-Za-z_][\w.]*)")
_COLON_ZH = "；文字里有冒号和空格（如 of: school）时，整个加引号"
_COLON_EN = "; put a text that holds a colon and a blank (of: school) in quotes"


def read_yaml(file: Path, root: Path | None = None) -> tuple[Any, bytes]:
    """A content file with the places of its keys, and its bytes.

    Raises:
        MisuseError: it is no YAML in UTF-8, or no file of the folder `root`; with line and column.
    """
    faults = Faults()
    content, blob = try_yaml(file, faults, root)
    faults.refuse()
    return content, blob


def try_yaml(file: Path, faults: Faults, root: Path | None = None) -> tuple[Any, bytes]:
    """The same; what is wrong goes into `faults`, the content is None then and the names in it count as left out."""
    blob = bytes_of(file, faults, root)
    if blob is None:
        faults.left_out.add(file.stem)
        return None, b""
    # Loaded here: a check against no scheme should not wait for it.
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        return _reader().load(blob.decode("utf-8-sig")), blob
    except UnicodeDecodeError as error:
        line, start = blob.count(b"\n", 0, error.start) + 1, blob.rfind(b"\n", 0, error.start) + 1
        faults.add(Origin(str(file), line, error.start - start + 1), "不是 UTF-8 编码", "not UTF-8")
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = error.problem or "YAML"
        is_colon = "mapping values" in what
        faults.add(
            Origin(str(file), mark.line + 1 if mark else 1, mark.column + 1 if mark else 0),
            f"不是正确的 YAML（{what}）{_COLON_ZH if is_colon else ''}",
            f"not YAML ({what}){_COLON_EN if is_colon else ''}",
        )
    except YAMLError as error:
        line = getattr(error, "position", 0)
        before = blob.decode("utf-8-sig")[:line]
        faults.add(
            Origin(str(file), before.count("\n") + 1, len(before) - before.rfind("\n")),
            "不是正确的 YAML（有不能打印的字符）",
            "not YAML (a character that cannot be printed)",
        )
    faults.left_out |= {file.stem, *_NAMES.findall(blob.decode("utf-8", "replace"))}
    return None, blob


def bytes_of(file: Path, faults: Faults, root: Path | None = None) -> bytes | None:
    """The bytes of a file of a folder; None, with the fault noted, for what is no file, lies elsewhere or is too long."""
    origin = Origin(str(file), 1)
    if root is not None and not file.resolve().is_relative_to(root.resolve()):
        faults.add(origin, "链接指到方案文件夹之外，不读", "a link that leads out of the scheme folder is not read")
        return None
    try:
        found = file.stat()
        if not stat.S_ISREG(found.st_mode):
            faults.add(origin, "不是普通文件", "not a file")
        elif found.st_size > LIMIT_BYTES:
            faults.add(origin, f"超过 {LIMIT_BYTES} 字节，不像方案文件", f"over {LIMIT_BYTES} bytes: no scheme file")
        else:
            return file.read_bytes()
    except OSError as error:
        faults.add(origin, f"读不出来（{error.strerror}）", f"cannot be read ({error.strerror})")
    return None


@cache
def _reader() -> YAML:
    """A reader that keeps places and quotes, and stops at what is too deep, too long or tagged."""
    from ruamel.yaml import YAML
    from ruamel.yaml.composer import Composer
    from ruamel.yaml.constructor import RoundTripConstructor
    from ruamel.yaml.error import MarkedYAMLError
    from ruamel.yaml.events import AliasEvent

    class BoundedComposer(Composer):
        depth = entries = 0

        def compose_node(self, parent: Any, index: Any) -> Any:
            event = self.parser.peek_event()
            if parent is None:
                self.depth = self.entries = 0
            self.entries += 1
            tag = None if isinstance(event, AliasEvent) else event.tag
            if tag:
                raise MarkedYAMLError(problem=f"a tag is not read: {tag}", problem_mark=event.start_mark)
            if self.depth >= DEEPEST or self.entries > MOST_ENTRIES:
                told = f"nested over {DEEPEST} deep" if self.depth >= DEEPEST else f"over {MOST_ENTRIES} entries"
                raise MarkedYAMLError(problem=told, problem_mark=event.start_mark)
            self.depth += 1
            try:
                return super().compose_node(parent, index)
            finally:
                self.depth -= 1

    class PlacedConstructor(RoundTripConstructor):
        def construct_object(self, node: Any, deep: bool = False) -> Any:
            try:
                return super().construct_object(node, deep)
            except (ValueError, ArithmeticError, RecursionError) as error:
                told = node.value if isinstance(node.value, str) else ""
                raise MarkedYAMLError(
                    problem=f"{told[:40] or 'this'} cannot be read as what it looks like: put it in quotes",
                    problem_mark=node.start_mark,
                ) from error

    reader = YAML(typ="rt")
    reader.Composer = BoundedComposer
    reader.Constructor = PlacedConstructor
    reader.preserve_quotes = True
    return reader


def place_of(content: Any) -> tuple[int, int]:
    """Line and column where a mapping or list begins; (1, 1) where that is not known."""
    place = getattr(content, "lc", None)
    return (1, 1) if place is None or place.line is None else (place.line + 1, place.col + 1)


def place_of_key(content: Mapping[str, Any], key: str) -> tuple[int, int] | None:
    """Line and column of a key of a mapping; None where it came from elsewhere."""
    return _place(content, key, 0)


def place_of_value(content: Mapping[str, Any], key: str) -> tuple[int, int] | None:
    """Line and column where the value behind a key begins, its quote included."""
    return _place(content, key, 2)


def _place(content: Any, key: str, at: int) -> tuple[int, int] | None:
    known = getattr(getattr(content, "lc", None), "data", None) or {}
    if key not in known:
        return None
    place = known[key]
    return (place[at] + 1, place[at + 1] + 1)

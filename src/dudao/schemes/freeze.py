"""A published edition is known by its content: a lock file beside `scheme.yaml` holds the hash of every file it counts.

`published: 2021-03-01` in `scheme.yaml` says that the edition is out; from then on its files may not change. Corrections
are a new edition. What reports need only (draft.yaml) and the crosswalk are no part of it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dudao.schemes.content_files import try_yaml
from dudao.schemes.indicators import Edition, Origin
from dudao.schemes.load import FILE_NAME
from dudao.schemes.strict import Entry, Faults
from dudao.values.digests import digest_of_bytes
from dudao.values.errors import MisuseError

LOCK_NAME = "edition.lock"
PARTS = ("indicators/**/*.yaml", "parameters/**/*.yaml", "grades/**/*.yaml", "datasets/*.csv")


def hashes_of(folder: Path) -> dict[str, str]:
    """The hash of each file that makes the edition, by its path in the folder; line ends and a byte order mark are nothing."""
    files = [folder / FILE_NAME, *(file for part in PARTS for file in sorted(folder.glob(part)))]
    return {
        file.relative_to(folder).as_posix(): digest_of_bytes(
            file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").encode()
        )
        for file in files
    }


def publish_edition(folder: Path, edition: Edition) -> Path:
    """Write the lock of an edition whose `scheme.yaml` says since when it is published; returns the file.

    Raises:
        MisuseError: `published` is not there, or another content was published already.
    """
    if edition.published is None:
        raise MisuseError(
            f"{folder / FILE_NAME} 没有 published；先写明发布日期，如 published: 2026-03-01",
            f"{folder / FILE_NAME} has no published; first say since when, as in published: 2026-03-01",
        )
    file = folder / LOCK_NAME
    content = {"edition": f"{edition.slug}/{edition.edition}", "hash": edition.digest, "files": hashes_of(folder)}
    if file.is_file():
        locked = _read(file)
        if locked.get("hash") != edition.digest:
            raise MisuseError(
                "这一版已经发布，内容又有改动；改动应作为新的一版",
                "this edition is published; a change is a new edition",
            )
        return file
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return file


def check_published(folder: Path, edition: Edition, faults: Faults) -> None:
    """Tell what is not as it was published, file by file; nothing for a draft without a lock."""
    file, origin = folder / LOCK_NAME, _published_origin(folder)
    if not file.is_file():
        if edition.published is not None:
            faults.add(
                origin,
                f"写了 published 而没有 {LOCK_NAME}；用 dudao scheme publish 生成",
                f"published, yet there is no {LOCK_NAME}; make it with dudao scheme publish",
            )
        return
    if edition.published is None:
        faults.add(origin, f"有 {LOCK_NAME} 而没有写 published", f"there is a {LOCK_NAME} and no published")
    locked, own = _read(file).get("files", {}), hashes_of(folder)
    for name in sorted({*locked, *own}):
        if name not in own:
            told = ("发布之后被删去", "was removed after publication")
        elif name not in locked:
            told = ("发布之后新增", "was added after publication")
        elif locked[name] != own[name]:
            told = ("发布之后被改动；改动应作为新的一版", "was changed after publication; a change is a new edition")
        else:
            continue
        faults.add(Origin(str(folder / name), 1), *told)


def _published_origin(folder: Path) -> Origin:
    content, _ = try_yaml(folder / FILE_NAME, Faults())
    return Entry(content, str(folder / FILE_NAME), Faults()).origin("published")


def _read(file: Path) -> dict[str, Any]:
    try:
        content = json.loads(file.read_text("utf-8"))
    except (ValueError, UnicodeDecodeError) as error:
        raise MisuseError(f"{file} 读不出来", f"{file} cannot be read") from error
    if not isinstance(content, dict):
        raise MisuseError(f"{file} 读不出来", f"{file} cannot be read")
    return content

"""Whether a bundle is what was sealed: every part there, none besides, every hash right; told part by part, offline."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from dudao.bundles.container import bytes_of, content_of, entry_faults, opened
from dudao.bundles.endorsements import Endorsements, read_endorsements
from dudao.bundles.faults import Fault, FaultKind, verdict_of
from dudao.bundles.limits import Limits
from dudao.bundles.manifest import Manifest, PartLine, read_manifest
from dudao.bundles.names import ENDORSEMENTS, MANIFEST, OWN, clashes, is_safe
from dudao.values.digests import digest_of_bytes
from dudao.values.errors import UnreadableError

LIMITS = Limits()
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Looked:
    """What a bundle says of itself, before its parts were compared: manifest, its hash, endorsements with theirs."""

    manifest: Manifest
    hash: str
    endorsements: Endorsements | None
    endorsements_hash: str

    @property
    def lines(self) -> tuple[PartLine, ...]:
        """All parts, those of the endorsements last."""
        return self.manifest.parts + (self.endorsements.parts if self.endorsements else ())


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of verifying: the bundle as it describes itself, and every fault, none where it is sound."""

    looked: Looked
    faults: tuple[Fault, ...]

    @property
    def verdict(self) -> str:
        """`sound`, `warnings` or `broken`."""
        return verdict_of(self.faults)

    @property
    def is_sound(self) -> bool:
        """Whether what was sealed is there, all of it and nothing else."""
        return self.verdict != "broken"


def look_into(path: Path, limits: Limits = LIMITS) -> Looked:
    """What a bundle says of itself; parts are not read.

    Raises:
        UnreadableError: no bundle, or a damaged one. MisuseError: a format version that this release does not know.
    """
    with opened(path, limits) as zip_file:
        return _looked(zip_file, path, limits)


def verify_bundle(
    path: Path,
    *,
    expected: str = "",
    endorsed: str = "",
    previous: str = "",
    limits: Limits = LIMITS,
    told: Told | None = None,
) -> Verified:
    """Compare every part of a bundle with what was sealed.

    Args:
        expected: the hash that a receipt or record form names, "" to take the bundle's own word.
        endorsed: the hash of the endorsements that a receipt names, "" likewise.
        previous: hash of the bundle that this one should replace, "" not to ask.
        told: called with parts read and all parts.
    Raises:
        UnreadableError: no bundle, or one so damaged that nothing can be told. MisuseError: an unknown format version.
    """
    with opened(path, limits) as zip_file:
        looked = _looked(zip_file, path, limits)
        faults = list(entry_faults(zip_file, limits))
        faults += _listed_faults(looked, zip_file)
        if not any(each.kind is FaultKind.LIMIT for each in faults):
            faults += _content_faults(zip_file, looked, limits, told)
    faults += _wanted_faults(looked, expected.lower(), endorsed.lower(), previous)
    return Verified(looked, tuple(dict.fromkeys(faults)))


def _looked(zip_file: ZipFile, path: Path, limits: Limits) -> Looked:
    listed = bytes_of(zip_file, MANIFEST, limits.listing)
    if listed is None:
        raise UnreadableError(
            f"{path.name} 里没有可读的 {MANIFEST}，不是封存件", f"{path.name} holds no readable {MANIFEST}: no bundle"
        )
    manifest = read_manifest(listed)
    said = None
    if ENDORSEMENTS in zip_file.namelist():
        said = bytes_of(zip_file, ENDORSEMENTS, limits.listing)
        if said is None:
            raise UnreadableError(f"{ENDORSEMENTS} 读不出来", f"{ENDORSEMENTS} cannot be read")
    endorsements = read_endorsements(said) if said is not None else None
    return Looked(manifest, digest_of_bytes(listed), endorsements, digest_of_bytes(said) if said is not None else "")


def _listed_faults(looked: Looked, zip_file: ZipFile) -> Iterator[Fault]:
    """Parts listed and not there, there and not listed, listed twice or under a name that is not safe."""
    there = set(zip_file.namelist())
    paths = [each.path for each in looked.lines]
    for path in clashes(paths):
        yield Fault(FaultKind.TWICE, path, "1", "2")
    for path in dict.fromkeys(paths):
        if not is_safe(path) or path in OWN:
            yield Fault(FaultKind.NAME, path)
        elif path not in there:
            yield Fault(FaultKind.MISSING, path)
    for path in sorted(there - set(paths) - OWN):
        yield Fault(FaultKind.EXTRA, path)
    if looked.endorsements is not None and looked.endorsements.bundle != looked.hash:
        yield Fault(FaultKind.OTHER_BUNDLE, ENDORSEMENTS, looked.hash, looked.endorsements.bundle)


def _content_faults(zip_file: ZipFile, looked: Looked, limits: Limits, told: Told | None) -> Iterator[Fault]:
    there = set(zip_file.namelist())
    for number, line in enumerate(looked.lines, 1):
        if line.path in there and line.path not in OWN:
            yield from _part_faults(zip_file, line, limits)
        if told is not None:
            told(number, len(looked.lines))


def _part_faults(zip_file: ZipFile, line: PartLine, limits: Limits) -> Iterator[Fault]:
    content = content_of(zip_file, line.path, limits.part)
    if content.trouble:
        yield Fault(FaultKind.UNREADABLE, line.path, line.sha256, content.trouble)
        return
    if content.size != line.size:
        yield Fault(FaultKind.SIZE, line.path, str(line.size), str(content.size))
    if content.sha256 != line.sha256:
        yield Fault(FaultKind.CHANGED, line.path, line.sha256, content.sha256)
    elif not content.sum_agrees:
        yield Fault(FaultKind.UNREADABLE, line.path, line.sha256, "zip checksum; other programs would refuse it")


def _wanted_faults(looked: Looked, expected: str, endorsed: str, previous: str) -> Iterator[Fault]:
    if expected and expected != looked.hash:
        yield Fault(FaultKind.HASH, "", expected, looked.hash)
    if endorsed and endorsed != looked.endorsements_hash:
        yield Fault(FaultKind.ENDORSED, ENDORSEMENTS, endorsed, looked.endorsements_hash or "—")
    follows = (looked.manifest.heading.replaces or {}).get("hash", "")
    if previous and previous != follows:
        yield Fault(FaultKind.CHAIN, "", previous, follows or "—")

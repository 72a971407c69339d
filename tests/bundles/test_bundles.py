"""Sealed bundles: written the same everywhere, verified part by part, and no hostile file ends in a traceback."""

from __future__ import annotations

import json
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dudao.bundles.faults import FaultKind
from dudao.bundles.limits import Limits
from dudao.bundles.manifest import Manifest, PartLine, canonical, read_manifest
from dudao.bundles.names import clashes, is_safe
from dudao.bundles.verify import look_into, verify_bundle
from dudao.bundles.write import endorse_bundle, source_of, write_bundle
from dudao.values.errors import DudaoError, MisuseError, UnreadableError
from tests.bundles.sealed import CONTENTS, HEADING, bytes_of_parts, entry, made_over, sealed, sources


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    path = tmp_path / "submission.zip"
    sealed(path)
    return path


def kinds(path: Path, **more: object) -> list[tuple[str, str]]:
    return [(each.kind.value, each.part) for each in verify_bundle(path, **more).faults]  # type: ignore[arg-type]


def test_what_was_sealed_is_sound_and_tells_its_hash(bundle: Path) -> None:
    verified = verify_bundle(bundle)
    assert (verified.verdict, verified.faults) == ("sound", ())
    assert verified.looked.hash == verified.looked.manifest.hash
    assert [each.path for each in verified.looked.lines] == sorted(CONTENTS)


def test_the_order_of_parts_changes_no_byte(bundle: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.zip"
    write_bundle(other, HEADING, reversed(sources()))
    assert other.read_bytes() == bundle.read_bytes()


def test_any_unzip_opens_it(bundle: Path, tmp_path: Path) -> None:
    shutil.unpack_archive(bundle, tmp_path / "unpacked")
    assert (tmp_path / "unpacked" / "report" / "report.docx").read_bytes() == CONTENTS["report/report.docx"][2]


def test_a_changed_part_is_named_with_what_was_sealed_and_what_is_there(bundle: Path, tmp_path: Path) -> None:
    def change(contents: dict[str, bytes]) -> None:
        contents["data/school-2025.csv"] = contents["data/school-2025.csv"].replace(b"2025\n", b"2024\n")

    fault = verify_bundle(made_over(bundle, tmp_path / "new.zip", change)).faults[0]
    assert (fault.kind, fault.part) == (FaultKind.CHANGED, "data/school-2025.csv")
    assert fault.expected != fault.found
    assert fault.expected in fault.sentence("zh")
    assert "was changed" in fault.sentence("en")


def test_missing_extra_and_longer_parts_are_told_apart(bundle: Path, tmp_path: Path) -> None:
    def change(contents: dict[str, bytes]) -> None:
        del contents["report/report.docx"]
        contents["report/other.docx"] = b"x"
        contents["scores/self-scores.csv"] = b"9"

    found = kinds(made_over(bundle, tmp_path / "new.zip", change))
    assert ("missing", "report/report.docx") in found
    assert ("extra", "report/other.docx") in found
    assert {("size", "scores/self-scores.csv"), ("changed", "scores/self-scores.csv")} <= set(found)


def test_a_manifest_made_anew_has_another_hash_than_the_receipt(bundle: Path, tmp_path: Path) -> None:
    receipt = look_into(bundle).hash
    forged = tmp_path / "forged.zip"
    sealed(forged, replace(HEADING, sealed_by="他人"))
    assert kinds(forged) == []
    assert kinds(forged, expected=receipt) == [("hash", "")]


def test_a_new_version_names_the_one_it_follows(bundle: Path, tmp_path: Path) -> None:
    first = look_into(bundle).hash
    second = tmp_path / "second.zip"
    sealed(second, replace(HEADING, number=2, replaces={"hash": first, "number": "1", "reason": "数据更正"}))
    assert kinds(second, previous=first) == []
    assert kinds(bundle, previous=first) == [("chain", "")]


def test_endorsements_stand_beside_what_was_sealed_and_change_nothing_of_it(bundle: Path, tmp_path: Path) -> None:
    before = look_into(bundle)
    sent = tmp_path / "sent.zip"
    scan = source_of("endorsements/record-form.pdf", "scan", "备案表", b"%PDF")
    said = endorse_bundle(bundle, sent, before.hash, [{"step": "signed", "by": "县领导甲", "at": "2026"}], [scan])
    verified = verify_bundle(sent, expected=before.hash)
    assert verified.faults == ()
    assert verified.looked.endorsements_hash == said.hash
    assert kinds(sent, endorsed=said.hash.upper()) == kinds(bundle) == []
    assert (
        kinds(sent, endorsed="0" * 64)
        == kinds(bundle, endorsed=said.hash)
        == [("endorsements-hash", "endorsements.json")]
    )
    other = tmp_path / "other.zip"
    endorse_bundle(bundle, other, "1" * 64, [])
    assert kinds(other) == [("other-bundle", "endorsements.json")]


def test_a_container_packed_anew_is_told_and_breaks_nothing(bundle: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.zip"
    with ZipFile(bundle) as old, ZipFile(again, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    verified = verify_bundle(again)
    assert ([each.kind for each in verified.faults], verified.verdict) == ([FaultKind.REPACKED], "warnings")
    longer = tmp_path / "longer.zip"
    longer.write_bytes(b"#!/bin/sh\n" + bundle.read_bytes())
    assert verify_bundle(longer).verdict == "warnings"


HOSTILE = ("../evil", "/etc/passwd", "a\\..\\b", "A.CSV", "con", "a/./b", "a\x1b[31m", "a/", "数据.csv", "x" * 300)


@pytest.mark.parametrize("name", HOSTILE)
def test_names_that_no_part_may_have_are_told(bundle: Path, tmp_path: Path, name: str) -> None:
    assert not is_safe(name)
    bad = made_over(bundle, tmp_path / "new.zip", lambda contents: contents.update({name: b"x"}))
    assert any(kind in ("unsafe-name", "not-a-file") for kind, _part in kinds(bad))
    with pytest.raises(MisuseError):
        write_bundle(tmp_path / "no.zip", HEADING, [source_of(name, "data", "", b"")])


def test_a_link_and_a_part_that_stands_twice_are_told(bundle: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.zip"
    shutil.copy(bundle, bad)
    link = entry("evidence/link")
    link.external_attr = 0o120777 << 16
    with ZipFile(bad, "a") as file:
        file.writestr(link, "/etc/passwd")
        with pytest.warns(UserWarning, match="Duplicate"):
            file.writestr(entry("report/report.docx"), b"another")
    found = kinds(bad)
    assert {("not-a-file", "evidence/link"), ("twice", "report/report.docx")} <= set(found)


def test_a_bomb_and_too_many_parts_end_at_the_limit(bundle: Path, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.zip"
    shutil.copy(bundle, bomb)
    with ZipFile(bomb, "a", ZIP_DEFLATED) as file:
        file.writestr("data/zeros.csv", bytes(20_000_000))
    assert ("over-limit", "data/zeros.csv") in kinds(bomb)
    assert ("over-limit", "*") in kinds(bundle, limits=Limits(parts=3))
    assert ("over-limit", "*") in kinds(bundle, limits=Limits(total=10))
    assert ("over-limit", "evidence/files/aa.pdf") in kinds(bundle, limits=Limits(part=40))
    with pytest.raises(UnreadableError):
        verify_bundle(bundle, limits=Limits(directory=10))
    with pytest.raises(UnreadableError):
        verify_bundle(bundle, limits=Limits(listing=10))


def with_manifest(bundle: Path, target: Path, content: bytes) -> Path:
    return made_over(bundle, target, lambda contents: contents.update({"manifest.json": content}))


LISTED = Manifest(HEADING, (PartLine("a", "data", "0" * 64, 0, ""),)).as_json()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{",
        b"\xff\xfe",
        b'{"a":1.5}',
        b'{"a":NaN}',
        b'{"format":"dudao-bundle","format":"dudao-bundle","version":1}',
        b"[" * 100_000,
        b'{"a":' + b"9" * 10_000 + b"}",
        b'{"a":"\\ud800"}',
        json.dumps(LISTED).encode(),
        canonical({**LISTED, "round": []}),
        canonical({**LISTED, "number": -1}),
        canonical({**LISTED, "number": True}),
        canonical({**LISTED, "parts": {}}),
        canonical({**LISTED, "parts": [1]}),
        canonical({**LISTED, "approvals": [None]}),
        canonical({**LISTED, "period": "x" * 3000}),
        canonical({**LISTED, "parts": [{**LISTED["parts"][0], "sha256": "zz"}]}),
        canonical({**LISTED, "format": "other"}),
    ],
)
def test_a_manifest_that_is_none_is_told_in_one_sentence(bundle: Path, tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnreadableError) as told:
        verify_bundle(with_manifest(bundle, tmp_path / "new.zip", content))
    assert "manifest.json" in told.value.zh


def test_an_unknown_version_is_told(bundle: Path, tmp_path: Path) -> None:
    with pytest.raises(MisuseError, match="2"):
        verify_bundle(with_manifest(bundle, tmp_path / "new.zip", canonical({**LISTED, "version": 2})))


def test_a_manifest_reads_back_as_it_was_written(bundle: Path) -> None:
    manifest = look_into(bundle).manifest
    assert read_manifest(manifest.as_bytes()) == manifest
    more = {**LISTED, "later": "a key that a later release adds"}
    assert read_manifest(canonical(more)).heading == HEADING


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06", b"not a zip at all", b"PK\x05\x06" + b"\xff" * 18])
def test_what_is_no_zip_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "no.zip"
    path.write_bytes(content)
    with pytest.raises(UnreadableError):
        verify_bundle(path)


def test_clashing_paths_are_not_written(tmp_path: Path) -> None:
    assert clashes(["a/b", "a"]) == ["a"]
    for paths in (["a/b", "a"], ["a", "a"], ["manifest.json"]):
        with pytest.raises(MisuseError):
            write_bundle(tmp_path / "no.zip", HEADING, [source_of(path, "data", "", b"") for path in paths])


@given(data=st.data())
def test_any_flipped_byte_of_a_part_is_found_and_named(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("flip")
    path = folder / "bundle.zip"
    sealed(path)
    parts = [each for each in bytes_of_parts(path) if each[1] < each[2]]
    name, start, end = data.draw(st.sampled_from(parts))
    place, bit = data.draw(st.integers(start, end - 1)), data.draw(st.integers(0, 7))
    content = bytearray(path.read_bytes())
    content[place] ^= 1 << bit
    path.write_bytes(content)
    if name == "manifest.json":
        assert outcome(path, sealed(folder / "before.zip").hash) in ("broken", "refused")
    else:
        assert ("changed", name) in kinds(path)


def outcome(path: Path, expected: str) -> str:
    """The verdict, or `refused` where the file is told to be no bundle; anything else would be a traceback."""
    try:
        return verify_bundle(path, expected=expected).verdict
    except DudaoError as error:
        return "refused" if error.zh and error.en else "without a sentence"


@given(place=st.integers(0, 10_000), value=st.integers(0, 255), cut=st.booleans())
def test_no_damage_anywhere_ends_in_a_traceback_or_passes_for_another_content(
    tmp_path_factory: pytest.TempPathFactory, place: int, value: int, cut: bool
) -> None:
    path = tmp_path_factory.mktemp("damage") / "bundle.zip"
    whole = sealed(path).hash
    content = bytearray(path.read_bytes())
    place %= len(content)
    content[place] = value
    path.write_bytes(content[:place] if cut else content)
    found = outcome(path, whole)
    assert found in ("sound", "warnings", "broken", "refused")
    if found in ("sound", "warnings"):
        with zipfile.ZipFile(path) as file:
            assert {line.path: file.read(line.path) for line in look_into(path).lines} == {
                name: told[2] for name, told in CONTENTS.items()
            }


@given(st.binary(max_size=400))
def test_bytes_of_any_kind_end_in_a_sentence(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "any.zip"
    path.write_bytes(content)
    with pytest.raises(UnreadableError):
        verify_bundle(path)

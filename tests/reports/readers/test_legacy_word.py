"""Old Word files: recognised by their streams, converted by LibreOffice where it is installed, refused plainly else."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from dudao.reports.readers import legacy_word, libreoffice
from dudao.values.errors import MissingToolError, UnreadableError
from tests.reports.readers.test_word_hostile import ole_file
from tests.reports.readers.word_files import docx_bytes, paragraph, written

needs_office = pytest.mark.skipif(libreoffice.program() is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def old_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real .doc, made by LibreOffice from a small report."""
    folder = tmp_path_factory.mktemp("old")
    new = written(folder, docx_bytes(paragraph("云州市自评报告") + paragraph("现有小学371所。" * 500)))
    program = libreoffice.program()
    assert program is not None
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [program, profile, "--headless", "--convert-to", "doc:MS Word 97", "--outdir", str(folder), str(new)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / "report.doc"


@needs_office
def test_an_old_file_is_read_whatever_its_name_is(old_file: Path, tmp_path: Path) -> None:
    renamed = tmp_path / "报告.wps"
    shutil.copyfile(old_file, renamed)
    head = renamed.read_bytes()[: 64 * 1024]
    assert legacy_word.recognise(head, renamed.name).score >= 50
    source = legacy_word.read(renamed)
    assert [block.text for block in source.blocks if block.text] == ["云州市自评报告", "现有小学371所。" * 500]
    assert (source.kind, source.reader, source.name) == ("docx", "legacy_word", "报告.wps")


@needs_office
def test_a_damaged_old_file_is_read_or_refused_in_one_sentence(old_file: Path, tmp_path: Path) -> None:
    content = old_file.read_bytes()
    with pytest.raises(UnreadableError):
        legacy_word.read(written(tmp_path, content[:600], "cut.doc"))


@needs_office
def test_a_password_is_noticed_before_converting(old_file: Path, tmp_path: Path) -> None:
    content = bytearray(old_file.read_bytes())
    at = content.find(b"\xec\xa5")  # the first word of every Word binary file
    content[at + 11] |= 0x01
    with pytest.raises(UnreadableError, match="password"):
        legacy_word.read(written(tmp_path, bytes(content), "locked.doc"))


def test_other_files_of_the_same_shape_are_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="Excel"):
        legacy_word.read(written(tmp_path, ole_file("Workbook"), "book.doc"))
    with pytest.raises(UnreadableError, match="password"):
        legacy_word.read(written(tmp_path, ole_file("EncryptedPackage"), "locked.doc"))
    with pytest.raises(UnreadableError, match="no Word document"):
        legacy_word.read(written(tmp_path, ole_file("Something"), "odd.doc"))


def test_without_libreoffice_the_package_to_install_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingToolError, match="libreoffice-writer-nogui"):
        legacy_word.read(written(tmp_path, ole_file("WordDocument"), "old.doc"))


def test_a_conversion_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexec /bin/sleep 60\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(libreoffice, "CONVERSION_SECONDS", 0.3)
    with pytest.raises(UnreadableError, match="did not convert"):
        legacy_word.read(written(tmp_path, ole_file("WordDocument"), "old.doc"))


def test_a_conversion_is_held_to_a_limit_of_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program waits until there is a limit and writes it down; without one the conversion would be ended."""
    program = tmp_path / "soffice"
    program.write_text(
        "#!/bin/sh\nwhile [ $(ulimit -v) = unlimited ]; do /bin/sleep 0.02; done\nulimit -v > given.pdf\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    told = libreoffice.Sentences(("没有", "missing"), ("太慢", "late"), ("失败", "failed"))
    made = libreoffice.convert(tmp_path / "given.doc", "pdf", tmp_path, told)
    assert int(made.read_text("ascii")) > 0


def test_files_of_other_kinds_are_left_to_other_readers() -> None:
    assert legacy_word.recognise(b"PK\x03\x04", "x.doc").score == 0
    assert legacy_word.recognise(ole_file("EncryptedPackage"), "x.doc").score == 0

"""What a clean clone needs: exact versions, no registry host, no path of another machine, verbs that exist."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.promises.project import ROOT, SOURCE, relative, text_files

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
HOSTS = ("pypi" + ".org", "python" + "hosted.org", "npm" + "js.org", "deb.debian" + ".org")
MACHINES = re.compile(r"(?<![\w.])/(?:home|Users|work|root)/\w|[A-Z]:\\Users\\")
EXACT = re.compile(r"^[\w.\[\]-]+==[\w.]+$")
# onnxruntime has other newest versions for each Python; the extra works with any of them
RANGES = {"onnxruntime>=1.20,<2"}


def requirements() -> list[str]:
    project = PROJECT["project"]
    return [*project["dependencies"], *(each for extra in project["optional-dependencies"].values() for each in extra)]


def test_versions_are_exact() -> None:
    assert {each for each in requirements() if not EXACT.match(each)} == RANGES


def test_no_file_names_a_registry_or_a_machine() -> None:
    found = {}
    for file in text_files():
        text = file.read_text("utf-8", errors="replace")
        named = [host for host in HOSTS if host in text] + MACHINES.findall(text)
        if named:
            found[relative(file)] = named
    assert not found


def verbs() -> dict[str, bool]:
    """Each verb of the Makefile, and whether it says what it does."""
    targets = re.findall(r"^([a-z][a-z-]*):(?!=)(.*)$", MAKEFILE, re.MULTILINE)
    return {name: "## " in rest for name, rest in targets}


def test_every_verb_that_is_announced_exists_and_says_what_it_does() -> None:
    announced = next(line for line in MAKEFILE.splitlines() if line.startswith(".PHONY:")).split()[1:]
    assert set(verbs()) == set(announced)
    assert all(verbs().values())


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_make_alone_lists_the_verbs() -> None:
    run = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, capture_output=True, check=True)
    listed = {line.split()[0] for line in run.stdout.decode("utf-8").splitlines()}
    assert listed == set(verbs())


def test_scripts_that_the_verbs_call_exist() -> None:
    for name in re.findall(r"\b(?:tools|benchmarks|tests)/[\w/]+\.(?:py|sh)\b", MAKEFILE):
        assert (ROOT / name).is_file(), name
    for module in re.findall(r"-m (tools(?:\.\w+)+|benchmarks(?:\.\w+)+)", MAKEFILE):
        assert (ROOT / module.replace(".", "/")).with_suffix(".py").is_file(), module


def test_every_file_of_the_package_is_installed_with_it() -> None:
    patterns = PROJECT["tool"]["setuptools"]["package-data"]["dudao"]
    suffixes = {Path(each).suffix for each in patterns}
    present = {file.suffix for file in SOURCE.rglob("*") if file.is_file() and "__pycache__" not in file.parts}
    assert present - {".py", ".typed"} <= suffixes

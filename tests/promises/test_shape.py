"""House style: sizes with reasons, names that say something, docstrings, import contracts."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.promises.project import CODE, ROOT, SOURCE, python_files, relative, tracked, tree_of

LINES, FUNCTION_LINES = 400, 40
NAMELESS = {"utils", "util", "common", "helpers", "helper", "misc", "manager", "managers", "processor", "handler"}
REASONS = tomllib.loads((Path(__file__).parent / "long_files.toml").read_text("utf-8"))
LEAST_REASON = 30
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def long_files() -> set[str]:
    """Migrations are left out: they are written by Django, an operation after the other."""
    written = (each for each in python_files(*CODE) if each.parent.name != "migrations")
    return {relative(each) for each in written if each.read_text("utf-8").count("\n") > LINES}


def long_functions() -> set[str]:
    return {
        f"{relative(file)}:{node.name}"
        for file in python_files("src", "tools")
        for node in functions_of(file)
        if body_lines(node) > FUNCTION_LINES
    }


def functions_of(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree_of(file)) if isinstance(node, FUNCTIONS))


def body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of what a function does: parameters and docstring say what it is for and may be as long as that needs."""
    first = node.body[1:2] if ast.get_docstring(node) else node.body[:1]
    return (node.end_lineno or 0) - first[0].lineno + 1 if first else 0


def test_a_long_file_has_a_reason_and_no_reason_is_left_over() -> None:
    assert long_files() == set(REASONS["files"])


def test_a_long_function_has_a_reason_and_each_reason_a_function() -> None:
    there = {f"{relative(file)}:{node.name}" for file in python_files("src", "tools") for node in functions_of(file)}
    assert long_functions() <= set(REASONS["functions"]) <= there


def test_reasons_are_sentences() -> None:
    assert all(len(each) > LEAST_REASON for part in REASONS.values() for each in part.values())


def test_no_module_has_a_name_that_says_nothing() -> None:
    named = {part.removesuffix(".py") for file in tracked() for part in Path(relative(file)).parts}
    assert not named & NAMELESS


def silent_parts(file: Path) -> list[str]:
    """What a module offers without a docstring; a rule's `find` is what its module's docstring speaks of."""
    tree = tree_of(file)
    said_by_module = {"find"} if file.is_relative_to(SOURCE / "reports" / "rules") else set()
    offered = [
        node
        for node in tree.body
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)) and not node.name.startswith("_") and not is_overload(node)
    ]
    silent = [each.name for each in offered if not ast.get_docstring(each) and each.name not in said_by_module]
    return silent if ast.get_docstring(tree) else ["the module itself", *silent]


def is_overload(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> bool:
    return any(isinstance(each, ast.Name) and each.id == "overload" for each in node.decorator_list)


def test_modules_and_what_they_offer_say_what_they_are() -> None:
    files = [file for file in python_files("src") if file.parent.name != "migrations"]  # Django writes most of them
    silent = {relative(file): silent_parts(file) for file in files}
    assert not {name: parts for name, parts in silent.items() if parts}


def test_imports_keep_their_direction(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports() == EXIT_STATUS_SUCCESS, capsys.readouterr().out

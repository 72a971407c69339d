"""What can be known of Spark without Java: the queries made for it, and what is said where it cannot start."""

from __future__ import annotations

import socket
from datetime import date
from pathlib import Path

import duckdb
import pytest
import sqlglot
from tools.synthetic_nation import write_nation

from dudao.cli.commands import run_command
from dudao.indicators.compile import spark_session as module
from dudao.indicators.compile.engines import layer_queries
from dudao.indicators.compile.kept_tables import statements
from dudao.indicators.compile.on_spark import spark_sql
from dudao.indicators.compile.plan import compile_plan
from dudao.indicators.compile.spark_session import find_java, spark_session
from dudao.indicators.compile.spark_tables import in_spark_words
from dudao.indicators.compile.tables import FolderTables
from dudao.indicators.symbols import Symbols
from dudao.schemes.edition import load_edition
from dudao.values.errors import MissingToolError, MisuseError
from dudao.values.periods import year


@pytest.fixture(scope="module")
def queries(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("nation")
    write_nation(folder, counties=2, schools=3)
    edition = load_edition("quality-balance/2017")
    symbols = Symbols(edition)
    period = year(2017)
    tables = FolderTables(duckdb.connect(), folder, [period], "2017-12-31", edition.own)
    days = {period.label(): date(2017, 12, 31)}
    kept, results = layer_queries(edition, compile_plan(edition, symbols), symbols, tables, days, None, spark_sql)
    made, asked = statements(kept, results, quote="`")
    return [*(each.query for each in made), *asked.values()]


def test_no_number_is_left_for_spark_to_take_as_a_decimal(queries: list[str]) -> None:
    """1.5 is a decimal to Spark, and a decimal times a whole number is cut to so many places."""
    expressions = sqlglot.expressions
    assert len(queries) > 5
    for query in queries:
        for literal in sqlglot.parse_one(query, read="spark").find_all(expressions.Literal):
            if not literal.is_string and not literal.is_int:
                assert isinstance(literal.parent, expressions.Cast), query


def test_a_condition_that_is_asked_whether_it_is_known_stands_in_brackets(queries: list[str]) -> None:
    assert any("IN (" in query for query in queries)
    for query in queries:
        for test in sqlglot.parse_one(query, read="spark").find_all(sqlglot.expressions.Is):
            assert not isinstance(test.this, sqlglot.expressions.In)


def test_queries_of_the_tables_are_said_in_the_words_of_spark() -> None:
    asked = """SELECT min(a) FILTER (TRY_CAST("b" AS DOUBLE) > 1) FROM t ANTI JOIN b ON x = y WHERE "c" = 'o''x'"""
    told = in_spark_words(asked)
    assert "FILTER(WHERE TRY_CAST(`b` AS DOUBLE) > 1)" in told
    assert r"'o\'x'" in told


@pytest.mark.parametrize("master", ["yarn", "spark://", "spark://host", "local[x]", "http://127.0.0.1:7077"])
def test_a_master_that_is_none_is_misuse(master: str) -> None:
    with pytest.raises(MisuseError, match="--master"), spark_session(master):
        pass


def test_a_master_that_does_not_answer_is_told_at_once() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
        with pytest.raises(MisuseError, match="does not answer"), spark_session(f"spark://127.0.0.1:{port}"):
            pass


def test_where_no_java_fits_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    java = tmp_path / "bin" / "java"
    java.write_text("#!/bin/sh\necho 'openjdk version \"25.0.1\"' >&2\n", encoding="utf-8")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(module, "USUAL_PLACE", tmp_path / "none")
    with pytest.raises(MissingToolError, match="openjdk-17"):
        find_java()
    java.write_text("#!/bin/sh\necho 'openjdk version \"17.0.15\"' >&2\n", encoding="utf-8")
    assert find_java() == tmp_path


def test_without_pyspark_the_command_line_names_the_extra(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    asked = ["indicator", "compute", "--scheme", "class-size/2018", "--data", str(tmp_path), "--engine", "spark"]
    assert run_command([*asked, "--master", "local[1]"]) == 2
    told = capsys.readouterr().err
    assert "dudao[spark]" in told
    assert "Traceback" not in told


def test_a_master_goes_with_spark_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["indicator", "compute", "--scheme", "class-size/2018", "--data", str(tmp_path), "--master", "local[1]"]
    assert run_command(asked) == 2
    assert "--engine spark" in capsys.readouterr().err

"""The checks of data that a scheme brings along, looked at when it is read: `datasets/checks.csv`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dudao.schemes.check_terms import COMPARISONS, EXPERIENCE, LOGIC, OPERATORS, parse_share, parse_side
from dudao.schemes.formula.faults import nearest
from dudao.schemes.indicators import Origin
from dudao.schemes.own_tables import Line
from dudao.schemes.strict import Faults, exact_number

CHECK_KEYS = (
    *("id", "kind", "tables", "stages", "left", "operator", "right", "least", "where"),
    *("label_zh", "label_en", "note_zh"),
)
Columns = Mapping[str, frozenset[str]]


def check_faults(line: Line, columns: Columns, stages: Sequence[str], origin: Origin, faults: Faults) -> None:
    """Tell what is wrong with one check; `columns` are the ids of the columns of every table."""
    for key in ("id", "left", "right"):
        if not line[key]:
            faults.add(origin, f"缺少 {key}", f"{key} is missing")
    if not line["label_zh"] and not line["label_en"]:
        faults.add(origin, "缺少 label_zh 或 label_en", "label_zh or label_en is missing")
    _check_word("kind", line["kind"], (LOGIC, EXPERIENCE), origin, faults)
    _check_word("operator", line["operator"], OPERATORS, origin, faults)
    for stage in filter(None, line["stages"].split("|")):
        _check_word("stages", stage, stages, origin, faults)
    for table in line["tables"].split("|"):
        if table not in columns:
            zh, en = nearest(table, columns)
            faults.add(origin, f"tables：没有数据表 {table}{zh}", f"tables: there is no table {table}{en}")
            continue
        for left in line["left"].split("|"):
            _check_side("left", left, table, columns, origin, faults)
        if line["operator"] in COMPARISONS:
            _check_side("right", line["right"], table, columns, origin, faults)
        _check_where(line, table, columns, origin, faults)
    _check_numbers(line, origin, faults)


def _check_word(key: str, word: str, known: Sequence[str], origin: Origin, faults: Faults) -> None:
    if word not in known:
        faults.add(
            origin,
            f"{key} 不能是 {word or '空'}；可用：{'、'.join(known)}",
            f"{key} cannot be {word or 'empty'}: {', '.join(known)}",
        )


def _check_side(key: str, text: str, table: str, columns: Columns, origin: Origin, faults: Faults) -> None:
    try:
        side = parse_side(text)
    except ValueError:
        faults.add(
            origin,
            f"{key} “{text}”不是列的和；写成 a+b、2*a-b、a/b 或 表.a",
            f"{key} {text!r} is no sum of columns; write a+b, 2*a-b, a/b or table.a",
        )
        return
    for term in (*side.terms, *side.under):
        known = columns.get(term.table or table)
        if known is None:
            faults.add(origin, f"{key}：没有数据表 {term.table}", f"{key}: there is no table {term.table}")
        elif term.column not in known:
            zh, en = nearest(term.column, known)
            name = term.table or table
            faults.add(
                origin, f"{key}：{name} 表没有列 {term.column}{zh}", f"{key}: {name} has no column {term.column}{en}"
            )


def _check_where(line: Line, table: str, columns: Columns, origin: Origin, faults: Faults) -> None:
    column, equals, value = line["where"].partition("=")
    if not line["where"]:
        return
    if not equals or exact_number(value) is None:
        faults.add(origin, "where 应当写成 列=数", "where should be column=number")
    elif column not in columns[table]:
        zh, en = nearest(column, columns[table])
        faults.add(origin, f"where：{table} 表没有列 {column}{zh}", f"where: {table} has no column {column}{en}")


def _check_numbers(line: Line, origin: Origin, faults: Faults) -> None:
    right, operator = line["right"], line["operator"]
    if line["least"] and exact_number(line["least"]) is None:
        faults.add(origin, f"least 应当是数，现为 {line['least']}", f"least should be a number, not {line['least']}")
    if operator == "between":
        low, dots, high = right.partition("..")
        numbers = [exact_number(low), exact_number(high)]
        if not dots or None in numbers or numbers[0] > numbers[1]:  # type: ignore[operator]
            faults.add(origin, f"right 应当写成 1..35，现为 {right}", f"right should be like 1..35, not {right}")
    elif operator in ("within", "peers"):
        try:
            is_right = parse_share(right) > (1 if operator == "peers" else 0)
        except (ValueError, ArithmeticError):
            is_right = False
        if not is_right:
            zh = "peers 的 right 是大于 1 的倍数，如 3" if operator == "peers" else "within 的 right 是比例，如 30%"
            en = (
                "right of peers is a factor over 1, like 3"
                if operator == "peers"
                else "right of within is a share, like 30%"
            )
            faults.add(origin, f"{zh}；现为 {right}", f"{en}; not {right}")

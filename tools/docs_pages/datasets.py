"""What is known, as tables: their columns, the kinds of ledger entry, the five states of a cell, measures that follow."""

from __future__ import annotations

from collections.abc import Sequence

from tools.docs_pages.markdown import beside, code, page, plain, table

from dudao.facts.contract import (
    DerivedMetric,
    FieldSchema,
    TableSchema,
    catalogue_lines,
    derived_metrics,
    fields_of_file,
    key_fields,
    limits,
    stages,
    table_lines,
    table_schema,
)
from dudao.values.absence import State

ADDRESS = "docs/reference/datasets.md"
LEAD = """`--facts` 接一个文件夹或工作簿：每张表一个 CSV、Parquet 文件或一张工作表，以表的代号或中文名命名。列名可以写代号、中文名或表中所列的别名。`dudao data form -o 空表.xlsx` 生成空表，`dudao data check` 检查填好的数据。

`--facts` takes a folder or a workbook: a CSV or Parquet file or a sheet for each table, named by its id or Chinese label. A column may be headed by its id, its label or another name given here. `dudao data form` makes an empty form, `dudao data check` reads a filled one."""

STATES = {
    State.VALUE: ("数", "a number", "有数据", "there is a value"),
    State.ZERO: ("0", "0", "确实是零；空着不等于零", "it is zero indeed; blank is never zero"),
    State.NOT_COLLECTED: (
        "空着，或“未采集”",
        "blank, or `not_collected`",
        "没有统计；依据它的结论不完整",
        "not counted; what rests on it stays open",
    ),
    State.NOT_APPLICABLE: ("“不适用”", "`not_applicable`", "没有这回事", "it does not apply here"),
    State.WITHHELD: ("“不予公开”", "`withheld`", "有数据而不公开", "there is a value that is not shown"),
}
TYPES = {
    "count": "整数 count",
    "amount": "数额 amount",
    "rate": "比率 rate",
    "text": "文字 text",
    "date": "日期 date",
    "year": "年 year",
    "flag": "是否 flag",
    "code": "代码 code",
    "choice": "选择 choice",
    "period": "时期 period",
    "stage": "学段 stage",
}


def datasets_page() -> tuple[str, str]:
    """Address and content."""
    tables = [table_schema(name) for name in table_lines()]
    parts = [
        LEAD,
        "## 五种状态 · Five states of a cell",
        _states(),
        "## 各表 · Tables",
        table(
            ("表 Table", "名称 Label", "一行是什么 A row is"),
            [
                (f"[{each.id}](#{each.id})", beside(each.label_zh, each.label_en), beside(each.note_zh, each.note_en))
                for each in tables
            ],
        ),
    ]
    described: dict[str, str] = {}
    parts += ["### 数据表共有的列 · Columns of every dataset", _columns(tuple(key_fields().values()))]
    for each in tables:
        parts += _table(each, described)
    parts += [
        "## 学段 · Stages",
        _stages(),
        "## 推算的指标 · Measures that follow from others",
        "报告里常用、由上面各列算出的指标；数据中也可以直接给出公布的数。\n\n"
        "Used in reports and computed from the columns above; a published value may be given instead.",
        _derived(),
        "## 逻辑校验和经验校验 · Logic and experience checks",
        "逻辑校验必须成立，不成立的要改正；经验校验只提问，属实的不用改，也不影响任何得分。都写在 `checks.csv` 里。\n\n"
        "A logic check must hold; an experience check only asks and touches no score. All are declared in `checks.csv`.",
        _checks(),
        "## 可以核对的限值 · Limits that claims are held against",
        _limits(),
    ]
    return ADDRESS, page("已知数据 · Facts", *parts)


def _states() -> str:
    rows = []
    for state in State:
        zh, en, meaning_zh, meaning_en = STATES[state]
        rows.append((code(state.value), state.label_zh, f"{zh}<br>{en}", f"{meaning_zh}<br>{meaning_en}"))
    return table(("状态 State", "名称 Label", "怎么填 Entered as", "含义 Meaning"), rows)


def _table(schema: TableSchema, described: dict[str, str]) -> list[str]:
    """A table's section; columns that an earlier table has as well are not repeated."""
    keys = "、".join(code(key) for key in schema.keys)
    also = "、".join(plain(each) for each in schema.aliases)
    told = [text for text in (f"主键 keys: {keys}" if keys else "", f"也可叫 also: {also}" if also else "") if text]
    parts = [f'<a id="{schema.id}"></a>\n\n### `{schema.id}` {schema.label_zh} · {schema.label_en}', "；".join(told)]
    for name in table_lines()[schema.id]["fields"].split("|"):
        if name in described:
            parts.append(f"各列同 columns as in [{described[name]}](#{described[name]})")
        else:
            described[name] = schema.id
            parts.append(_columns(fields_of_file(name)))
    return parts


def _columns(fields: Sequence[FieldSchema]) -> str:
    """One line a column; columns that differ only in their stage share one, with `*` where the stage stands."""
    heads = ("列 Column", "名称 Label", "类型 Type", "单位 Unit", "别名与说明 Other names and notes")
    groups: dict[str, list[FieldSchema]] = {}
    for field in fields:
        in_stage = field.stage and field.id.endswith(f"_{field.stage}")
        groups.setdefault(f"{field.id.removesuffix(field.stage or '')}*" if in_stage else field.id, []).append(field)
    return table(heads, [_column(name, group) for name, group in groups.items()])


def _column(name: str, group: Sequence[FieldSchema]) -> tuple[str, ...]:
    field = group[0]
    many = name.endswith("*")
    stages_zh = "*: " + "、".join(code(each.stage) for each in group if each.stage) if many else ""
    other = "、".join(plain(word.lstrip("~").partition("@")[0]) for word in field.synonyms)
    notes = [text for text in (stages_zh, other, plain(field.note_zh), _choices(field)) if text]
    ids = "<br>".join(code(each) for each in ((name,) if many else (field.id, *field.aliases)))
    label = (
        beside(f"{field.label_zh}等", f"{field.label_en} and so on") if many else beside(field.label_zh, field.label_en)
    )
    return ids, label, TYPES[field.type], plain(field.unit or ""), "<br>".join(notes)


def _choices(field: FieldSchema) -> str:
    return "；".join(
        code(each[0]) if each[0] == each[1] else f"{code(each[0])} {plain('、'.join(each[1:]))}"
        for each in field.choices
    )


def _stages() -> str:
    rows = [
        (code(each.id), beside(each.label_zh, each.label_en), "、".join(code(part) for part in each.parts))
        for each in stages().values()
    ]
    return table(("学段 Stage", "名称 Label", "包括 Union of"), rows)


def _derived() -> str:
    """One line a measure; its stages stand together."""
    by_id: dict[str, list[DerivedMetric]] = {}
    for each in derived_metrics():
        by_id.setdefault(each.id, []).append(each)
    rows = []
    for name, group in by_id.items():
        in_stages = "、".join(code(each.stage) for each in group if each.stage)
        label = beside("、".join(each.label_zh for each in group), group[0].label_en if len(group) == 1 else name)
        rows.append((code(name), label, in_stages, plain(group[0].unit), plain(group[0].source)))
    return table(("指标 Measure", "名称 Label", "学段 Stages", "单位 Unit", "怎么算、出处 Definition and source"), rows)


def _checks() -> str:
    """One line a declared check."""
    kinds = {"logic": "逻辑 logic", "experience": "经验 experience"}
    signs = {"between": "∈", "within": "±", "peers": "×÷"}
    rows = [
        (
            code(line["id"]),
            kinds[line["kind"]],
            "、".join(code(name) for name in line["tables"].split("|")),
            code(f"{line['left']} {signs.get(line['operator'], line['operator'])} {line['right']}".replace("|", ", ")),
            beside(line["label_zh"], line["label_en"]),
        )
        for line in catalogue_lines("checks")
    ]
    return table(("校验 Check", "类别 Kind", "表 Tables", "条件 Condition", "说明 Meaning"), rows)


def _limits() -> str:
    rows = [
        (
            beside(each.label_zh, each.label_en),
            code(f"{each.left} {each.operator} {each.right}"),
            beside(each.authority_zh, each.authority_en),
            plain(each.status),
        )
        for group in limits().values()
        for each in group
    ]
    return table(("限值 Limit", "条件 Condition", "依据 Authority", "核实 Status"), rows)

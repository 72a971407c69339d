"""The front page of the reference."""

from __future__ import annotations

from tools.docs_pages.markdown import page, table

ADDRESS = "docs/reference/README.md"
PAGES = (
    (
        "rules/README.md",
        "规则",
        "Rules",
        "每条规则一页：说什么、为什么、依据、怎么办、例子",
        "a page for every rule, with cases",
    ),
    ("commands.md", "命令", "Commands", "命令、参数、退出码", "commands, options, exit codes"),
    ("settings.md", "设置", "Settings", "`dudao.toml` 的每个键", "every key of `dudao.toml`"),
    ("json.md", "JSON 输出", "JSON output", "给其他程序用的键", "the keys other programs may rely on"),
    ("datasets.md", "已知数据", "Facts", "各表各列、五种状态、限值", "tables, columns, states of a cell, limits"),
    ("schemes.md", "评价方案", "Schemes", "要点、必有章节、台账类别", "points, sections, ledger kinds"),
    ("formula.md", "公式", "Formulas", "方案中指标的公式怎么写", "the formula language of indicators"),
    ("lexicons.md", "词表", "Lexicons", "判断用语的词表", "the word lists"),
    ("instruments.md", "文件清单", "Instruments", "引用核对所依据的文件", "what citations are held against"),
    (
        "readers.md",
        "读取与上限",
        "Readers and limits",
        "能读的文件、时间与内存上限",
        "files, limits of time and memory",
    ),
    ("../glossary.md", "用语对照", "Glossary", "中英用语和代码里的名字", "terms in both languages and in the code"),
)


def contents_page() -> tuple[str, str]:
    """Address and content."""
    lead = (
        "查阅用的页面。除用语对照外都由 `make docs` 从代码和内容文件生成，过时会有测试失败。\n\n"
        "Pages to look things up. All but the glossary are made by `make docs`; a test fails when one is stale."
    )
    rows = [(f"[{zh} {en}]({address})", f"{about_zh}<br>{about_en}") for address, zh, en, about_zh, about_en in PAGES]
    return ADDRESS, page("参考 · Reference", lead, table(("页面 Page", "内容 Content"), rows))

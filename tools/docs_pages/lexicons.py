"""The word lists and tables that people of the field keep: what each is for, how many entries, its file."""

from __future__ import annotations

from pathlib import Path

from tools.docs_pages.markdown import page, plain, table

from dudao.schemes.lexicons import FOLDER, load_table, load_words

ADDRESS = "docs/reference/lexicons.md"
LEAD = """判断用语的词表，纯文本，一处维护。`.txt` 中词语以空格或换行分开，`#` 之后是说明；`.csv` 的第一行是表头。增加一个词不用改程序，跑一遍 `make test` 即可。

The lists of words by which texts are read. In a `.txt` file words stand between blanks or lines and a remark follows `#`; the first line of a `.csv` file is its heading. A new word changes no code; run `make test` after it."""


def lexicons_page() -> tuple[str, str]:
    """Address and content."""
    rows = [_row(file) for file in sorted(FOLDER.iterdir()) if file.suffix in (".txt", ".csv")]
    return ADDRESS, page("词表 · Lexicons", LEAD, table(("文件 File", "条数 Entries", "用途 Purpose"), rows))


def purpose_of(file: Path) -> str:
    """The remark at the head of a list; of a table without one, its columns."""
    lines = file.read_text("utf-8").splitlines()
    remarks = [line.lstrip("# ").strip() for line in lines if line.startswith("#")]
    if remarks:
        return remarks[0]
    return f"列 columns: {'、'.join(lines[0].split(','))}" if file.suffix == ".csv" else ""


def _row(file: Path) -> tuple[str, str, str]:
    count = len(load_words(file.stem)) if file.suffix == ".txt" else len(load_table(file.stem))
    link = f"[{file.name}](../../src/dudao/schemes/catalogue/lexicons/{file.name})"
    return link, str(count), plain(purpose_of(file))

"""The open data package: every figure of documents that everybody reads to the end, as a table with its description and licence.

MEDIA_ROOT/open-data/dudao-figures-2026-11-23.zip    figures.csv, datapackage.json, README.md
"""

from __future__ import annotations

import csv
import hashlib
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.discovery import policy
from dudao.web.discovery.citing import whole_address
from dudao.web.discovery.figure_files import BEGINS_A_FORMULA, page_of
from dudao.web.discovery.models import OpenPackage
from dudao.web.jobs.actions import start_job
from dudao.web.jobs.models import Job
from dudao.web.library.models import FoundFigure
from dudao.web.library.states import DocumentState, Tier

JOB = "discovery.open-data"
ASKED = declare("library.open-data-asked", _("生成开放数据包"))
FIELDS = (
    ("document", "string", "地址代码，文档页为 /library/d/<document>/ / code of the document"),
    ("title", "string", "文档标题 / title of the document"),
    ("place", "string", "地区 / place"),
    ("level", "string", "层级：nation, province, city, county, school"),
    ("document_year", "integer", "文档所报告的年度 / year that the document reports on"),
    ("metric", "string", "指标，按原文 / metric as printed"),
    ("period", "string", "期间，按原文 / period as printed"),
    ("year", "integer", "数字所属年度 / year of the figure"),
    ("text", "string", "数字及单位，按原文 / figure and unit as printed"),
    ("value", "number", "数值，未按单位换算 / value as printed, not multiplied out"),
    ("unit", "string", "单位，按原文 / unit as printed"),
    ("canonical", "number", "换算为基本单位的值 / value in the base unit"),
    ("state", "string", "agrees, differs, undecided, stated：与已公布数据核对的状态 / as compared with published data"),
    ("page", "integer", "页码，从 1 起 / page, from 1"),
    ("url", "string", "该页网址 / address of the page"),
)
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
README = """# {office} · 报告库数字开放数据包 / open data of the library's figures

{count} 个数字，来自 {documents} 份全文公开的文档；生成于 {made}。
{count} figures of {documents} documents that are open to everybody in full; made on {made}.

- `figures.csv`：UTF-8，逗号分隔，一行一个数字；各列含义见 `datapackage.json`。空单元格表示原文没有写明，不表示零。
  One row a figure; columns are described in `datapackage.json`. An empty cell was not stated; it is not zero.
- 数字由程序从原文读出，以原文为准；每行的 url 指向原文所在页。
  Read by machine; the document itself is what counts, and each row links to its page.
- 许可：本表（汇编）按 CC BY 4.0 提供，引用时注明“{office} 报告库”和日期；各文档的文字权利仍归原发布单位。
  Licence: the table (the compilation) is offered under CC BY 4.0; rights in the texts stay with those who issued them.
"""


@transaction.atomic
def ask_package(*, by: Acting, at: datetime) -> Job:
    """Have a new package made."""
    policy.may_make_package(by).require()
    record(ASKED, on="open data", by=by, at=at)
    return start_job(name=JOB, arguments={}, about=str(_("开放数据包")), by=by, at=at, key=JOB)


def folder() -> Path:
    """Where packages are kept."""
    return Path(settings.MEDIA_ROOT) / "open-data"


def open_figures() -> QuerySet[FoundFigure]:
    """Every figure of published documents of the public tier, with what is said of its document."""
    shelf = "rendition__listings__"
    rows = FoundFigure.objects.filter(
        **{f"{shelf}document__state": DocumentState.PUBLISHED, f"{shelf}document__tier": Tier.PUBLIC}
    )
    return rows.annotate(
        address=F(f"{shelf}address"),
        title=F(f"{shelf}document__title"),
        place=F(f"{shelf}place"),
        level=F(f"{shelf}level"),
        document_year=F(f"{shelf}year"),
    ).order_by("address", "number")


def write_package(tell: Callable[[int, int, str], None], at: datetime) -> OpenPackage:
    """Write the package and note it; one of the same content is noted once."""
    folder().mkdir(parents=True, exist_ok=True)
    rows = open_figures()
    total, documents = rows.count(), rows.order_by().values("rendition__listings").distinct().count()
    with tempfile.TemporaryDirectory(dir=folder()) as work:
        table = Path(work) / "figures.csv"
        _write_table(table, rows, total, tell)
        digest = hashlib.sha256(table.read_bytes()).hexdigest()
        made = timezone.localtime(at)
        said = {"office": settings.SITE.office, "count": total, "documents": documents, "made": made.date().isoformat()}
        name = f"dudao-figures-{made.date().isoformat()}-{digest[:8]}.zip"
        with zipfile.ZipFile(Path(work) / name, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(table, "figures.csv")
            archive.writestr(
                "datapackage.json", json.dumps(_described(table, digest, made), ensure_ascii=False, indent=2)
            )
            archive.writestr("README.md", README.format(**said))
        content = hashlib.sha256((Path(work) / name).read_bytes()).hexdigest()
        size = (Path(work) / name).stat().st_size
        (Path(work) / name).replace(folder() / name)
    fields = {"sha256": content, "size": size, "figures": total, "documents": documents, "made_at": at}
    return OpenPackage.objects.update_or_create(name=name, defaults=fields)[0]


def _write_table(path: Path, rows: QuerySet[FoundFigure], total: int, tell: Callable[[int, int, str], None]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([name for name, _kind, _about in FIELDS])
        for done, row in enumerate(_rows(rows)):
            writer.writerow(row)
            if done % 1000 == 0:
                tell(done, total, "")


def _rows(rows: QuerySet[FoundFigure]) -> Iterator[list[Any]]:
    each: Any
    for each in rows.iterator(chunk_size=2000):
        canonical = f"{each.canonical.normalize():f}" if each.canonical is not None else ""
        cells = (
            *(
                each.address,
                each.title,
                each.place,
                each.level,
                each.document_year,
                each.metric,
                each.period,
                each.year,
            ),
            *(each.text, f"{each.value.normalize():f}", each.unit, canonical, each.state, each.page),
            page_of(each.address, each.page),
        )
        yield [_plain(cell) for cell in cells]


def _plain(cell: Any) -> Any:
    if cell is None:
        return ""
    is_text = isinstance(cell, str) and cell.startswith(BEGINS_A_FORMULA) and not cell[1:2].isdigit()
    return f"'{cell}" if is_text else cell


def _described(table: Path, digest: str, made: datetime) -> dict[str, Any]:
    """The table as a Frictionless data package."""
    fields = [{"name": name, "type": kind, "description": about} for name, kind, about in FIELDS]
    return {
        "name": "dudao-figures",
        "title": f"{settings.SITE.office} 报告库数字",
        "homepage": whole_address("/library/"),
        "created": made.isoformat(),
        "licenses": [LICENCE],
        "resources": [
            {
                "name": "figures",
                "path": "figures.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": table.stat().st_size,
                "hash": f"sha256:{digest}",
                "schema": {"fields": fields, "missingValues": [""]},
            }
        ],
    }

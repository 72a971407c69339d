"""A report as plain text: one paragraph a line."""

from __future__ import annotations

from dudao.reports.draft.document import OfficialDocument

INDENT = "\u3000\u3000"


def render_plain(document: OfficialDocument) -> str:
    """The whole document; text and lower headings are indented by two full-width blanks."""
    lines = [document.title, "", *([f"{document.addressee}："] if document.addressee else [])]
    lines += [INDENT + part.text for part in document.parts]
    lines += _attachments(document)
    lines += ["", document.signatory, document.date]
    return "\n".join(lines).rstrip() + "\n"


def _attachments(document: OfficialDocument) -> list[str]:
    if not document.attachments:
        return []
    return ["", *(f"{INDENT}{line}" for line in attachment_lines(document.attachments))]


def attachment_lines(names: tuple[str, ...]) -> list[str]:
    """The attachment note: numbered where there are several, no mark after a name (GB/T 9704-2012, 7.3.4).

    >>> attachment_lines(("自评表",)), attachment_lines(("自评表", "数据表"))
    (['附件：自评表'], ['附件：1. 自评表', '\\u3000\\u3000\\u30002. 数据表'])
    """
    if len(names) == 1:
        return [f"附件：{names[0]}"]
    return [
        f"{'附件：' if number == 1 else INDENT + chr(0x3000)}{number}. {name}"
        for number, name in enumerate(names, start=1)
    ]

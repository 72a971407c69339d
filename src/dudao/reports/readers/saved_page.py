"""A page saved with its pictures in one file (MHTML): the page is taken out, the rest left."""

from __future__ import annotations

import email
from email.message import Message

from dudao.values.errors import UnreadableError


def page_in(content: bytes) -> tuple[bytes, str | None]:
    """The HTML part of a saved page, with the encoding its header declares; raises UnreadableError where there is none."""
    for part in email.message_from_bytes(content.lstrip()).walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            return _payload(part), part.get_content_charset()
    raise UnreadableError(
        "保存的网页文件中没有网页正文；请在浏览器中重新保存", "the saved page holds no page; save it again in a browser"
    )


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""

"""What a comment's text may be, and by what the same text is known again."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from dudao.web.policies import Refused
from dudao.web.voices.models import Comment

LEAST, LONGEST, MOST_LINKS = 2, 1000, 1
OWN_AGAIN, ALL_AGAIN, MOST_ALIKE = timedelta(days=30), timedelta(days=1), 3
LINK = re.compile(r"(?:https?://|www\.)", re.IGNORECASE)


def clean_text(text: str) -> str:
    """A text as it is kept: no control characters, no blanks at the ends, at most one empty line in a row.

    Raises:
        Refused: too short, too long, or with more links than are taken.
    """
    plain = "".join(each for each in text.replace("\r\n", "\n") if each == "\n" or each.isprintable())
    kept = re.sub(r"\n{3,}", "\n\n", plain).strip()
    if not LEAST <= len(kept) <= LONGEST:
        raise Refused(_("请写 2 至 1000 字。"))
    if len(LINK.findall(kept)) > MOST_LINKS:
        raise Refused(_("最多写一个网址。"))
    return kept


def digest_of(text: str) -> str:
    """The hash of a text without blanks, marks and differences of width and case.

    >>> digest_of("写得很好！") == digest_of(" 写 得 很好!!")
    True
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return hashlib.sha256("".join(each for each in folded if each.isalnum()).encode()).hexdigest()


def require_new(digest: str, *, document_id: int, author_id: UUID, at: datetime) -> None:
    """Refuse what the author has said of the document already, and what many say word for word within a day."""
    alike = Comment.objects.filter(digest=digest)
    if alike.filter(document_id=document_id, author_id=author_id, made_at__gt=at - OWN_AGAIN).exists():
        raise Refused(_("您已经发表过相同的评论。"))
    if alike.filter(made_at__gt=at - ALL_AGAIN).count() >= MOST_ALIKE:
        raise Refused(_("相同的内容已多次发表，请用自己的话写。"))

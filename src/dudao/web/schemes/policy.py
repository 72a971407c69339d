"""Who reads schemes, who sends and publishes them."""

from __future__ import annotations

from dudao.web.acting import Acting, Role
from dudao.web.policies import NOT_KNOWN, YES, Answer


def may_read_schemes(acting: Acting) -> Answer:
    """Everybody with a post: who is evaluated may read by what."""
    return YES if acting.is_known else NOT_KNOWN


def may_upload_schemes(acting: Acting) -> Answer:
    """Authors, supervising offices, operators."""
    return acting.must_be(Role.AUTHOR, Role.SUPERVISOR, Role.OPERATOR)


def may_publish_schemes(acting: Acting) -> Answer:
    """Supervising offices and operators: the author writes, the office answers for it."""
    return acting.must_be(Role.SUPERVISOR, Role.OPERATOR)

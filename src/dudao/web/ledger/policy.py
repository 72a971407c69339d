"""Who reads and keeps the ledger of a government."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting, Role
from dudao.web.policies import NOT_KNOWN, YES, Answer, first_no, no

KEEPERS = (Role.COORDINATOR, Role.REPORTER)


def may_read_ledger(acting: Acting) -> Answer:
    """Everybody with a post: of the own area, and of the government that the own department is part of."""
    if not acting.is_known:
        return NOT_KNOWN
    return YES if acting.area else no(_("您还没有岗位。"))


def may_keep_ledger(acting: Acting, path: str) -> Answer:
    """Write entries of a government: its coordinator, and reporters of its departments; not those above it."""
    is_own = path == acting.area or acting.area.startswith(path)
    return first_no(acting.must_be(*KEEPERS), YES if is_own and acting.area else no(_("只能登记本级政府的台账。")))

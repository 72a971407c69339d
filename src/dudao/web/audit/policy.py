"""Who may read what was done."""

from __future__ import annotations

from dudao.web.acting import Acting, Role
from dudao.web.policies import Answer


def may_read_audit(acting: Acting) -> Answer:
    """Operators read all; supervisors and coordinators what concerns bodies of their area."""
    return acting.must_be(Role.OPERATOR, Role.SUPERVISOR, Role.COORDINATOR)

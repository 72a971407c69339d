"""What people do at the report desk, one function a change; their names are declared beside them."""

from dudao.web.report_desk.actions.bindings import forget_word, say_of_binding
from dudao.web.report_desk.actions.copy import (
    add_part,
    change_front,
    change_part,
    discard_copy,
    remove_part,
    save_copy,
    start_copy,
)
from dudao.web.report_desk.actions.exceptions import ask_exception, decide_exception
from dudao.web.report_desk.actions.proposals import decide_proposal, propose_wording
from dudao.web.report_desk.actions.versions import (
    check_again,
    draft_report,
    renew_values,
    restore_version,
    settle_version,
    unsettle_version,
    upload_report,
)

__all__ = [
    "add_part",
    "ask_exception",
    "change_front",
    "change_part",
    "check_again",
    "decide_exception",
    "decide_proposal",
    "discard_copy",
    "draft_report",
    "forget_word",
    "propose_wording",
    "remove_part",
    "renew_values",
    "restore_version",
    "save_copy",
    "say_of_binding",
    "settle_version",
    "start_copy",
    "unsettle_version",
    "upload_report",
]

"""Everything that changes a submission; the only writers."""

from dudao.web.submissions.actions.agreeing import (
    agree_as_department,
    put_in_scan,
    return_as_department,
    return_as_leader,
    sign_submission,
    withdraw_submission,
)
from dudao.web.submissions.actions.freezing import Sealed, finish_sealing, freeze_submission
from dudao.web.submissions.actions.late import ask_late, decide_late, set_rules
from dudao.web.submissions.actions.sending import finish_packing, send_back_submission, send_submission
from dudao.web.submissions.actions.showing import answer_objection, end_notice, make_objection, publish_notice

__all__ = [
    "Sealed",
    "agree_as_department",
    "answer_objection",
    "ask_late",
    "decide_late",
    "end_notice",
    "finish_packing",
    "finish_sealing",
    "freeze_submission",
    "make_objection",
    "publish_notice",
    "put_in_scan",
    "return_as_department",
    "return_as_leader",
    "send_back_submission",
    "send_submission",
    "set_rules",
    "sign_submission",
    "withdraw_submission",
]

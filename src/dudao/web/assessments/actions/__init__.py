"""Everything that changes a self-assessment: points, vetoes, applications."""

from dudao.web.assessments.actions.applications import (
    apply_for_review,
    confirm_application,
    return_application,
    review_part,
    write_application,
)
from dudao.web.assessments.actions.gates import DECLARED, declare_gate
from dudao.web.assessments.actions.points import (
    ACCEPTED,
    RECALLED,
    RENEWED,
    RETURNED,
    SUBMITTED,
    WRITTEN,
    Conflict,
    Given,
    accept_point,
    recall_point,
    renew_figures,
    return_point,
    submit_point,
    write_point,
)

__all__ = [
    "ACCEPTED",
    "DECLARED",
    "RECALLED",
    "RENEWED",
    "RETURNED",
    "SUBMITTED",
    "WRITTEN",
    "Conflict",
    "Given",
    "accept_point",
    "apply_for_review",
    "confirm_application",
    "declare_gate",
    "recall_point",
    "renew_figures",
    "return_application",
    "return_point",
    "review_part",
    "submit_point",
    "write_application",
    "write_point",
]

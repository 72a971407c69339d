"""Everything that changes a self-assessment: points, vetoes, applications."""

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
    "declare_gate",
    "recall_point",
    "renew_figures",
    "return_point",
    "submit_point",
    "write_point",
]

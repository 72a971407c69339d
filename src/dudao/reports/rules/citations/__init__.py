"""Citations (CIT): the rules of the family, in the order of their codes."""

from __future__ import annotations

from dudao.reports.rules.citations import (
    cited_document_not_in_catalogue,
    cited_document_repealed,
    document_number_differs,
    document_number_malformed,
    document_title_incomplete,
    issued_after_event,
    one_document_two_titles,
    one_title_two_numbers,
    short_title_undefined,
    title_marks_nested,
    title_marks_not_closed,
)
from dudao.reports.rules.contract import Rule

RULES: tuple[Rule, ...] = (
    document_number_malformed.RULE,
    title_marks_not_closed.RULE,
    title_marks_nested.RULE,
    one_document_two_titles.RULE,
    one_title_two_numbers.RULE,
    issued_after_event.RULE,
    cited_document_repealed.RULE,
    cited_document_not_in_catalogue.RULE,
    document_title_incomplete.RULE,
    short_title_undefined.RULE,
    document_number_differs.RULE,
)

"""Names and posts (NAM): the rules of the family, in the order of their codes."""

from __future__ import annotations

from dudao.reports.rules.contract import Rule
from dudao.reports.rules.names import (
    another_places_name,
    body_named_two_ways,
    division_name_not_valid,
    level_differs_from_title,
    national_leader_in_local_post,
    one_name_in_two_posts,
    post_differs_from_list,
    year_differs_from_title,
)

RULES: tuple[Rule, ...] = (
    one_name_in_two_posts.RULE,
    post_differs_from_list.RULE,
    body_named_two_ways.RULE,
    another_places_name.RULE,
    division_name_not_valid.RULE,
    level_differs_from_title.RULE,
    year_differs_from_title.RULE,
    national_leader_in_local_post.RULE,
)

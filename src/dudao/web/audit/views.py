"""The list of what was done, and the check of the chain."""

from __future__ import annotations

from itertools import islice

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from dudao.web.audit.chain import breaks
from dudao.web.audit.contexts import EntryListPage
from dudao.web.audit.names import declared_actions
from dudao.web.audit.policy import may_read_audit
from dudao.web.audit.queries import entries_for
from dudao.web.pages.lists import leaf_of
from dudao.web.pages.requests import PersonRequest, known_only, render_page

ASKED = ("action", "person", "target")
MOST_BREAKS = 20


@require_GET
@known_only
def entry_list(request: PersonRequest) -> HttpResponse:
    """What was done in one's area; with `?check=1` the whole chain is checked too."""
    may_read_audit(request.acting).require()
    asked = {name: request.GET.get(name, "").strip() for name in ASKED}
    found = list(islice(breaks(), MOST_BREAKS)) if request.GET.get("check") else None
    leaf = leaf_of(request, entries_for(request.acting, **asked))
    return render_page(request, EntryListPage(leaf=leaf, actions=declared_actions(), asked=asked, breaks=found))

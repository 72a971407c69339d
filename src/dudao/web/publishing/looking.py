"""What an operator looks at first of the documents in a queue: asked of all of them at once, however many there are."""

from __future__ import annotations

from collections.abc import Sequence

from dudao.web.library.likeness import most_alike
from dudao.web.library.models import Document, Rendition, Version
from dudao.web.library.states import RenditionState
from dudao.web.publishing.contexts import Waiting
from dudao.web.publishing.exposures import exposures_in
from dudao.web.publishing.models import Judgement


def waiting_rows(documents: Sequence[Document]) -> list[Waiting]:
    """Documents of a queue with their newest version that was read, its open places, and how much of it is known already."""
    newest = _newest(documents)
    bare = _bare([each.rendition for each in newest.values()])
    rows = Judgement.objects.filter(document__in=documents, is_drawn=False)
    decided = set(rows.values_list("document_id", "sha256", "key"))
    alike = most_alike([each.rendition for each in newest.values()])
    found = []
    for document in documents:
        version = newest.get(document.pk)
        if version is None:
            found.append(Waiting(document, 0, 0, None))
            continue
        shown = version.rendition
        keys = [each.key for each in exposures_in(bare[shown.key].personal)]
        open_places = sum((document.pk, shown.sha256, key) not in decided for key in keys)
        found.append(Waiting(document, open_places, round(alike.get(shown.key, 0) * 100), version))
    return found


def _newest(documents: Sequence[Document]) -> dict[int, Version]:
    rows = Version.objects.filter(document__in=documents, rendition__state=RenditionState.READY)
    return {each.document_id: each for each in rows.select_related("rendition").order_by("number")}


def _bare(renditions: Sequence[Rendition]) -> dict[str, Rendition]:
    """What is shown of each file with nothing covered, by the key of what is shown of it now; itself where there is no other."""
    covered = [each.sha256 for each in renditions if each.redactions]
    same = Rendition.objects.filter(sha256__in=covered, state=RenditionState.READY).order_by("-made_at")
    bare = {(each.sha256, each.suffix): each for each in same if not each.redactions}
    return {each.key: bare.get((each.sha256, each.suffix), each) if each.redactions else each for each in renditions}

"""Evidence."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvidenceConfig(AppConfig):
    """The catalogue of evidence: files kept once by hash, named for the points they speak for."""

    name = "dudao.web.evidence"

    def ready(self) -> None:
        """Menu, workbench, board, where the stage is done, explanations."""
        from django.urls import reverse

        from dudao.web.evidence import actions, tasks  # noqa: F401 - declare the names of actions and jobs
        from dudao.web.evidence.models import CatalogueImport, EvidenceEntry
        from dudao.web.evidence.policy import may_keep_evidence
        from dudao.web.evidence.queries import addresses_of
        from dudao.web.evidence.standing import progress_of_evidence
        from dudao.web.evidence.waiting import still_missing, waiting
        from dudao.web.ledger.naming import add_evidence_source
        from dudao.web.pages.menu import Entry, add_entry
        from dudao.web.pages.todo import add_todo_source
        from dudao.web.posts.explain import explain
        from dudao.web.rounds.events import add_things
        from dudao.web.rounds.missing import add_missing_source
        from dudao.web.rounds.policy import may_read_rounds
        from dudao.web.rounds.progress import add_progress_source
        from dudao.web.rounds.states import StageKind
        from dudao.web.rounds.steps import add_step

        add_entry(Entry("evidence:catalogue-list", _("佐证材料"), "paperclip", "work", 30, may_read_rounds))
        add_todo_source("evidence", waiting)
        add_progress_source(StageKind.EVIDENCE, progress_of_evidence)
        add_evidence_source("evidence", addresses_of)
        add_things("evidence", lambda body: EvidenceEntry.objects.filter(evaluated=body))
        add_things("evidence-import", lambda body: CatalogueImport.objects.filter(evaluated=body))
        add_missing_source(StageKind.EVIDENCE, still_missing)
        add_step(
            StageKind.EVIDENCE, lambda body: reverse("evidence:entry-list", args=[body.round.address, body.body_id])
        )
        explain(_("查看佐证材料目录"), may_read_rounds)
        explain(_("办理佐证材料"), may_keep_evidence)

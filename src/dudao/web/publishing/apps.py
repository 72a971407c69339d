"""How a document gets into the library: upload, correction, redaction, review, publication from a round, withdrawal."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    """Uploads, redaction, review, withdrawal."""

    name = "dudao.web.publishing"

    def ready(self) -> None:
        """Menu, workbench, explanations, jobs; what keeps a document in; parts of the document's page."""
        from dudao.web.library.keeping import add_gate
        from dudao.web.library.panels import Panel, add_panel
        from dudao.web.library.policy import may_keep_library, may_upload
        from dudao.web.pages.menu import Entry, add_entry
        from dudao.web.pages.todo import add_todo_source
        from dudao.web.posts.explain import explain
        from dudao.web.publishing import (
            actions,  # noqa: F401 - declares the names of its actions
            panels,
            policy,
            privacy,
            tasks,  # noqa: F401 - declares its jobs
        )
        from dudao.web.publishing.waiting import queue_length, waiting

        add_entry(
            Entry("publishing:upload-new", _("上传报告"), "cloud-upload", "library", 20, may_upload, queue_length)
        )
        add_todo_source("publishing", waiting)
        add_gate("privacy", privacy.may_be_shown)
        add_panel(Panel("errata", "below", 10, "publishing/_errata.html", panels.errata_of))
        add_panel(Panel("round", "below", 20, "publishing/_round.html", panels.round_of))
        explain(_("上传文档到报告库"), policy.may_hand_in)
        explain(_("审核、公开、撤下报告库的文档"), may_keep_library)
        explain(_("从评价轮次公开自评报告"), policy.may_publish_rounds)

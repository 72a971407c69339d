"""The report desk."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportDeskConfig(AppConfig):
    """Drafting, checking, binding and comparing the self-assessment report."""

    name = "dudao.web.report_desk"

    def ready(self) -> None:
        """Menu, workbench, board, step of the round, explanations."""
        from dudao.web.acting import Role
        from dudao.web.datasets.deciding import on_change
        from dudao.web.evidence.changes import on_evidence_change
        from dudao.web.ledger.changes import on_ledger_change
        from dudao.web.pages.menu import Entry, add_entry
        from dudao.web.pages.todo import add_todo_source
        from dudao.web.posts.explain import explain
        from dudao.web.report_desk import actions, tasks  # noqa: F401 - declare the names of actions and jobs
        from dudao.web.report_desk.models import AcceptedRemark, Proposal
        from dudao.web.report_desk.policy import may_read_desk, may_read_desks
        from dudao.web.report_desk.waiting import desk_address, reports_written, waiting
        from dudao.web.rounds.events import add_things
        from dudao.web.rounds.progress import add_progress_source
        from dudao.web.rounds.states import StageKind
        from dudao.web.rounds.steps import add_step

        add_entry(Entry("report_desk:desk-list", _("自评报告"), "file-earmark-text", "work", 50, may_read_desks))
        add_todo_source("report_desk", waiting)
        add_progress_source(StageKind.REPORT, reports_written)
        add_step(StageKind.REPORT, desk_address, may_read_desk)
        on_ledger_change("report_desk", tasks.follow_change)
        on_evidence_change("report_desk", tasks.follow_evidence)
        on_change("report_desk", lambda version: tasks.follow_change(version.sheet.evaluated.body_id))
        add_things("exception", lambda body: AcceptedRemark.objects.filter(desk__evaluated=body))
        add_things("proposal", lambda body: Proposal.objects.filter(desk__evaluated=body))
        explain(_("查看本级政府的自评报告"), may_read_desks)
        explain(_("起草、上传、修改和定稿自评报告"), lambda acting: acting.must_be(Role.COORDINATOR))
        explain(_("确认报告数字的出处、申请例外"), lambda acting: acting.must_be(Role.COORDINATOR, Role.REPORTER))
        explain(_("同意把问题接受为例外"), lambda acting: acting.must_be(Role.COORDINATOR, Role.LEADER))

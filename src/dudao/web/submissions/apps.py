"""Signing and sending."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SubmissionsConfig(AppConfig):
    """Freezing a submission into a sealed bundle, approval, public notice, sending and receipt."""

    name = "dudao.web.submissions"

    def ready(self) -> None:
        """Menu, workbench, board, steps, explanations, jobs; and what the apps below ask."""
        from dudao.web.assessments.opening import add_opening
        from dudao.web.pages.menu import Entry, add_entry
        from dudao.web.pages.todo import add_todo_source
        from dudao.web.posts.explain import explain
        from dudao.web.report_desk.sending import add_sending_source
        from dudao.web.rounds.events import add_things
        from dudao.web.rounds.frozen import set_frozen_source
        from dudao.web.rounds.offers import Offer, add_offer
        from dudao.web.rounds.progress import add_progress_source
        from dudao.web.rounds.states import StageKind
        from dudao.web.rounds.steps import add_step
        from dudao.web.submissions import (
            actions,  # noqa: F401 - declares the names of its actions
            policy,
            queries,
            tasks,  # noqa: F401 - declares its jobs
        )
        from dudao.web.submissions.models import Submission
        from dudao.web.submissions.waiting import waiting

        add_entry(Entry("submissions:submission-list", _("审签报送"), "send", "round", 30, policy.may_read_submissions))
        add_todo_source("submissions", waiting)
        add_progress_source(StageKind.SIGNING, queries.signing_progress)
        add_progress_source(StageKind.NOTICE, queries.notice_progress)
        add_progress_source(StageKind.SUBMISSION, queries.sending_progress)
        for stage in (StageKind.SIGNING, StageKind.NOTICE, StageKind.SUBMISSION):
            add_step(stage, queries.page_of_body)
        set_frozen_source(queries.frozen_of)
        add_opening("submissions", queries.sent_of)
        add_sending_source("submissions", queries.sent_reports)
        add_things("submission", lambda body: Submission.objects.filter(evaluated=body))
        add_offer(Offer("submissions:rules-change", _("公示和报送规则"), "sliders", policy.may_set_rules))
        explain(_("查看报送件"), policy.may_read_submissions)
        explain(_("冻结和报送本级政府的材料"), policy.may_coordinate)
        explain(_("审签本级政府的报送件"), policy.may_lead)
        explain(_("接收、退回报送件，审批逾期报送"), policy.may_receive)

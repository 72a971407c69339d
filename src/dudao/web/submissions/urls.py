"""Addresses of signing and sending."""

from django.urls import path, re_path

from dudao.web.submissions.views import detail, listing, papers, public, receiving

app_name = "submissions"
VERSION = "v/<str:address>"
urlpatterns = [
    path("", listing.submission_list, name="submission-list"),
    path("notices/", public.notice_list, name="notice-list"),
    path("notices/<str:address>/", public.notice_detail, name="notice-detail"),
    path("objections/<str:objection>/", public.objection_state, name="objection-state"),
    path("check/", public.hash_check, name="hash-ask"),
    path("check/<str:digest>/", public.hash_check, name="hash-check"),
    path("rules/<str:round_address>/", receiving.rules_change, name="rules-change"),
    path("late/<int:request_id>/", receiving.late_decide, name="late-decide"),
    path(f"{VERSION}/", detail.submission_detail, name="submission-detail"),
    path(f"{VERSION}/department/", detail.department_decide, name="department-decide"),
    path(f"{VERSION}/leader/", detail.leader_decide, name="leader-decide"),
    path(f"{VERSION}/withdraw/", detail.withdraw, name="submission-withdraw"),
    path(f"{VERSION}/publish/", detail.publish, name="notice-begin"),
    path(f"{VERSION}/notice-end/", detail.notice_end, name="notice-end"),
    path(f"{VERSION}/send/", detail.send, name="submission-send"),
    path(f"{VERSION}/send-back/", receiving.send_back, name="submission-send-back"),
    path(f"{VERSION}/scan/", papers.scan_new, name="scan-new"),
    re_path(r"^v/(?P<address>\w+)/scan/(?P<which>file|preview)/$", papers.scan_file, name="scan-file"),
    path(f"{VERSION}/bundle/", receiving.bundle, name="bundle"),
    path(f"{VERSION}/verify/", receiving.verify, name="submission-verify"),
    path(f"{VERSION}/objections/", receiving.objection_list, name="objection-list"),
    path(f"{VERSION}/objections/<int:number>/", receiving.objection_answer, name="objection-answer"),
    re_path(r"^v/(?P<address>\w+)/(?P<kind>form|receipt)/$", papers.paper, name="paper"),
    re_path(r"^v/(?P<address>\w+)/(?P<kind>form|receipt)\.(?P<suffix>docx|pdf)$", papers.paper_file, name="paper-file"),
    path("<str:round_address>/<str:code>/", listing.body_detail, name="body-detail"),
    path("<str:round_address>/<str:code>/freeze/", listing.freeze, name="freeze"),
    path("<str:round_address>/<str:code>/late/", listing.late_ask, name="late-ask"),
]

"""Addresses of the report desk."""

from django.urls import path

from dudao.web.report_desk.views import checking, copy, desk, exceptions, versions

app_name = "report_desk"
BODY = "<str:address>/<str:code>/"
VERSION = BODY + "v/<int:number>/"
urlpatterns = [
    path("", desk.desk_list, name="desk-list"),
    path(BODY, desk.desk_detail, name="desk-detail"),
    path(BODY + "draft/", desk.report_draft, name="report-draft"),
    path(BODY + "upload/", desk.report_upload, name="report-upload"),
    path(BODY + "unsettle/", desk.report_unsettle, name="report-unsettle"),
    path(BODY + "compare/", versions.version_compare, name="version-compare"),
    path(BODY + "copy/", copy.copy_detail, name="copy-detail"),
    path(BODY + "copy/front/", copy.front_change, name="front-change"),
    path(BODY + "copy/save/", copy.copy_save, name="copy-save"),
    path(BODY + "copy/discard/", copy.copy_discard, name="copy-discard"),
    path(BODY + "copy/facts/", copy.fact_list, name="fact-list"),
    path(BODY + "copy/new/", copy.part_new, name="part-new"),
    path(BODY + "copy/part/<str:key>/", copy.part_change, name="part-change"),
    path(BODY + "copy/part/<str:key>/remove/", copy.part_remove, name="part-remove"),
    path(BODY + "copy/part/<str:key>/propose/", copy.wording_propose, name="wording-propose"),
    path("proposal/<str:proposal>/<str:move>/", copy.proposal_decide, name="proposal-decide"),
    path("exception/<str:exception>/<str:move>/", exceptions.exception_decide, name="exception-decide"),
    path(VERSION, checking.version_detail, name="version-detail"),
    path(VERSION + "check/", checking.version_check, name="version-check"),
    path(VERSION + "figure/<str:name>/", checking.figure_detail, name="figure-detail"),
    path(VERSION + "remark/<str:key>/", exceptions.remark_detail, name="remark-detail"),
    path(VERSION + "file/<str:kind>/", versions.version_download, name="version-download"),
    path(VERSION + "restore/", versions.version_restore, name="version-restore"),
    path(VERSION + "renew/", versions.version_renew, name="version-renew"),
    path(VERSION + "settle/", versions.version_settle, name="version-settle"),
    path(VERSION + "copy/", copy.copy_start, name="copy-start"),
]

"""Addresses of self-assessment: round, body, point."""

from django.urls import path

from dudao.web.assessments.views import applications, beside, points, table

app_name = "assessments"
ONE = "<str:address>/<str:code>/"
POINT = f"{ONE}point/<str:point>/"
urlpatterns = [
    path("", table.assessment_list, name="assessment-list"),
    path(ONE, table.assessment_table, name="assessment-table"),
    path(f"{ONE}gates/", table.gate_declare, name="gate-declare"),
    path(f"{ONE}export/<str:kind>/", table.table_export, name="table-export"),
    path(f"{ONE}trace/<str:indicator>/", beside.indicator_trace, name="indicator-trace"),
    path(f"{ONE}application/", applications.application_write, name="application-write"),
    path(f"{ONE}application/apply/", applications.application_apply, name="application-apply"),
    path(f"{ONE}application/export/<str:part>/", applications.application_export, name="application-export"),
    path(f"{ONE}review/", applications.review_write, name="review-write"),
    path(f"{ONE}review/<str:decision>/", applications.review_decide, name="review-decide"),
    path(POINT, points.point_write, name="point-write"),
    path(f"{POINT}checks/", beside.point_checks, name="point-checks"),
    path(f"{POINT}figures/", beside.figure_search, name="figure-search"),
    path(f"{POINT}renew/", beside.figures_renew, name="figures-renew"),
    path(f"{POINT}evidence/", beside.evidence_attach, name="evidence-attach"),
    path(f"{POINT}history/", beside.point_history, name="point-history"),
    path(f"{POINT}<str:move>/", points.point_move, name="point-move"),
]

"""Addresses of rounds."""

from django.urls import path

from dudao.web.rounds import views

app_name = "rounds"
urlpatterns = [
    path("", views.round_list, name="round-list"),
    path("new/", views.round_new, name="round-new"),
    path("calendar/<int:year>/", views.calendar_change, name="calendar-change"),
    path("<str:address>/", views.round_detail, name="round-detail"),
    path("<str:address>/change/", views.round_change, name="round-change"),
    path("<str:address>/notice/", views.round_notice, name="round-notice"),
    path("<str:address>/open/", views.round_open, name="round-open"),
    path("<str:address>/extend/", views.stage_extend, name="stage-extend"),
    path("<str:address>/remind/", views.stage_remind, name="stage-remind"),
    path("<str:address>/move/<str:move>/", views.round_move, name="round-move"),
    path("<str:address>/tasks/<str:code>/", views.task_list, name="task-list"),
    path("<str:address>/<str:code>/", views.body_detail, name="body-detail"),
]

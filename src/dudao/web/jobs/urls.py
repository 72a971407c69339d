"""Addresses of long work."""

from django.urls import path

from dudao.web.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.job_list, name="job-list"),
    path("<str:address>/", views.job_detail, name="job-detail"),
    path("<str:address>/progress/", views.job_progress, name="job-progress"),
    path("<str:address>/withdraw/", views.job_withdraw, name="job-withdraw"),
    path("<str:address>/again/", views.job_again, name="job-again"),
]

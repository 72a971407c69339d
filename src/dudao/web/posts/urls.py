"""Addresses of the workbench and of posts."""

from django.urls import path

from dudao.web.posts import views

app_name = "posts"
urlpatterns = [
    path("", views.workbench, name="workbench"),
    path("post/", views.post_switch, name="post-switch"),
    path("why/", views.explain, name="explain"),
]

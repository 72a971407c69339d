"""Addresses of bodies."""

from django.urls import path

from dudao.web.bodies import views

app_name = "bodies"
urlpatterns = [
    path("", views.body_list, name="body-list"),
    path("<str:code>/", views.body_detail, name="body-detail"),
]

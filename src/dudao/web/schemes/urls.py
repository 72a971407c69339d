"""Addresses of schemes; an edition is known by its name, `quality-balance/2017`."""

from django.urls import path

from dudao.web.schemes import views

app_name = "schemes"
urlpatterns = [
    path("", views.scheme_list, name="scheme-list"),
    path("shipped/", views.shipped_publish, name="shipped-publish"),
    path("sent/<uuid:upload_id>/", views.upload_detail, name="upload-detail"),
    path("sent/<uuid:upload_id>/publish/", views.upload_publish, name="upload-publish"),
    path("sent/<uuid:upload_id>/discard/", views.upload_discard, name="upload-discard"),
    path("edition/<path:name>/indicator/<str:code>/", views.indicator_detail, name="indicator-detail"),
    path("edition/<path:name>/", views.scheme_detail, name="scheme-detail"),
]

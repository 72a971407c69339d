"""Addresses of bodies."""

from django.urls import path

from dudao.web.bodies import views

app_name = "bodies"
urlpatterns = [
    path("", views.body_list, name="body-list"),
    path("export/", views.body_export, name="body-export"),
    path("import/", views.import_new, name="import-new"),
    path("import/<uuid:import_id>/", views.import_preview, name="import-preview"),
    path("<str:code>/", views.body_detail, name="body-detail"),
    path("<str:code>/<slug:change>/", views.body_change, name="body-change"),
]

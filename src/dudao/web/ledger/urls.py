"""Addresses of the ledger."""

from django.urls import path

from dudao.web.ledger import views

app_name = "ledger"
urlpatterns = [
    path("", views.entry_list, name="entry-list"),
    path("export/", views.entry_export, name="entry-export"),
    path("new/", views.entry_new, name="entry-new"),
    path("import/", views.import_new, name="import-new"),
    path("import/<str:address>/", views.import_detail, name="import-detail"),
    path("<str:address>/", views.entry_detail, name="entry-detail"),
    path("<str:address>/change/", views.entry_change, name="entry-change"),
    path("<str:address>/remove/", views.entry_remove, name="entry-remove"),
    path("<str:address>/restore/", views.entry_restore, name="entry-restore"),
]

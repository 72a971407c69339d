"""Addresses of evidence."""

from django.urls import path

from dudao.web.evidence.views import catalogue, entries, files, several, tables, upload

app_name = "evidence"
OF = "<str:address>/<str:code>/"
urlpatterns = [
    path("", catalogue.catalogue_list, name="catalogue-list"),
    path(OF, catalogue.entry_list, name="entry-list"),
    path(f"{OF}points/", catalogue.point_list, name="point-list"),
    path(f"{OF}search/", catalogue.search, name="search"),
    path(f"{OF}removed/", catalogue.entry_removed, name="entry-removed"),
    path(f"{OF}upload/", upload.upload, name="file-upload"),
    path(f"{OF}export/", tables.entry_export, name="entry-export"),
    path(f"{OF}document/", tables.entry_document, name="entry-document"),
    path(f"{OF}import/", tables.import_new, name="import-new"),
    path(f"{OF}import/<str:table>/", tables.import_detail, name="import-detail"),
    path(f"{OF}judge/", several.entry_judge, name="entry-judge"),
    path(f"{OF}bulk/", several.entry_bulk, name="entry-bulk"),
    path(f"{OF}<str:entry>/", entries.entry_detail, name="entry-detail"),
    path(f"{OF}<str:entry>/change/", entries.entry_change, name="entry-change"),
    path(f"{OF}<str:entry>/replace/", entries.file_replace, name="file-replace"),
    path(f"{OF}<str:entry>/remove/", entries.entry_remove, name="entry-remove"),
    path(f"{OF}<str:entry>/restore/", entries.entry_restore, name="entry-restore"),
    path(f"{OF}<str:entry>/file/<int:version>/", files.file_download, name="file-download"),
    path(f"{OF}<str:entry>/page/<int:number>/", files.page_picture, name="page-picture"),
]

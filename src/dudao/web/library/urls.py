"""Addresses of this app."""

from django.urls import path

from dudao.web.library.views import comparing, documents, downloads, pages, posters

app_name = "library"
urlpatterns = [
    path("language/", documents.language_choose, name="language-choose"),
    path("d/<str:address>/", documents.document_detail, name="document-detail"),
    path("d/<str:address>/part/<slug:name>/", documents.document_panel, name="document-panel"),
    path("d/<str:address>/figures/", documents.figure_list, name="figure-list"),
    path("d/<str:address>/compare/", comparing.compare_choose, name="compare-choose"),
    path("d/<str:address>/compare/<str:other>/", comparing.compare_detail, name="compare-detail"),
    path("d/<str:address>/poster/", posters.document_poster, name="document-poster"),
    path("d/<str:address>/poster/<slug:size>.png", posters.poster_picture, name="poster-picture"),
    path("d/<str:address>/download/<slug:kind>/", downloads.document_download, name="document-download"),
    path("d/<str:address>/p/<int:number>.webp", pages.page_picture, name="page-picture"),
    path("d/<str:address>/p/<int:number>-small.webp", pages.page_thumbnail, name="page-thumbnail"),
    path("d/<str:address>/p/<int:number>/", pages.page_text, name="page-text"),
    path("d/<str:address>/p/<int:number>/sheet/", pages.page_sheet, name="page-sheet"),
]

"""Addresses of this app."""

from django.urls import path

from dudao.web.library.views import documents, pages

app_name = "library"
urlpatterns = [
    path("language/", documents.language_choose, name="language-choose"),
    path("d/<str:address>/", documents.document_detail, name="document-detail"),
    path("d/<str:address>/part/<slug:name>/", documents.document_panel, name="document-panel"),
    path("d/<str:address>/figures/", documents.figure_list, name="figure-list"),
    path("d/<str:address>/p/<int:number>.webp", pages.page_picture, name="page-picture"),
    path("d/<str:address>/p/<int:number>-small.webp", pages.page_thumbnail, name="page-thumbnail"),
    path("d/<str:address>/p/<int:number>/", pages.page_text, name="page-text"),
    path("d/<str:address>/p/<int:number>/sheet/", pages.page_sheet, name="page-sheet"),
]

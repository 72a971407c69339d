"""Addresses of this app."""

from django.urls import path

from dudao.web.discovery.views import listing

app_name = "discovery"
urlpatterns = [
    path("", listing.document_list, name="document-list"),
    path("count/", listing.document_count, name="document-count"),
]

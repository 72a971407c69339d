"""Addresses of this app."""

from django.urls import path, re_path

from dudao.web.discovery.views import figures, given_out, helping, listing

app_name = "discovery"
urlpatterns = [
    path("", listing.document_list, name="document-list"),
    path("numbers/", listing.document_numbers, name="document-numbers"),
    path("on/", listing.search_on, name="search-on"),
    path("suggest/", helping.suggest, name="suggest"),
    path("feed.atom", given_out.feed, name="feed"),
    path("search.json", given_out.search_data, name="search-data"),
    re_path(r"^cite/(?P<address>\w+)\.(?P<suffix>bib|txt)$", given_out.citation_file, name="citation-file"),
    path("figures/", figures.figure_list, name="figure-list"),
    re_path(r"^figures\.(?P<suffix>csv|xlsx)$", figures.figure_file, name="figure-file"),
    path("searches/", helping.saved_list, name="saved-list"),
    path("searches/<int:number>/drop/", helping.saved_drop, name="saved-drop"),
    path("open-data/", helping.open_data_list, name="open-data"),
    path("open-data/<str:name>", helping.open_data_file, name="open-data-file"),
]

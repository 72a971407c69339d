"""Addresses of a reader's own side."""

from django.urls import path

from dudao.web.readers.views import membership, own

app_name = "readers"
urlpatterns = [
    path("", own.notice_list, name="notice-list"),
    path("notices/<int:number>/open/", own.notice_open, name="notice-open"),
    path("favourites/", own.favourite_list, name="favourite-list"),
    path("favourites/<str:address>/switch/", own.favourite_switch, name="favourite-switch"),
    path("history/", own.history, name="history"),
    path("history/<str:address>/visit/", own.visit, name="visit"),
    path("uploads/", own.upload_list, name="upload-list"),
    path("choices/", own.choices, name="choices"),
    path("choices/export/", own.export, name="export"),
    path("choices/forget/", own.forget, name="forget"),
    path("membership/", membership.membership, name="membership"),
    path("members/", membership.member_list, name="member-list"),
    path("members/<int:number>/end/", membership.membership_end, name="membership-end"),
    path("codes/", membership.code_list, name="code-list"),
    path("codes/<str:address>/void/", membership.codes_void, name="codes-void"),
]

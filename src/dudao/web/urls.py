"""All addresses of the site."""

from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path

from dudao.web.discovery.sitemaps import DocumentPages
from dudao.web.discovery.views.given_out import robots
from dudao.web.discovery.views.listing import home

PAGES = {"sitemaps": {"documents": DocumentPages}}

urlpatterns = [
    path("", home, name="home"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemaps.index, PAGES | {"sitemap_url_name": "sitemap-part"}, name="sitemap"),
    path("sitemap-<section>.xml", sitemaps.sitemap, PAGES, name="sitemap-part"),
    path("desk/", include("dudao.web.posts.urls")),
    path("account/", include("dudao.web.accounts.urls")),
    path("people/", include("dudao.web.people.urls")),
    path("bodies/", include("dudao.web.bodies.urls")),
    path("ledger/", include("dudao.web.ledger.urls")),
    path("rounds/", include("dudao.web.rounds.urls")),
    path("jobs/", include("dudao.web.jobs.urls")),
    path("data/", include("dudao.web.datasets.urls")),
    path("evidence/", include("dudao.web.evidence.urls")),
    path("self-assessment/", include("dudao.web.assessments.urls")),
    path("report/", include("dudao.web.report_desk.urls")),
    path("submissions/", include("dudao.web.submissions.urls")),
    path("library/", include("dudao.web.library.urls")),
    path("library/mine/", include("dudao.web.readers.urls")),
    path("library/voices/", include("dudao.web.voices.urls")),
    path("library/keep/", include("dudao.web.publishing.urls")),
    path("library/", include("dudao.web.discovery.urls")),
    path("api/", include("dudao.web.api.urls")),
    path("schemes/", include("dudao.web.schemes.urls")),
    path("audit/", include("dudao.web.audit.urls")),
    path("language/", include("django.conf.urls.i18n")),
]

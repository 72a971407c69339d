"""The apps that keep their own tables of addresses and actions (`on_stage.py` beside their tests)."""

from tests.web.api import on_stage as api
from tests.web.assessments import on_stage as assessments
from tests.web.datasets import on_stage as datasets
from tests.web.discovery import on_stage as discovery
from tests.web.evidence import on_stage as evidence
from tests.web.jobs import on_stage as jobs
from tests.web.library import on_stage as library
from tests.web.publishing import on_stage as publishing
from tests.web.readers import on_stage as readers
from tests.web.report_desk import on_stage as report_desk
from tests.web.submissions import on_stage as submissions
from tests.web.voices import on_stage as voices

APPS = (
    *(api, assessments, datasets, discovery, evidence, jobs, library),
    *(publishing, readers, report_desk, submissions, voices),
)

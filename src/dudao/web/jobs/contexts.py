"""What the pages of long work show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from dudao.web.jobs.models import Job
from dudao.web.pages.lists import Leaf
from dudao.web.policies import Answer


@dataclass(frozen=True, slots=True)
class JobListPage:
    """One's own jobs."""

    template: ClassVar[str] = "jobs/job_list.html"
    leaf: Leaf = field(metadata={"help": "jobs, newest first"})
    is_moving: bool = field(metadata={"help": "whether one of them waits or runs, so that the list asks again"})
    shows_people: bool = field(metadata={"help": "whether jobs of several people are shown"})


@dataclass(frozen=True, slots=True)
class JobDetailPage:
    """One job: how far it is, how it ended."""

    template: ClassVar[str] = "jobs/job_detail.html"
    job: Job = field(metadata={"help": "the job"})
    steer: Answer = field(metadata={"help": "whether the person may withdraw it or have it run again"})


@dataclass(frozen=True, slots=True)
class JobProgressPart:
    """The part of a page that shows a job's progress and asks again until it has ended."""

    template: ClassVar[str] = "jobs/_progress.html"
    job: Job = field(metadata={"help": "the job"})

"""Jobs, notices, and what the workers say of themselves."""

from sulis_web.jobs.models.job import Job, JobState
from sulis_web.jobs.models.notice import Notice, NoticeState
from sulis_web.jobs.models.worker import FellDue, Worker

__all__ = ["FellDue", "Job", "JobState", "Notice", "NoticeState", "Worker"]

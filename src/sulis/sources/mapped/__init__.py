"""Running a mapping: a file of any layout that one describes, as rows of a table. Shared by every publisher."""

from sulis.sources.mapped.dry_run import DryRun, dry_run
from sulis.sources.mapped.offer import offer

__all__ = ["DryRun", "dry_run", "offer"]

"""What is written of the plan: what its files bring, and what people do about it."""

from sulis_web.plan.operations.loading import load_files

__all__ = ["load_files"]

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from sulis_web.records import operations


class Command(BaseCommand):
    help = "Clear the one-time keys of forms that are older than a day."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{operations.forget_keys(at=timezone.now())} keys cleared")

"""Every test of the application has a home of its own."""

import django

django.setup()  # before the test modules are read: some name the application's own at their head

from tests.support.served import analyst, home, partnership, prepared, run, static_files  # noqa: E402

__all__ = ["analyst", "home", "partnership", "prepared", "run", "static_files"]

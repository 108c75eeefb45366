"""Components are drawn by Django's templates."""

import django

django.setup()  # before the test modules are read: some name the application's own at their head

from tests.support.served import home, partnership, static_files  # noqa: E402

__all__ = ["home", "partnership", "static_files"]

"""PostgreSQL for whichever test asks: one server for each process that tests."""

from tests.support.postgres import kept_database, new_database, server

__all__ = ["kept_database", "new_database", "server"]

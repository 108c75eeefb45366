"""PostgreSQL for whichever test asks: one server for each process that tests."""

from tests.support.postgres import new_database, server

__all__ = ["new_database", "server"]

"""Queries that refuse to run until they are told for whom.

A guarded model's ``objects`` gives querysets that may be narrowed, ordered and joined freely, but that read or write
nothing before ``visible_to(who)`` or ``unscoped("why")`` is called. What Django itself asks for (a foreign key followed
from a row that was allowed) goes by the base manager and is not held up.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models

_EVERY_ROW: ContextVar[bool] = ContextVar("every_row", default=False)


@contextmanager
def every_row() -> Iterator[None]:
    """For Django's own check that a value is taken once: it looks at every row and gives away none but that one is there."""
    before = _EVERY_ROW.set(True)
    try:
        yield
    finally:
        _EVERY_ROW.reset(before)


class Unscoped(RuntimeError):
    """A query of guarded records that named nobody. It is a fault of ours, never of the reader."""


class NeverDeleted(RuntimeError):
    """A plan-like record is retired with a reason and stays readable. It is never deleted."""


class GuardedQuerySet(models.QuerySet):
    """Subclasses say in ``_narrowed`` which rows somebody may see."""

    _scope: str = ""

    def visible_to(self, who: Any) -> GuardedQuerySet:
        """The rows that this person may see now."""
        narrowed = self._narrowed(who)
        narrowed._scope = "person"
        return narrowed

    def unscoped(self, reason: str) -> GuardedQuerySet:
        """Every row, for work of the application's own; ``reason`` says which, to whoever reads the code."""
        if not reason:
            raise Unscoped(f"{self.model.__name__}: an unscoped query gives its reason")
        every = self._chain()
        every._scope = reason
        return every

    def _narrowed(self, who: Any) -> GuardedQuerySet:
        raise NotImplementedError(f"{type(self).__name__} does not say who may see what")

    def _checked(self) -> None:
        if not self._scope and not _EVERY_ROW.get():
            raise Unscoped(f"{self.model.__name__}: call visible_to(who) or unscoped(reason) before reading")

    def _checked_with(self, other: Any) -> None:
        """Rows of an unscoped query do not slip in beside rows that somebody may see."""
        if self._scope and isinstance(other, GuardedQuerySet):
            other._checked()

    def _clone(self) -> GuardedQuerySet:
        clone = super()._clone()
        clone._scope = self._scope
        return clone

    # Everything that reaches the database without passing through _fetch_all.
    def _fetch_all(self) -> None:
        self._checked()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Iterator[Any]:
        self._checked()
        return super().iterator(*args, **kwargs)

    def count(self) -> int:
        self._checked()
        return super().count()

    def exists(self) -> bool:
        self._checked()
        return super().exists()

    def contains(self, obj: models.Model) -> bool:
        self._checked()
        return super().contains(obj)

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._checked()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self._checked()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._checked()
        if hasattr(self.model, "kept"):
            raise NeverDeleted(f"{self.model.__name__} is retired with a reason, not deleted")
        return super().delete()

    def raw(self, *args: Any, **kwargs: Any) -> Any:
        self._checked()
        return super().raw(*args, **kwargs)

    def explain(self, *args: Any, **kwargs: Any) -> str:
        self._checked()
        return super().explain(*args, **kwargs)

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        """As the inner query of another: what that one finds would tell what this one holds."""
        self._checked()
        return super().resolve_expression(*args, **kwargs)

    def __and__(self, other: Any) -> Any:
        self._checked_with(other)
        return super().__and__(other)

    def __or__(self, other: Any) -> Any:
        self._checked_with(other)
        return super().__or__(other)

    def _combinator_query(self, combinator: str, *other_qs: Any, all: bool = False) -> Any:
        for other in other_qs:
            self._checked_with(other)
        return super()._combinator_query(combinator, *other_qs, all=all)

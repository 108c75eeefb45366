"""Every view names who may come: `permit` an action, `own` business of anybody signed in, or `public`.

A view that names nobody answers "not found" to everybody, and a test fails.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from sulis_web.partnership.actions import Action

View = TypeVar("View", bound=Callable[..., Any])
PUBLIC = "public"
OWN = "own"
TOKEN = "token"  # nosec B105
Door = Action | str


def permit(action: Action) -> Callable[[View], View]:
    """Open to those whose role gives the action for some record; the view decides about the one at hand."""
    return _marked(action)


def public(view: View) -> View:
    """Open to anybody; the page reads no sign-in."""
    return _marked(PUBLIC)(view)


def own(view: View) -> View:
    """Open to anybody who has signed in, whatever their role, about themselves: to choose, to confirm, to leave."""
    return _marked(OWN)(view)


def by_token(view: View) -> View:
    """An operation of the interface for programs: it reads no sign-in, and asks for a token itself where it needs one."""
    return _marked(TOKEN)(view)


def door_of(view: Any) -> Door | None:
    """What the view named; None when it named nothing."""
    return getattr(view, "door", None) or getattr(getattr(view, "view_class", None), "door", None)


def _marked(door: Door) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.door = door  # type: ignore[attr-defined]
        view.login_required = door not in {PUBLIC, TOKEN}  # type: ignore[attr-defined]
        return view

    return mark

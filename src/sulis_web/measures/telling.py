"""What a measure says in a line, wherever it is told: on its page, in a list, in a paper."""

from __future__ import annotations

from sulis_web.design.dates import day
from sulis_web.measures.measured import Measured, Promises

HELD_BACK = "Its figures come from records that are not open data, so they are not shown here."


def line_of(found: Measured) -> str:
    """The newest that it says with its interval, or what is awaited."""
    from sulis.publish.measured import in_one_line

    if found.promises is not None:
        return promises_words(found.promises)[0]
    if found.finding is not None:
        return nothing_words(found) if found.finding.held_back else found.finding.sentences[0]
    if found.own is not None:
        return in_one_line(found.recipe, found.own)
    if found.recipe.awaited and not found.held_back:
        return f"Awaited: {awaited_words(found)}"
    return nothing_words(found)


def nothing_words(found: Measured) -> str:
    if found.held_back:
        return HELD_BACK
    return f"Nothing{' for this area' if found.wider else ''} yet: no figure of it is held."


def awaited_words(found: Measured) -> str:
    recipe = found.recipe
    until = f", by {day(recipe.awaited_by)}" if recipe.awaited_by else ""
    return f"{recipe.awaited.rstrip('.')}: from {recipe.awaited_from}{until}."


def promises_words(held: Promises | None) -> tuple[str, ...]:
    if held is None or not held.due:
        return ("No action of the plan was due by today, so there is nothing to count yet.",)
    many = "action that was" if held.due == 1 else "actions that were"
    told = f"Of {held.due} {many} due by {day(held.on)}: {held.done} done, {held.late} late, {held.stopped} stopped."
    return (told, "This is a complete count of the plan’s own actions as they stand, so no interval stands around it.")

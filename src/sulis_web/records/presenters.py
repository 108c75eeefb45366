"""A record's history as a timeline, and two edits of it side by side with the form that settles them."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.forms.boundfield import BoundField

from sulis_web.design.histories import Change, Compared, Comparison, Happening
from sulis_web.records import queries
from sulis_web.records.conflicts import Conflict
from sulis_web.records.models import Revision, Versioned, What
from sulis_web.records.once import once_key
from sulis_web.records.words import label, words

Names = Callable[[Iterable[str]], Mapping[str, str]]
ACTORS = {
    "files": "the partnership’s reviewed files",
    "system": "the application itself",
    "link": "somebody who answered by a link",
}
SOMEBODY = "somebody who is no longer named here"


@dataclass(frozen=True, slots=True)
class Raw:
    """A hidden input: a name and what it carries."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Disputed:
    """One field to settle: what is carried for either side, the input for a third answer, and what is chosen already."""

    name: str
    label: str
    theirs: str
    mine: str
    carried: tuple[Raw, ...]
    third: BoundField
    chosen: str  # "theirs", "mine" or nothing


@dataclass(frozen=True, slots=True)
class ConflictPage:
    title: str
    comparison: Comparison
    disputed: tuple[Disputed, ...]
    carried: tuple[Raw, ...]
    retired: bool
    action: str
    cancel: str


def timeline(
    record: Versioned, *, names: Names | None = None, labels: Mapping[str, str] | None = None
) -> tuple[Happening, ...]:
    """A record's history for `{% timeline %}`, newest first.

    ``names`` gives people's names for their public ids; ``labels`` what fields are called where the model's own name is
    not what people read.
    """
    revisions = queries.history(record)
    known = _named(revisions, names)
    return tuple(_happening(type(record), revision, known, labels or {}) for revision in revisions)


def conflict_page(
    form: BaseForm, conflict: Conflict, *, title: str, action: str, cancel: str, names: Names | None
) -> ConflictPage:
    rows = {name: _compared(form, conflict, name) for name in form.fields if name in conflict.mine}
    open_ones = [name for name, row in rows.items() if row.theirs != row.yours]
    last = conflict.since[0] if conflict.since else None
    return ConflictPage(
        title=title or str(conflict.record),
        comparison=Comparison(
            rows=tuple(rows.values()),
            they=_named([last], names).get(last.by, SOMEBODY) if last else SOMEBODY,
            at=last.at if last else None,
        ),
        disputed=tuple(_disputed(form, conflict, name, rows[name]) for name in open_ones),
        carried=tuple(_carried(form, conflict, open_ones)),
        retired=conflict.record.is_retired,
        action=action,
        cancel=cancel,
    )


def _happening(
    model: type[Versioned], revision: Revision, known: Mapping[str, str], labels: Mapping[str, str]
) -> Happening:
    changed = () if revision.what == What.CREATED else tuple(_changes(model, revision, labels))
    return Happening(
        when=revision.at,
        who=known.get(revision.by, SOMEBODY),
        what=What(revision.what).label,
        changes=changed,
        reason=revision.reason,
    )


def _changes(model: type[Versioned], revision: Revision, labels: Mapping[str, str]) -> Iterator[Change]:
    """In the record's own order. A field that the model no longer has is told under the name that it had."""
    held = {field.name for field in model._meta.fields}
    for name in sorted(revision.after, key=lambda each: model.kept.index(each) if each in model.kept else 99):
        sides = [side.get(name) for side in (revision.before, revision.after)]
        if name in held:
            yield Change(labels.get(name) or label(model, name), *(words(model, name, side) for side in sides))
        else:
            yield Change(name.replace("_", " ").capitalize(), *("" if side is None else str(side) for side in sides))


def _named(revisions: Iterable[Revision | None], names: Names | None) -> dict[str, str]:
    ids = {revision.by for revision in revisions if revision is not None}
    plain = {each: each for each in ids if each.startswith("command line")}
    people = ids - plain.keys() - ACTORS.keys()
    return ACTORS | plain | (dict(names(people)) if names and people else {})


def _compared(form: BaseForm, conflict: Conflict, name: str) -> Compared:
    model = type(conflict.record)
    said = [words(model, name, side[name]) for side in (conflict.base, conflict.theirs, conflict.mine)]
    return Compared(str(form.fields[name].label or label(model, name)), *said)


def _disputed(form: BaseForm, conflict: Conflict, name: str, row: Compared) -> Disputed:
    theirs = _filled(form, f"theirs.{name}", {name: getattr(conflict.record, name)})
    mine = _filled(form, f"mine.{name}", form.cleaned_data)
    third = _filled(form, f"third.{name}", form.cleaned_data)
    chosen = "mine" if row.theirs == row.was else "theirs" if row.yours == row.was else ""
    carried = (*_raw(theirs[name]), *_raw(mine[name]))
    return Disputed(name, row.label, row.theirs, row.yours, carried, third[name], chosen)


def _carried(form: BaseForm, conflict: Conflict, open_ones: list[str]) -> Iterator[Raw]:
    """What goes on as it is: fields that nobody disputes, a new one-time key, the version now and the one first seen."""
    plain = _filled(form, None, form.cleaned_data)
    for name in form.fields:
        if name not in {*open_ones, "once", "version"}:
            yield from _raw(plain[name])
    yield Raw("once", once_key())
    yield Raw("version", str(conflict.record.version))
    yield Raw("was", str(conflict.seen_version))
    yield from (Raw("disputed", name) for name in open_ones)


def _filled(form: BaseForm, prefix: str | None, values: Mapping[str, Any]) -> Any:
    """The same form, asked again with other values and under other names."""
    again = copy.copy(form)
    again.prefix, again.initial = prefix, dict(values)
    again.is_bound, again._bound_fields_cache, again._errors = False, {}, None
    return again


def _raw(bound: BoundField) -> Iterator[Raw]:
    """What a browser would send for an input as it stands."""
    context = bound.field.widget.get_context(bound.html_name, bound.value(), {})
    yield from (Raw(box["name"], str(box["value"])) for box in context.get("boxes", ()))
    if "boxes" not in context:
        yield from _sent(context["widget"])


def _sent(widget: Mapping[str, Any]) -> Iterator[Raw]:
    if "subwidgets" in widget:
        for part in widget["subwidgets"]:
            yield from _sent(part)
    elif "optgroups" in widget:
        for _group, options, _place in widget["optgroups"]:
            yield from (Raw(each["name"], str(each["value"])) for each in options if each["selected"])
    elif widget.get("type") == "checkbox":
        if widget["attrs"].get("checked"):
            yield Raw(widget["name"], str(widget["value"] or "on"))
    elif widget["value"] is not None:
        yield Raw(widget["name"], str(widget["value"]))

"""The log: what happened and where to look, and nothing about anyone.

A line in JSON holds the fields below and no others, whatever a library hands over. Messages are not among them: they carry
addresses, names and values of rows. An error is told by its kind and the line of code that it came from.
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from sulis_web.config.environment import LogForm
from sulis_web.config.requests import current

FIELDS = (
    "time",
    "level",
    "event",
    "request",
    "status",
    "milliseconds",
    "route",
    "method",
    "check",
    "error",
    "where",
    "job",
)
_EXTRAS = ("status", "milliseconds", "route", "method", "check", "job")
_OURS = "sulis"  # loggers whose message is one of our own words, and so is an event's name
_PACKAGES = Path(__file__).resolve().parents[2]


class OnlyListed(logging.Filter):
    """Puts what may be told into ``record.told`` and takes the message away, so that no formatter can tell more."""

    def filter(self, record: logging.LogRecord) -> bool:
        own = record.name.startswith(f"{_OURS}.") and not record.args
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": str(record.msg) if own else record.name,
            "request": current.get() or getattr(getattr(record, "request", None), "request_id", None),
            **{name: getattr(record, name) for name in _EXTRAS if own and hasattr(record, name)},
        }  # fmt: skip
        if record.exc_info and record.exc_info[0]:
            told |= {"error": record.exc_info[0].__name__, "where": _where(record.exc_info[2])}
        if not own and isinstance(status := getattr(record, "status_code", None), int):
            told["status"] = status
        record.told = {name: told[name] for name in FIELDS if told.get(name) is not None}
        return True


class AsJson(logging.Formatter):
    """One JSON document a line."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(getattr(record, "told", {"event": "untold"}))


def _where(trace: TracebackType | None) -> str | None:
    """The last line of our own code that the error passed through, else the last line of all."""
    frames = traceback.extract_tb(trace)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_PACKAGES)]
    if not frames:
        return None
    last = (ours or frames)[-1]
    file = Path(last.filename)
    return f"{file.relative_to(_PACKAGES) if ours else file.name}:{last.lineno}"


def logging_settings(form: LogForm) -> dict[str, Any]:
    """Django's LOGGING."""
    quiet = {"handlers": ["nowhere"], "propagate": False}  # with no handler at all, Python would print it
    as_json = form is LogForm.JSON
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"only_listed": {"()": OnlyListed}},
        "formatters": {
            "plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
            "json": {"()": AsJson},
        },
        "handlers": {
            "nowhere": {"class": "logging.NullHandler"},
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": form.value,
                "filters": ["only_listed"] if as_json else [],
            },
        },
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "sulis": {"level": "INFO" if as_json else "ERROR"},
            # What was refused has our own line, with the route; what failed has its error here.
            "django.request": {"level": "ERROR" if as_json else "WARNING"},
            # Answered with 400. Anyone can send another host's name, and each would leave a trace of thirty lines.
            "django.security.DisallowedHost": quiet,
        },
    }

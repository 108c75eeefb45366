"""Which commands there are. Each lives in a file of its own name, and is only imported here as a thin function."""

from __future__ import annotations

import importlib

import typer

# In the order that a newcomer meets them.
MODULES = (
    "fetch",
    "ingest",
    "mapping",
    "letter",
    "releases",
    "restricted",
    "coverage",
    "profile",
    "definition",
    "assess",
    "count",
    "linkage",
    "audit",
    "people",
    "check",
    "serve",
    "work",
    "backup",
    "restore",
    "demo",
)


def register(app: typer.Typer) -> None:
    """Add every command to the application. Each module's ``register`` names its command or group of commands."""
    for name in MODULES:
        importlib.import_module(f"sulis_cli.{name}").register(app)

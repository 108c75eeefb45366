"""A site in which somebody of every role has signed in, and which pages each of them may open."""

from __future__ import annotations

from dataclasses import dataclass

BUILD = """
import json, sys
from pathlib import Path
from sulis_cli.serve import set_up, make_ready
home = Path(sys.argv[1])
set_up(home); make_ready()
from tests.integration.permission.expected import ADDRESSES, ROLES, STATES, expected
from tests.integration.permission.world import browser_of, build
from tests.support.web import AT, assessment, content
from sulis_web.config.loading import load_files
from sulis_web.publication.operations import prepare
from sulis_web.runs.operations import record_run
held = load_files(content=content(), at=AT)
run = record_run(assessment=assessment(), partnership=held, at=AT)
world = build(held, run, prepare(partnership=held, run=run))
pages, cookies = {}, {}
for role in ROLES:
    client = browser_of(world, role, STATES[0])
    cookies[role] = {name: cookie.value for name, cookie in client.cookies.items()}
    pages[role] = {
        name: world.path(name, address.targets[0], world.people[role])
        for name, address in ADDRESSES.items()
        if not address.posts and expected(address, role, STATES[0], address.targets[0]) == "opens"
    }
print(json.dumps({"pages": pages, "cookies": cookies}))
"""
EMPTY = """
import json, sys
from pathlib import Path
from sulis_cli.serve import set_up, make_ready
set_up(Path(sys.argv[1])); make_ready()
from django.test import Client
from tests.integration.permission.expected import ROLES
from tests.integration.permission.world import PURPOSES
from tests.support.people import organisation, signed_in, someone
cookies = {}
for role in ROLES:
    client = signed_in(Client(), someone(role, organisation()), purpose=PURPOSES.get(role, ""))
    cookies[role] = {name: cookie.value for name, cookie in client.cookies.items()}
print(json.dumps({"pages": {}, "cookies": cookies}))
"""


@dataclass(frozen=True)
class Everybody:
    """Where the site is, and for each role the browser's cookies and the pages that are open to it, by address name."""

    address: str
    pages: dict[str, dict[str, str]]
    cookies: dict[str, dict[str, str]]

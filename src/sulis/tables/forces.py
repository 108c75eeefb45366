"""Police forces: how police.uk names them in files, and which area of the look-ups each polices."""

from __future__ import annotations

import re

_OTHER_SLUGS = {
    "metropolitan-police": "metropolitan",
    "london-city-of": "city-of-london",
}
_OTHER_NAMES = {
    "btp": "British Transport Police",
    "metropolitan": "Metropolitan Police Service",
    "city-of-london": "City of London Police",
    "northern-ireland": "Police Service of Northern Ireland",
}


def slug(name: str) -> str:
    """A name as it stands in police.uk's file names.

    >>> slug("Devon & Cornwall")
    'devon-and-cornwall'
    """
    return re.sub(r"[^a-z0-9]+", "-", name.lower().replace("&", " and ")).strip("-")


def force_of_area_name(name: str) -> str:
    """The force, as in file names, that polices the police force area of that name in the ONS look-up.

    >>> force_of_area_name("London, City of")
    'city-of-london'
    """
    plain = slug(name)
    return _OTHER_SLUGS.get(plain, plain)


def force_name(force: str) -> str:
    """A force's name for a reader, made from its file-name form.

    >>> force_name("avon-and-somerset")
    'Avon and Somerset'
    """
    if force in _OTHER_NAMES:
        return _OTHER_NAMES[force]
    return " ".join(word if word == "and" else word.capitalize() for word in force.split("-"))


def names_force(text: str, force: str) -> bool:
    """Whether a "Falls within" value names the force of a file.

    >>> names_force("Avon and Somerset Constabulary", "avon-and-somerset")
    True
    """
    if force in _OTHER_NAMES and slug(text) == slug(_OTHER_NAMES[force]):
        return True
    given = slug(text)
    return given == force or given.startswith(f"{force}-") or given.endswith(f"-{force}") or f"-{force}-" in given


def is_made_up(code_or_force: str) -> bool:
    """Whether a code, a force or a series belongs to the fictional demonstration.

    Fictional area codes carry 99 after their three-character kind, where ONS has none; sites of hospitals begin with ZZ9,
    schools' numbers with 999. A series is the force's name, or begins with it and a hyphen.

    >>> [is_made_up(code) for code in ("E06999001", "E06000022", "mereshire", "ZZ901", "9990001", "mereshire-general")]
    [True, False, True, True, True, True]
    """
    small = code_or_force.casefold()
    named = small == "mereshire" or small.startswith("mereshire-")
    return named or bool(re.fullmatch(r"[EW]\d\d99\d{4}|ZZ9[A-Z0-9]{0,6}|999\d{3,4}", code_or_force))

"""Making identifiers of several agencies comparable, without guessing: nothing is filled in, and what is doubtful is missing."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_NOT_A_NAME = frozenset(
    {"unknown", "not known", "not stated", "not given", "none", "null", "na", "n a", "nk", "n k", "anon", "tbc", "xx", "xxx"}
)  # fmt: skip
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_BRITISH = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}")
_NO_PLACE = ("ZZ99", "XX")  # how agencies write that somebody has no fixed address
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
OLDEST = 120
"""Years. A date of birth further back is a slip of the pen or stands for nothing."""


@lru_cache(maxsize=200_000)
def name(text: str) -> str | None:
    """A name in small letters without accents; hyphens, dots and double spaces become one space, apostrophes go.

    None for an empty cell and for words that stand for nothing, such as "not known". Nicknames are not resolved.

    Examples
    --------
    >>> name(" O'Brien-Łuczak "), name("ZOË"), name("N/K")
    ('obrien luczak', 'zoe', None)
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    plain = re.sub(r"['’‘`]", "", plain.translate(_LETTERS))
    plain = " ".join("".join(c if c.isalpha() else " " for c in plain).split())
    return plain if plain and plain not in _NOT_A_NAME else None


@lru_cache(maxsize=200_000)
def date_of_birth(text: str, today: date) -> tuple[str | None, str]:
    """A date of birth as ISO text, and why it is missing: "", "empty", "default" or "unreadable".

    Read are 2009-03-14, 20090314, 14/03/2009, 14.03.2009 and 14-03-2009; day before month, as agencies here write it. The
    first of January of any year is taken as a default that stands for "not known": far more records carry it than
    birthdays do. So is a date after ``today``, or more than 120 years before it.

    Examples
    --------
    >>> date_of_birth("14/03/2009", date(2026, 1, 1)), date_of_birth("01/01/1900", date(2026, 1, 1))
    (('2009-03-14', ''), (None, 'default'))
    """
    text = text.strip()
    if not text:
        return None, "empty"
    if found := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _BRITISH.fullmatch(text):
        day, month, year = map(int, found.groups())
    else:
        return None, "unreadable"
    try:
        born = date(year, month, day)
    except ValueError:
        return None, "unreadable"
    if (month, day) == (1, 1) or born > today or born.year < today.year - OLDEST:
        return None, "default"
    return born.isoformat(), ""


def sex(text: str) -> str | None:
    """Sex as "f" or "m", None for anything else: it is compared, never counted.

    >>> sex("Female"), sex("1"), sex("not stated")
    ('f', 'm', None)
    """
    return {"f": "f", "female": "f", "2": "f", "m": "m", "male": "m", "1": "m"}.get(text.strip().casefold())


def postcode(text: str) -> str | None:
    """A postcode in capitals without spaces. None where it is empty or stands for no fixed address.

    Codes of another form, abroad or cut short, are kept as they are: they can agree, but have no district or sector.

    Examples
    --------
    >>> postcode("ba1 1lz"), postcode("2135"), postcode("ZZ99 3VZ")
    ('BA11LZ', '2135', None)
    """
    code = "".join(c for c in text.upper() if c.isascii() and c.isalnum())
    return None if len(code) < 3 or code.startswith(_NO_PLACE) else code


def sector(code: str | None) -> str | None:
    """The sector of a cleaned British postcode, None for any other code.

    >>> sector("BA11LZ")
    'BA11'
    """
    return code[:-2] if code and _POSTCODE.fullmatch(code) else None


def district(code: str | None) -> str | None:
    """The district of a cleaned British postcode, None for any other code.

    >>> district("BA11LZ")
    'BA1'
    """
    return code[:-3] if code and _POSTCODE.fullmatch(code) else None


@lru_cache(maxsize=200_000)
def words(text: str) -> str | None:
    """An address or a town as small letters and figures, one space between words; None where nothing is left.

    >>> words("12A, High-Street")
    '12a high street'
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = " ".join("".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split())
    return plain if plain and plain not in _NOT_A_NAME else None


def email(text: str) -> str | None:
    """An address for e-mail in small letters, None where it has not the form of one.

    >>> email(" A.B@Example.org "), email("none")
    ('a.b@example.org', None)
    """
    plain = text.strip().casefold()
    return plain if _EMAIL.fullmatch(plain) else None


def number(text: str) -> str | None:
    """A number that several agencies share, as capitals and figures; None where it is empty or one sign repeated.

    >>> number("a-123 456"), number("0000000")
    ('A123456', None)
    """
    plain = "".join(c for c in text.upper() if c.isascii() and c.isalnum())
    return plain if len(set(plain)) > 1 else None


def swapped(born: str | None) -> str | None:
    """The date with day and month exchanged, for finding pairs where one agency wrote them the other way round.

    >>> swapped("2009-03-12"), swapped("2009-03-14")
    ('2009-12-03', None)
    """
    return f"{born[:5]}{born[8:]}-{born[5:7]}" if born and int(born[8:]) <= 12 else None

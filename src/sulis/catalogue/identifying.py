"""Which headers tell who somebody is, or hold somebody's own words. Asked of every file and mapping about people."""

from __future__ import annotations

import re
import unicodedata

_WHO = (
    "patient|victim|suspect|offender|pupil|student|child|young person|person|client|attender|attendee|witness|parent|carer|"
    "officer|worker|clinician|doctor|teacher"
)
_NAMES = re.compile(
    r"\b((fore|first|given|christian|middle|sur|last|family|maiden|nick|known as|preferred|full|legal) ?names?|"
    rf"({_WHO})('?s)?( \d+)? (full )?names?|names? of (the )?({_WHO})|oic|collar (number|no)|initials|alias(es)?|next of kin|"
    r"(date|year|day|month) of birth|birth ?(date|day|dt)|born( on)?|d ?o ?b|"
    r"nhs (number|no|num|id)|(hosp|hospital|unit|case ?note|district|crn|mrn|pas) (number|no|id)|mrn|unique id|"
    rf"({_WHO}|pt)( \d+)? ?(number|no|id|identifier|key|ref(erence)?|urn)|local patient identifier|"
    r"(national insurance|ni|passport|driving licence|social care|liquidlogic|mosaic|case management) (number|no|id)|nino|"
    r"upn|unique pupil number|uln|uci|pncid|pnc( id| number| no)?|cro( number| no)?|"
    r"address|(house|flat|street) (name|number|no)|post(al)? ?code|uprn|"
    r"(f|l|s|m) ?names?|(gp|staff|pat|nurse|consultant) ?(names?|no|number|id)|date birth|addr( line)?( \d+)?|p ?code|known as|aka|"
    r"tele ?phone|tel|tel ?no|mob|phone|mobile|e ?mails?|ip address|twitter|instagram|snapchat|registration mark|vrm)\b",
)
_ALONE = re.compile(
    r"(names?|nm|crn|cell|nhs|dob|title|patient|victim|suspect|offender|pupil|child|person|client|attender|number plate|vrn)( \d+)?"
)
# What neighbours' and migrants' systems write: Welsh, French, German, Polish.
_ELSEWHERE = re.compile(
    r"\b(enw|cyfenw|enw cyntaf|dyddiad geni|rhif gig|cod post|prenom|nom( de famille)?|vorname|nachname|geburtsdatum|imie|nazwisko)\b"
)
_RUN_TOGETHER = re.compile(
    r"forename|surname|firstname|lastname|givenname|familyname|middlename|fullname|patientname|victimname|suspectname|"
    r"offendername|pupilname|childname|personname|clientname|dateofbirth|birthdate|^dob|dob$|nhsn(o|um)|hospitaln(o|um)|patientid|"
    r"patientn(o|um)|^pt(id|no|name|nm)$|postcode|nationalinsurance|telephone|mobileno|emailaddr|homeaddr|addressline|pupilnumber"
)
_WORDS = re.compile(
    r"\b(free ?te?xt|notes?|narrative|comments?|remarks?|(other )?descriptions?|details|summary|synopsis|circumstances|mo|log|"
    r"history|presenting complaint|observations?|story|text)\b"
)
_COARSE = re.compile(r"\b(post ?code|postal) (district|area|sector)\b")


def spaced(header: str) -> str:
    """A header as plain small words: ``NHSNumber``, ``nhs_number`` and ``N.H.S. number`` alike.

    >>> spaced("PatientNHSNumber_1")
    'patient nhs number 1'
    """
    plain = unicodedata.normalize("NFKD", header).replace("’", "'")
    # Marks, and letters that nobody sees: a joiner or a soft hyphen parts no word.
    plain = "".join(c for c in plain if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    plain = re.sub(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Za-z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", plain)
    plain = re.sub(r"\b([A-Za-z])\.(?=[A-Za-z]\b)", r"\1", plain)
    return " ".join(re.sub(r"[^\w']+|_", " ", plain).lower().split())


def tells_who(header: str) -> bool:
    """Whether a column so headed tells one person from another: a name, a day of birth, a number, an address.

    >>> [tells_who(header) for header in ("Patient Name", "NHSNumber", "D.O.B.", "Site name", "NHS trust code", "Age")]
    [True, True, True, False, False, False]
    """
    words = spaced(header)
    if _COARSE.search(words):
        words = _COARSE.sub("", words)
    together = words.replace(" ", "")
    found = (
        _NAMES.search(words) or _ELSEWHERE.search(words) or _ALONE.fullmatch(words) or _RUN_TOGETHER.search(together)
    )
    return bool(found) or _in_other_letters(words)


def _in_other_letters(words: str) -> bool:
    """Whether a letter only looks like one of ours, so that the header reads as another than it is."""
    return any(c.isalpha() and not unicodedata.name(c, "").startswith("LATIN") for c in words)


def own_words(header: str) -> bool:
    """Whether a column so headed holds what somebody wrote in words of their own.

    >>> [own_words(header) for header in ("Assault location description", "MO text", "Assault method")]
    [True, True, False]
    """
    return bool(_WORDS.search(spaced(header)))

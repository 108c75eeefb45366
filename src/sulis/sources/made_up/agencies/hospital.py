"""The hospital's files: attendances in the older layouts (CSV and XML), and counts in which small numbers are hidden."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from html import escape

from sulis.sources.made_up.agencies.dealing import as_csv, dealt, one_of
from sulis.sources.made_up.agencies.planted import AGENCY_TRUTHS as TRUE
from sulis.sources.made_up.draws import Draws

SITE = "ZZ901"
MONTHS = (date(2024, 4, 1), date(2024, 5, 1), date(2024, 6, 1))
ATTENDANCES = (
    "Period start", "Period end", "Site code", "Arrival date", "Arrival time", "Assault date", "Assault time", "Assault method",
    "Location type", "Location MSOA",
)  # fmt: skip
COUNTS = ("Month", "Site", "LA code", "Age group", "Sex", "Mechanism", "Attendances")
_METHODS, _WHERE = ("1", "1", "1", "2", "3", "9"), ("S", "S", "L", "H", "T", "U")
_BANDS, _SEXES, _HOW = ("0-17", "18-24", "25+"), ("F", "M"), ("Sharp", "Blunt", "Body", "Other")
_FEWEST_SHOWN = 8
_WEEKEND = 5  # Saturday, as Python counts days of the week


def hospital_files(seed: int, msoas: tuple[str, ...], districts: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Two months as CSV and one as XML, then the counts of all three."""
    for number, month in enumerate(MONTHS):
        rows = _attendances(Draws(seed, 40, number), month, msoas)
        name = f"mereshire-general_istv_{month:%Y-%m}"
        if number < 2:
            yield f"{name}.csv", as_csv(ATTENDANCES, rows)
        else:
            yield f"{name}.xml", _xml(rows)
    yield "mereshire-icb_ecds_2024-04_2024-06.csv", as_csv(COUNTS, _counts(Draws(seed, 41), districts))


def _attendances(draws: Draws, month: date, msoas: tuple[str, ...]) -> list[tuple[str, ...]]:
    last = (month + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    size = TRUE.attendances_a_month
    other = size - TRUE.weekend_nights - TRUE.when_unknown
    whens = dealt(draws, {"night": TRUE.weekend_nights, "other": other, "": TRUE.when_unknown})
    ends = [day for day in _days(month, last) if day.weekday() >= _WEEKEND]
    weekdays = [day for day in _days(month, last) if day.weekday() < _WEEKEND]
    nights, days = one_of(draws, ends, size), one_of(draws, weekdays, size)
    night_hours, day_hours = draws.below(size, 6).tolist(), [6 + hour for hour in draws.below(size, 18).tolist()]
    minutes, methods, where = draws.below(size, 60).tolist(), one_of(draws, _METHODS, size), one_of(draws, _WHERE, size)
    areas = one_of(draws, (*msoas, ""), size)
    rows: list[tuple[str, ...]] = []
    for at, when in enumerate(whens):
        day, hour = (nights[at], night_hours[at]) if when == "night" else (days[at], day_hours[at])
        clock = f"{hour:02}:{minutes[at]:02}"
        said = (f"{day:%d/%m/%Y}", clock) if when else ("", "")
        rows.append((
            f"{month:%d/%m/%Y}", f"{last:%d/%m/%Y}", SITE, f"{day:%d/%m/%Y}", f"{min(hour + 1, 23):02}:{minutes[at]:02}", *said,
            methods[at], where[at], areas[at],
        ))  # fmt: skip
    return rows


def _days(first: date, last: date) -> Iterator[date]:
    yield from (first + timedelta(days=day) for day in range((last - first).days + 1))


def _xml(rows: list[tuple[str, ...]]) -> bytes:
    names = [header.title().replace(" ", "") for header in ATTENDANCES]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<Submission xmlns="urn:made-up:istv">']
    for row in rows:
        cells = "".join(f"<{name}>{escape(cell)}</{name}>" for name, cell in zip(names, row, strict=True))
        lines.append(f"  <Attendance>{cells}</Attendance>")
    return "\n".join([*lines, "</Submission>", ""]).encode()


def _counts(draws: Draws, districts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for month in MONTHS:
        for district in districts:
            for band in _BANDS:
                for sex in _SEXES:
                    for how in _HOW:
                        count = _planted(month, band, sex, how, draws.poisson(14))
                        yield f"{month:%b-%y}", SITE, district, band, sex, how, _hidden(count)


def _planted(month: date, band: str, sex: str, how: str, drawn: int) -> int:
    if month == MONTHS[1] and sex == "F" and how == "Sharp":
        return {"0-17": 3, "25+": 0}.get(band, drawn)
    return drawn


def _hidden(count: int) -> str:
    """As the sender shows a count: below 8 hidden, otherwise to the nearest 5; none is 0."""
    if 0 < count < _FEWEST_SHOWN:
        return "*"
    return str(5 * ((count + 2) // 5))

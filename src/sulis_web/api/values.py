"""What the interface answers with. Every answer is one of these, and the OpenAPI document is made from them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Generic, TypeVar

from ninja import Field, Schema

_Row = TypeVar("_Row")


class Problem(Schema):
    """Why there is no answer, and what to do next."""

    error: str
    remedy: str


class Page(Schema, Generic[_Row]):
    """One page of a list."""

    items: list[_Row]
    count: int = Field(description="How many there are on all pages.")
    page: int
    pages: int


class PartnershipOut(Schema):
    name: str
    area_code: str = Field(description="The area's code of the Office for National Statistics.")
    area_name: str
    year: str = Field(description="The plan's financial year, as in 2024-25.")
    made_up: bool = Field(description="Whether everything here is invented.")
    plan_title: str
    plan_address: str = Field(description="Where the plan is published; empty when it is not said.")


class RecordOut(Schema):
    """One thing that the plan says, under the key that the partnership's files give it."""

    key: str
    kind: str
    number: str
    title: str
    text: str
    section: str = Field(description="Where the plan says it.")
    parent: str = Field(description="The key of what it belongs to; empty for most kinds.")


class FigureOut(Schema):
    """The numbers of one public chart, as disclosed: each row as the chart's own table has it."""

    name: str
    columns: list[str]
    rows: list[list[str]]


class FigureName(Schema):
    name: str
    address: str


class OrganisationOut(Schema):
    id: str
    name: str
    duty: str = Field(description="What it is under the Act: specified, relevant, policing body or other.")
    authority: str = Field(description="Which kind of authority, in the words of the Act; empty for others.")
    about: str
    member_from: date | None
    member_until: date | None = Field(description="The last day on which it takes part; null while it does.")


class LineOut(Schema):
    to: str = Field(description="The id of the board that it leads to.")
    account: str


class SeatOut(Schema):
    organisation: str = Field(description="The organisation's id.")
    part: str
    held_from: date | None
    held_until: date | None


class BoardOut(Schema):
    id: str
    name: str
    about: str
    terms_of_reference: str
    cadence: str
    lines: list[LineOut]
    seats: list[SeatOut]


class AgreementOut(Schema):
    id: str
    title: str
    reference: str
    purposes: list[str]
    signed: date
    expires: date = Field(description="The last day on which it holds.")
    parties: list[str] = Field(description="The ids of the organisations that signed it.")


class LinkOut(Schema):
    """Why one record leads to another; read as source, kind, target."""

    id: str
    source: str
    kind: str
    target: str
    basis: str = Field(description="Whose word it is: stated, our reading or confirmed.")
    reason: str


class RunOut(Schema):
    id: str
    area_code: str
    start: date
    end: date = Field(description="The first day that is not included.")
    definitions: list[str]
    releases: int
    made_up: bool
    sha256: str
    created: datetime


class Asked(Schema):
    """Which page of a list."""

    page: int = Field(1, ge=1, le=100_000)
    size: int = Field(50, ge=1, le=100)


class RecordsAsked(Asked):
    kind: str = Field("", max_length=40, description="Records of one kind alone, such as objective.")

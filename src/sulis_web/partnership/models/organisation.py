from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from sulis.catalogue.duty import Duty as Under
from sulis.catalogue.duty import load_duty
from sulis_web.partnership.actions import Action
from sulis_web.partnership.decide import Who, reach
from sulis_web.partnership.in_words import a
from sulis_web.records.guarded import GuardedQuerySet
from sulis_web.records.models import Versioned


class Duty(models.TextChoices):
    """What an organisation is under the Act. The values are those of the partnership's files."""

    SPECIFIED = "specified", "Specified authority"  # must work together to prevent and reduce serious violence
    RELEVANT = (
        "relevant",
        "Relevant authority",
    )  # schools, colleges, prisons, youth custody: consulted, and asked to act
    POLICING_BODY = "policing body", "Local policing body"  # may assist and monitor
    OTHER = "other", "Other"  # takes part by agreement


class Cadence(models.TextChoices):
    """How often a board meets. The values are those of the partnership's files."""

    MONTHLY = "monthly", "Every month"
    EVERY_TWO_MONTHS = "every two months", "Every two months"
    QUARTERLY = "quarterly", "Every quarter"
    YEARLY = "yearly", "Every year"


def holds(on: date, first: str, last: str) -> Q:
    """Rows in force on this day. Both days are included; one that is absent is open."""
    begun = Q(**{f"{first}__isnull": True}) | Q(**{f"{first}__lte": on})
    return begun & (Q(**{f"{last}__isnull": True}) | Q(**{f"{last}__gte": on}))


class RegisterQuerySet(GuardedQuerySet):
    """Organisations and boards: all of them, for whoever may read the register."""

    def _narrowed(self, who: Who) -> Any:
        return self.all() if reach(who, Action.READ_REGISTER) else self.none()


class Organisation(Versioned):
    """One organisation of the partnership, with what it is under the Act."""

    key = models.CharField(max_length=120, unique=True)  # the id of the partnership's files, or one made of the name
    name = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    duty = models.CharField(max_length=20, choices=Duty.choices)
    authority = models.CharField(max_length=120, blank=True)  # which kind of authority, in the words of the Act
    controller = models.CharField(max_length=200, blank=True)  # its name as data controller, where it differs
    contact_role = models.CharField(max_length=200, blank=True)  # job title of its single point of contact
    member_from = models.DateField(null=True, blank=True)  # empty: since before this register
    member_until = models.DateField(null=True, blank=True)  # the last day on which it takes part
    section = models.CharField(max_length=200, blank=True)  # where the plan speaks of it

    objects = RegisterQuerySet.as_manager()
    kept = ("name", "about", "duty", "authority", "controller", "contact_role", "member_from", "member_until")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(member_until__isnull=True)
                | Q(member_from__isnull=True)
                | Q(member_until__gte=F("member_from")),
                name="organisation_leaves_after_it_joins",
                violation_error_message="Its last day must be on or after its first.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """The kind of authority is one that the Act gives this part; an organisation of no part is of no kind."""
        if self.duty not in Duty.values:
            return
        kinds, one = load_duty().kinds_of(Under(self.duty)), a(Duty(self.duty).label.lower())
        if kinds and not self.authority:
            raise ValidationError({"authority": f"Choose which kind of authority it is, as it is {one}."})
        if kinds and self.authority not in kinds:
            told = f"The Act does not name this kind as {one}. Choose another, or change what it is."
            raise ValidationError({"authority": told})
        if self.authority and not kinds:
            told = "What takes part by agreement is no authority that the Act names. Choose none, or change what it is."
            raise ValidationError({"authority": told})


class Board(Versioned):
    """A board or group, how often it meets and what it is there for."""

    key = models.CharField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    terms_of_reference = models.TextField(blank=True)
    cadence = models.CharField(max_length=20, choices=Cadence.choices, blank=True)  # empty: not said
    first_meeting = models.DateField(null=True, blank=True)  # the cadence is counted from it
    chair = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="chairs")
    section = models.CharField(max_length=200, blank=True)

    objects = RegisterQuerySet.as_manager()
    kept = ("name", "about", "terms_of_reference", "cadence", "first_meeting", "chair")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ClauseEffect(models.TextChoices):
    """What a clause of a board's terms of reference does to its reports. The values are those of the partnership's files."""

    COVERS = "covers", "It covers actions"
    LEAVES_OUT = "leaves out", "It leaves actions out"
    ASKS_FOR = "asks for", "It asks for parts of the report"


class ClauseAbout(models.TextChoices):
    """By what a clause knows the actions. The values are those of the partnership's files."""

    EVERYTHING = "everything", "Everything"
    PRIORITY = "priority", "Priorities"
    OBJECTIVE = "objective", "Objectives"
    CAUSE = "cause", "Causes"
    ORGANISATION = "organisation", "Organisations that answer for it or help"
    TIER = "tier", "When it prevents"
    SETTING = "setting", "Where it meets people"
    UNDER_AGE = "under age", "For people younger than"
    COLOUR = "colour", "How it goes"
    PARTS = "parts", "Parts of the report"


class Clause(Versioned):
    """One clause of a board's terms of reference, quoted, with what it says that the board's reports hold."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="clauses")
    number = models.CharField(max_length=20)
    words = models.TextField()
    effect = models.CharField(max_length=20, choices=ClauseEffect.choices)
    about = models.CharField(max_length=20, choices=ClauseAbout.choices)
    values = models.JSONField(default=list, blank=True)  # keys, or closed words; empty for everything
    position = models.PositiveIntegerField(default=0)

    objects = RegisterQuerySet.as_manager()
    kept = ("number", "words", "effect", "about", "values")

    class Meta:
        ordering = ["board__name", "position", "number", "pk"]

    def __str__(self) -> str:
        return f"{self.board}: {self.number}"

    def clean(self) -> None:
        """It quotes the terms of reference as they stand, and what asks is about parts of a report."""
        if self.words and _even(self.words) not in _even(self.board.terms_of_reference):
            told = "These words are not in the board’s terms of reference. Copy them from there, or change the terms first."
            raise ValidationError({"words": told})
        if (self.effect == ClauseEffect.ASKS_FOR) != (self.about == ClauseAbout.PARTS):
            raise ValidationError(
                {"about": "What asks is about parts of the report, and nothing else is. Choose the two together."}
            )


def _even(words: str) -> str:
    return " ".join(words.split()).casefold()


class Part(models.TextChoices):
    """What an organisation does on a board."""

    MEMBER = "member", "Member"
    SUPPORTER = "supporter", "Gives support"


class Seat(Versioned):
    """An organisation's place on a board, from one day to another."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="seats")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="seats")
    part = models.CharField(max_length=20, choices=Part.choices)
    held_from = models.DateField(null=True, blank=True)  # empty: since before this register
    held_until = models.DateField(null=True, blank=True)  # the last day

    objects = RegisterQuerySet.as_manager()
    kept = ("part", "held_from", "held_until")

    class Meta:
        ordering = ["part", "organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "organisation", "part"],
                condition=Q(retired_at__isnull=True),
                name="one_seat_of_a_part",
                violation_error_message="This organisation already has that seat on this board. Change the one that is there.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_part_display()}"

    def clean(self) -> None:
        if self.held_from and self.held_until and self.held_until < self.held_from:
            raise ValidationError({"held_until": "Its last day must be on or after its first."})


class Line(Versioned):
    """A line of account from one board to another, in the words of the plan."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="lines")
    to = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="lines_in")
    account = models.CharField(max_length=60)  # "accountable to", "feeds into", "line of governance into"

    objects = RegisterQuerySet.as_manager()
    kept = ("account",)

    class Meta:
        ordering = ["board__name", "to__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "to"],
                condition=Q(retired_at__isnull=True),
                name="one_line_between_boards",
                violation_error_message="A line already leads from this board to that one. End it first.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.to}"

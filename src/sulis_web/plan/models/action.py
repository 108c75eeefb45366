from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from sulis_web.partnership.actions import Action as May
from sulis_web.partnership.decide import Who, reach
from sulis_web.partnership.models import Board, Organisation
from sulis_web.plan.models.record import Record
from sulis_web.plan.states import Colour, State
from sulis_web.records.guarded import GuardedQuerySet
from sulis_web.records.models import Versioned

OLDEST = 120  # years: beyond it an age is a slip of the pen


class Tier(models.TextChoices):
    """When prevention acts, in the plan's words."""

    PRIMARY = "primary", "Primary: before any violence"
    SECONDARY = "secondary", "Secondary: at once after violence"
    TERTIARY = "tertiary", "Tertiary: long after it"


class Setting(models.TextChoices):
    """Where an action meets people. The plan names home, school and community."""

    HOME = "home", "At home"
    SCHOOL = "school", "At school or college"
    COMMUNITY = "community", "In the community"
    ONLINE = "online", "Online"
    CUSTODY = "custody", "In custody"
    HEALTH = "health", "In hospital or other care"


class PlanQuerySet(GuardedQuerySet):
    """The plan and what is done about it is the whole partnership's: all of it, for whoever reads the working pages."""

    def _narrowed(self, who: Who) -> Any:
        return self.all() if reach(who, May.READ_WORK) else self.none()


class Action(Versioned):
    """One thing that an organisation has taken on, under an objective of the plan.

    One organisation answers for it, and it may have nobody who signs in here. The lists hold keys or closed words; what they
    name in the plan is told to the thread.
    """

    key = models.CharField(max_length=120, unique=True)  # the id of the partnership's files, or one made of the title
    number = models.CharField(max_length=20, blank=True)  # the partnership's own, "1.2.a"
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    objective = models.ForeignKey(Record, null=True, blank=True, on_delete=models.PROTECT, related_name="actions")
    accountable = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="actions")
    supporters = models.JSONField(default=list, blank=True)  # keys of organisations
    board = models.ForeignKey(Board, null=True, blank=True, on_delete=models.PROTECT, related_name="actions")
    state = models.CharField(max_length=20, choices=State.choices, default=State.AGREED)
    starts = models.DateField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    waits_for = models.JSONField(default=list, blank=True)  # keys of actions; never round in a circle
    determinants = models.JSONField(default=list, blank=True)  # keys of risk factors that it targets
    tiers = models.JSONField(default=list, blank=True)
    settings = models.JSONField(default=list, blank=True)
    from_age = models.PositiveSmallIntegerField(null=True, blank=True)
    to_age = models.PositiveSmallIntegerField(null=True, blank=True)  # the last age that it is for
    places = models.CharField(max_length=200, blank=True)  # in words
    cost = models.PositiveIntegerField(
        null=True, blank=True
    )  # whole pounds; empty: nobody has said, which is not nothing
    funding = models.CharField(max_length=200, blank=True)
    funded_until = models.DateField(null=True, blank=True)
    colour = models.CharField(max_length=20, choices=Colour.choices, blank=True)  # a person's word against the rule's
    colour_reason = models.CharField(max_length=400, blank=True)
    notes = models.TextField(blank=True)

    objects = PlanQuerySet.as_manager()
    kept = (
        "number", "title", "text", "objective", "accountable", "supporters", "board", "state", "starts", "due", "waits_for", "determinants",
        "tiers", "settings", "from_age", "to_age", "places", "cost", "funding", "funded_until", "colour", "colour_reason", "notes",
    )  # fmt: skip

    class Meta:
        ordering = ["objective__position", "number", "due", "pk"]
        indexes = [models.Index(fields=["state", "due"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(due__isnull=True) | Q(starts__isnull=True) | Q(due__gte=F("starts")),
                name="action_ends_after_it_starts",
                violation_error_message="The day by which it is due must be on or after the day on which it starts.",
            ),
            models.CheckConstraint(
                condition=Q(colour="") | ~Q(colour_reason=""),
                name="another_colour_has_a_reason",
                violation_error_message="Give the reason why the colour is another than the rule proposes.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def clean(self) -> None:
        for name in ("from_age", "to_age"):
            if (getattr(self, name) or 0) > OLDEST:
                raise ValidationError({name: f"An age is a number of years up to {OLDEST}."})
        if self.from_age is not None and self.to_age is not None and self.to_age < self.from_age:
            raise ValidationError({"to_age": "The last age must be the first age or more."})
        if self.objective is not None and self.objective.kind != "objective":
            raise ValidationError({"objective": "Choose an objective of the plan."})


class Milestone(Versioned):
    """A step of an action with its own day."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="milestones")
    title = models.CharField(max_length=200)
    due = models.DateField()
    done_on = models.DateField(null=True, blank=True)  # empty: not done

    objects = PlanQuerySet.as_manager()
    kept = ("title", "due", "done_on")

    class Meta:
        ordering = ["due", "pk"]

    def __str__(self) -> str:
        return self.title


class Through(models.TextChoices):
    """By which way progress was told."""

    HERE = "here", "Written here"
    LINK = "link", "Answered by a link"  # by an owner who has no sign-in
    FILES = "files", "From the partnership’s files"


class Progress(Versioned):
    """What somebody said of how an action goes, written once; each board's report takes what is for it."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="progress")
    on = models.DateField()
    text = models.TextField()
    next_step = models.CharField(max_length=400, blank=True)
    state = models.CharField(max_length=20, choices=State.choices)  # as it was left
    through = models.CharField(max_length=20, choices=Through.choices, default=Through.HERE)
    said_by = models.CharField(max_length=200, blank=True)  # the job title that a link was sent to

    objects = PlanQuerySet.as_manager()
    kept = ("on", "text", "next_step")

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["action", "-on"])]

    def __str__(self) -> str:
        return f"{self.action}, {self.on}"

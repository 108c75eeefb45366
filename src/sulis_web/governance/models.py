from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from sulis_web.partnership.actions import Action as May
from sulis_web.partnership.decide import Who, reach
from sulis_web.partnership.models import Board
from sulis_web.plan.models import Action
from sulis_web.records.guarded import GuardedQuerySet
from sulis_web.records.models import Versioned


class MeetingQuerySet(GuardedQuerySet):
    """Meetings of the partnership's boards: all of them, for whoever reads the working pages."""

    def _narrowed(self, who: Who) -> Any:
        return self.all() if reach(who, May.READ_WORK) else self.none()


class Stage(models.TextChoices):
    """How far a meeting is."""

    PLANNED = "planned", "Planned"
    HELD = "held", "Held, minutes not agreed"
    AGREED = "agreed", "Held, minutes agreed"


class Meeting(Versioned):
    """One meeting of a board, with its agenda and its minutes."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="meetings")
    on = models.DateField()
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.PLANNED)
    place = models.CharField(max_length=200, blank=True)
    agenda = models.TextField(blank=True)  # an item a line
    present = models.JSONField(default=list, blank=True)  # keys of organisations
    minutes = models.TextField(blank=True)

    objects = MeetingQuerySet.as_manager()
    kept = ("on", "stage", "place", "agenda", "present", "minutes")

    class Meta:
        ordering = ["-on", "board__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "on"],
                condition=Q(retired_at__isnull=True),
                name="one_meeting_of_a_board_a_day",
                violation_error_message="This board already has a meeting on that day. Change the one that is there.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.board}, {self.on:%-d %B %Y}"


class Decision(Versioned):
    """What a meeting decided, and the action that it became, if it became one."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    number = models.CharField(max_length=20, blank=True)
    text = models.TextField()
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")

    objects = MeetingQuerySet.as_manager()
    kept = ("number", "text", "action")

    class Meta:
        ordering = ["meeting__on", "number", "pk"]

    def __str__(self) -> str:
        return f"{self.number} {self.text}".strip()[:120]


class Pack(models.Model):
    """A meeting's pack as it was made: its words and its files, which never change. Another one is made beside it."""

    public_id = models.CharField(max_length=16, unique=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="packs")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)
    document = models.JSONField()  # a headed document's plain values
    word = models.BinaryField()
    pdf = models.BinaryField()
    digest = models.CharField(max_length=64)  # SHA-256 of the PDF

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.meeting}, made on {self.made_at:%-d %B %Y}"

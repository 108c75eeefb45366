from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from sulis_web.partnership.actions import Action
from sulis_web.partnership.decide import Who, reach
from sulis_web.records.guarded import GuardedQuerySet
from sulis_web.records.models import Versioned


class ThreadQuerySet(GuardedQuerySet):
    """The thread runs through published plans and open evidence: all of it, for whoever reads the working pages."""

    def _narrowed(self, who: Who) -> Any:
        return self.all() if reach(who, Action.READ_WORK) else self.none()


class Item(Versioned):
    """A record of some stage, as the thread knows it. The stage keeps the record itself, under the same key."""

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=40)  # a value of `sulis.catalogue.partnership.Kind`, or a later stage's own
    number = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=400)
    position = models.PositiveIntegerField(default=0)

    objects = ThreadQuerySet.as_manager()
    kept = ("number", "title")

    class Meta:
        ordering = ["kind", "position"]
        indexes = [models.Index(fields=["kind", "position"])]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class LinkKind(models.TextChoices):
    """How the source stands to the target; read as "source ... target"."""

    ADDRESSES = "addresses", "addresses"  # an objective or an intervention, and the reason for it
    MEASURED_BY = "measured by", "is measured by"  # an objective, and a measure of success
    RESTS_ON = "rests on", "rests on"  # a finding, and the document that it is taken from
    SUPPORTED_BY = "supported by", "is supported by"  # a risk factor, and a finding or what people said
    BELONGS_TO = "belongs to", "belongs to"  # an objective, and its priority; an action, and its objective
    ANSWERS = "answers", "answers"  # an action or an objective, and what others recommend
    LED_TO = "led to", "led to"  # a decision or a recommendation, and the action that came of it
    TOUCHES = "touches", "touches"  # another strategy, and a risk factor


class Basis(models.TextChoices):
    """Whose word a link is."""

    STATED = "stated", "The plan says so"
    READING = "our reading", "Our reading of the plan"  # waits for somebody to confirm it
    CONFIRMED = "confirmed", "Confirmed by the partnership"
    RECORDED = "recorded", "Told by a record"  # follows from what a record's own page says, and is changed there


class Link(Versioned):
    """One step of a chain of reasons. Who made it and when are its history; a link that no longer holds is retired."""

    source = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="links_out")
    target = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="links_in")
    kind = models.CharField(max_length=20, choices=LinkKind.choices)
    basis = models.CharField(max_length=20, choices=Basis.choices)
    reason = models.TextField(blank=True)
    section = models.CharField(max_length=200, blank=True)

    objects = ThreadQuerySet.as_manager()
    kept = ("basis", "reason")

    class Meta:
        ordering = ["kind", "pk"]
        # A walk asks for the links of some items in some ways; the constraint's own index serves it from the source's side.
        indexes = [models.Index(fields=["target", "kind"], name="links_by_target_and_kind")]
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "kind"], name="one_link_of_a_kind_between_items"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="a_link_leads_elsewhere"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.get_kind_display()} {self.target}"


class Claim(models.TextChoices):
    """What the words of a public sentence claim. Each asks for something of its own to rest on."""

    FOUND = "found", "Something was found or counted"
    SAID = "said", "People said something"
    CAUSE = "cause", "Something makes violence more likely"
    DONE = "done", "The partnership does something"
    MEASURED = "measured", "It will be known whether it worked"


class Sentence(Versioned):
    """A sentence that the partnership says in public. It stands beside its Item, so that links say what it rests on.

    It is kept here, below the apps that publish and that draw the thread: both of them need it.
    """

    key = models.CharField(
        max_length=120, unique=True
    )  # the id of the partnership's files, or one made when it was added
    words = models.CharField("the sentence", max_length=400)
    where = models.CharField("where it is said", max_length=200)
    section = models.CharField("section of the plan", max_length=200, blank=True)
    claims = models.JSONField("what its words claim", default=list, blank=True)  # values of `Claim`
    position = models.PositiveIntegerField(default=0)

    objects = ThreadQuerySet.as_manager()
    kept = ("words", "where", "section", "claims")

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.words


class Answerless(Versioned):
    """Why the partnership leaves something without what the thread would expect of it: its own word, with a reason."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="answerless")
    lacks = models.CharField(max_length=30)  # a value of `sulis_web.thread.breaks.Break`
    reason = models.TextField("why not", max_length=2000)

    objects = ThreadQuerySet.as_manager()
    kept = ("reason",)

    class Meta:
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "lacks"],
                condition=Q(retired_at__isnull=True),
                name="one_reason_why_not",
                violation_error_message="The partnership has said why not already. Change what it says.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.reason}"

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sulis.catalogue.sources import SourceCard
from sulis.vocabulary import Fault
from sulis_web.evidence.models import Delivery
from sulis_web.partnership.queries import current

if TYPE_CHECKING:
    from sulis.delivery.letters import Letter, Sender


def request_for(card: SourceCard, day: date) -> Letter:
    from sulis.delivery.letters import request_letter

    return request_letter(card, _sender(), day)


def refusal_of(card: SourceCard, delivery: Delivery, day: date) -> Letter:
    """What was found, by header and rule and never by value."""
    from sulis.delivery.letters import refusal_letter

    faults = [Fault(**each) for each in delivery.answer["faults"]]
    return refusal_letter(card, delivery.name, faults, _sender(), day)


def _sender() -> Sender:
    from sulis.delivery.letters import Sender

    partnership = current()
    return Sender(partnership=partnership.name if partnership else "")

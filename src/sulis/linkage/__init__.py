"""The same person across records of several agencies, inside the linkage room only."""

from sulis.linkage.ending import Certificate
from sulis.linkage.explaining import Step, Waterfall
from sulis.linkage.opening import RoomStatus, RoomSummary, destroy_ended, enter_room, look_at, open_room, rooms
from sulis.linkage.quality import LabelledPair, Quality, Share
from sulis.linkage.records import Added
from sulis.linkage.reporting import ClusterReport, ModelReport
from sulis.linkage.reviewing import Reason, ReviewPair
from sulis.linkage.room import Linked, Room
from sulis.linkage.sheet import FIELDS, Sheet, read_sheet
from sulis.linkage.state import State, Version
from sulis.linkage.values import (
    Act,
    Band,
    Decision,
    Judgement,
    PersonKey,
    Recorder,
    RecordRef,
    RoomEvent,
    Terms,
    Thresholds,
    Why,
)
from sulis.linkage.vault import RoomInUse

__all__ = [
    "FIELDS",
    "Act",
    "Added",
    "Band",
    "Certificate",
    "ClusterReport",
    "Decision",
    "Judgement",
    "LabelledPair",
    "Linked",
    "ModelReport",
    "PersonKey",
    "Quality",
    "Reason",
    "RecordRef",
    "Recorder",
    "ReviewPair",
    "Room",
    "RoomEvent",
    "RoomInUse",
    "RoomStatus",
    "RoomSummary",
    "Share",
    "Sheet",
    "State",
    "Step",
    "Terms",
    "Thresholds",
    "Version",
    "Waterfall",
    "Why",
    "destroy_ended",
    "enter_room",
    "look_at",
    "open_room",
    "read_sheet",
    "rooms",
]

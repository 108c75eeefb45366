"""What the fictional force, its districts, wards and streets are called. No name here is taken from a real list."""

from __future__ import annotations

from dataclasses import dataclass

FORCE_SLUG = "mereshire"
FORCE_NAME = "Mereshire"
FORCE_TITLE = "Mereshire Police"
FORCE_CODE = "E23990001"
REGION_CODE = "E12990001"
REGION_NAME = "The Mere"


@dataclass(frozen=True, slots=True)
class DistrictPlan:
    """How one district is to be drawn. ``splits``, ``merges`` and ``complex_changes`` are LSOA changes of 2021."""

    code: str
    name: str
    partnership_code: str
    force_code: str
    force_name: str
    wards: tuple[str, ...]
    lsoas_2011: int
    splits: int
    merges: int
    complex_changes: int
    level: float

    @property
    def atoms(self) -> int:
        """How many smallest pieces both vintages are made of."""
        return self.lsoas_2011 + self.splits + self.complex_changes


def _district(
    number: int, name: str, wards: str, lsoas: int, changes: tuple[int, int, int], level: float
) -> DistrictPlan:
    inside = number != 9
    return DistrictPlan(
        code=f"E0699900{number}",
        name=name,
        partnership_code=f"E2299000{number}",
        force_code=FORCE_CODE if inside else "E23990002",
        force_name=FORCE_NAME if inside else "Farrowshire",
        wards=tuple(wards.split(", ")),
        lsoas_2011=lsoas,
        splits=changes[0],
        merges=changes[1],
        complex_changes=changes[2],
        level=level,
    )


# The last lies outside the force: a few of the force's rows are snapped into it, as happens in the real files.
DISTRICTS = (
    _district(
        1,
        "Aldermere",
        "Quayside, Castle Ward, Northgate, Millbrook, Fernleigh, Harrowdene, Saltmarsh, Upper Alder, Lower Alder, "
        "Thornwick, Kingsmead, Westering",
        115,
        (3, 1, 0),
        1.0,
    ),
    _district(
        2,
        "Brackwater",
        "Foundry, Brackwater Central, Tollgate, Ropewalk, Lindale, Copperhill, Eastwold, Highmoor, Sandling, "
        "Ferrybank, Ashgarth, Netherbrack",
        120,
        (3, 1, 0),
        1.35,
    ),
    _district(
        3,
        "Coldharbour",
        "Harbour, Coldharbour Town, Gullcliff, Winterslow Hill, Larkmead, Stonebarrow, Overwick, Pellhaven, Marram",
        90,
        (2, 0, 1),
        0.85,
    ),
    _district(4, "Dunmarsh", "Dunmarsh Cross, Sedgeley, Reedham Fen, Oxlode, Fallowmere, Withy", 60, (1, 1, 0), 0.6),
    _district(9, "Farrowden", "Farrowden", 8, (0, 0, 0), 0.0),
)

ALDERMERE = DISTRICTS[0].code

_STEMS = """
Abberlode Bramwith Carrowmere Chanderby'S Ellerwick Farrowgate Garthmoor Hollowmere Ingleden Jessamy Kelderwick
Larkspinney Mossbarrow Netherlode Oxgarth Pellwater Quernstone Rushwater Sallowfield Tarrowby Ulverden
Vennacott Wexmere Yarrowdene Zealdown Ambergill Brockholt Crakemire Dovermoor Eskerfold Fennimore Gorsemead
Hexwater Ivelode Juniperby'S Kestrelmoor Lodderwick Merrowbank Nightfold Otterlode Pinderwick Quillmere
Rookbarrow Skelderby Thistlemere Umberfold Voldermere Wagglemere Yewbarrow Alderfold Bitternlode Cricklemere
Dabwater Elverwick Frostbarrow Gannetmoor
"""
_KINDS = """
Road Close Street Lane Avenue Drive Gardens Way Crescent Terrace Court Place Walk Rise View Mews Row Green
"""
STEMS = tuple(_STEMS.split())
STREETS = tuple(f"{stem} {kind}" for kind in _KINDS.split() for stem in STEMS)

# Kinds of place that the publisher names in place of a street; the empty one is its own habit.
TOWN_PLACES = (
    "Supermarket",
    "Parking Area",
    "Shopping Area",
    "Nightclub",
    "Petrol Station",
    "Theatre/Concert Hall",
    "Police Station",
    "Hospital",
    "Further/Higher Educational Building",
    "",
)
SUBURB_PLACES = ("Parking Area", "Sports/Recreation Area", "Park/Open Space", "Petrol Station", "Supermarket", "")

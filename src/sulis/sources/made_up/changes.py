"""How LSOAs changed between 2011 and 2021: unchanged, split, merged, or in no simple way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sulis.sources.made_up.draws import Draws
from sulis.sources.made_up.mesh import Links
from sulis.sources.made_up.names import DistrictPlan

Parts = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Atoms as grouped into LSOAs in 2011 and in 2021. ``kind`` is U, S, M or X as the publisher writes it."""

    kind: str
    lsoas_2011: Parts
    lsoas_2021: Parts

    @property
    def atoms(self) -> tuple[int, ...]:
        return tuple(sorted(atom for part in self.lsoas_2011 for atom in part))


def plan_changes(
    plan: DistrictPlan, links: Links, ward_of: dict[int, int], order: Sequence[int], draws: Draws
) -> list[Change]:
    """Choose which neighbouring atoms form the changes that the district plan asks for; all others are unchanged.

    The first split lies in the first ward, near the town; in the second district one split lies across two wards,
    so that its old LSOA can be given to neither.
    """
    free = list(order)
    mixed = [free[i] for i in draws.order(len(free)).tolist()]
    changes: list[Change] = []
    for number in range(plan.splits):
        across = number == 1 and plan.name == "Brackwater"
        pair = _neighbours(free if number == 0 else mixed, free, links, ward_of, size=2, across=across)
        changes.append(Change("S", (pair,), tuple((atom,) for atom in pair)))
    for _ in range(plan.merges):
        pair = _neighbours(mixed, free, links, ward_of, size=2)
        changes.append(Change("M", tuple((atom,) for atom in pair), (pair,)))
    for _ in range(plan.complex_changes):
        one, two, three = _neighbours(mixed, free, links, ward_of, size=3)
        changes.append(Change("X", ((one, two), (three,)), ((one,), (two, three))))
    changes.extend(Change("U", ((atom,),), ((atom,),)) for atom in free)
    return sorted(changes, key=lambda change: change.atoms)


def _neighbours(
    candidates: Sequence[int],
    free: list[int],
    links: Links,
    ward_of: dict[int, int],
    *,
    size: int,
    across: bool = False,
) -> tuple[int, ...]:
    """The first chain of ``size`` neighbouring free atoms, in one ward or (``across``) over a ward's border; taken."""
    for start in candidates:
        chain = [start] if start in free else []
        while chain and len(chain) < size:
            fitting = [
                n for n in links[chain[-1]] if n in free and n not in chain and (ward_of[n] != ward_of[start]) == across
            ]
            if not fitting:
                break
            chain.append(fitting[0])
        if len(chain) == size:
            for atom in chain:
                free.remove(atom)
            return tuple(chain)
    raise AssertionError(f"no {size} neighbouring areas are left to change")

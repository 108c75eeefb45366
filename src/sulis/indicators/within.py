"""Which LSOAs a question is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis.expr.types as ir


@dataclass(frozen=True, slots=True)
class Within:
    """The rows of `lsoa` whose ``column`` holds one of the codes; every row where there is no column."""

    column: str = ""
    codes: tuple[str, ...] = ()

    def holds(self, lsoa: ir.Table) -> ir.BooleanValue:
        """Whether a row is meant; NULL where the column is, so that such a row is neither inside nor outside."""
        import ibis

        return lsoa[self.column].isin(self.codes) if self.column else ibis.literal(True)

    @property
    def only_code(self) -> str | None:
        """The code where there is one alone."""
        return self.codes[0] if len(self.codes) == 1 else None

    def of_area(self, code: str) -> Within:
        """The same column with that code alone."""
        return Within(self.column, (code,))


EVERYWHERE = Within()

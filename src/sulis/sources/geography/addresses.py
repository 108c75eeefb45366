"""Where the Office for National Statistics publishes each look-up and boundary, as layers that are asked page by page.

The names of the layers stand in code that others have published; none could be tried from where this was written,
and the Office renames a layer when it revises it. When one is refused, look its name up on geoportal.statistics.gov.uk
and give it here, or download the file by hand: `sulis ingest geography` takes the Office's own files.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

SERVICES = "https://services1.arcgis.com/ESMARspQHYMw9BZ9/arcgis/rest/services"


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: the file that it becomes, its name at the Office, and the fields taken. Boundaries have outlines."""

    file: str
    service: str
    fields: tuple[str, ...]
    outlines: bool

    def address(self, base: str, offset: int, page: int) -> str:
        """The address of ``page`` records from ``offset``, in a fixed order so that pages do not overlap."""
        asked = {
            "where": "1=1",
            "outFields": ",".join(self.fields),
            "returnGeometry": "true" if self.outlines else "false",
            "outSR": "4326",
            "orderByFields": self.fields[0],
            "resultOffset": str(offset),
            "resultRecordCount": str(page),
            "f": "geojson" if self.outlines else "json",
        }
        query = "&".join(f"{name}={quote(value, safe='')}" for name, value in asked.items())
        return f"{base}/{self.service}/FeatureServer/0/query?{query}"


def _lookup(file: str, service: str, fields: str) -> Layer:
    return Layer(f"{file}.csv", service, tuple(fields.split()), outlines=False)


def _outlines(file: str, service: str, prefix: str) -> Layer:
    return Layer(f"{file}.geojson", service, (f"{prefix}CD", f"{prefix}NM"), outlines=True)


LAYERS = (
    _lookup(
        "lsoa11_lsoa21_lad22",
        "LSOA11_LSOA21_LAD22_EW_LU_v5",
        "LSOA11CD LSOA11NM CHGIND LSOA21CD LSOA21NM LAD22CD LAD22NM",
    ),
    _lookup("lsoa21_wd24_lad24", "LSOA21_WD24_LAD24_EW_LU", "LSOA21CD LSOA21NM WD24CD WD24NM LAD24CD LAD24NM"),
    _lookup("lad24_csp24_pfa24", "LAD24_CSP24_PFA24_EW_LU", "LAD24CD LAD24NM CSP24CD CSP24NM PFA24CD PFA24NM"),
    _lookup("lad24_rgn24", "LAD24_RGN24_EN_LU", "LAD24CD LAD24NM RGN24CD RGN24NM"),
    _outlines("lsoa11", "LSOA_2011_Boundaries_Super_Generalised_Clipped_BSC_EW_V4", "LSOA11"),
    _outlines("lsoa21", "Lower_layer_Super_Output_Areas_December_2021_Boundaries_EW_BGC_V5", "LSOA21"),
    _outlines("msoa21", "Middle_layer_Super_Output_Areas_December_2021_Boundaries_EW_BGC_V3", "MSOA21"),
    _outlines("wards24", "Wards_May_2024_Boundaries_UK_BGC", "WD24"),
    _outlines("lad24", "Local_Authority_Districts_May_2024_Boundaries_UK_BGC", "LAD24"),
    _outlines("pfa24", "Police_Force_Areas_Dec_2024_EW_BGC", "PFA24"),
)

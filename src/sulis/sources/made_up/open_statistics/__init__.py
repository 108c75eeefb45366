"""The fictional districts as open statistics would tell of them, in each publisher's own format, with planted truths."""

from sulis.sources.made_up.open_statistics.parts import PlantedFact
from sulis.sources.made_up.open_statistics.write import FOLDERS, OpenStatistics, write_open_statistics

__all__ = ["FOLDERS", "OpenStatistics", "PlantedFact", "write_open_statistics"]

"""What the map of the report is drawn on: today's communes as points, which give the country its shape."""

from bpextract.lexicons.gazetteer import NEW, gazetteer

_ISLANDS = "đặc khu"
_OPEN_SEA = 111.0  # degrees east: the groups of islands that lie beyond it are named on the map
_DECIMALS = 2  # of degrees: about a kilometre


def ground() -> dict[str, list[float] | list[str]]:
    """Return `lat` and `lon` of today's communes, and of the islands far off `name`, `name_lat` and `name_lon`."""
    units = [
        unit for unit in gazetteer().by_code.values() if (unit.edition, unit.level) == (NEW, "commune") and unit.lat
    ]
    named = [unit for unit in units if unit.unit == _ISLANDS and float(unit.lon) > _OPEN_SEA]
    return {
        "lat": [round(float(unit.lat), _DECIMALS) for unit in units],
        "lon": [round(float(unit.lon), _DECIMALS) for unit in units],
        "name": [unit.name for unit in named],
        "name_lat": [float(unit.lat) for unit in named],
        "name_lon": [float(unit.lon) for unit in named],
    }

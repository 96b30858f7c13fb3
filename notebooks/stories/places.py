"""Communes of the gazetteer, as an address on a given day writes them."""

from random import Random
from typing import NamedTuple

import bpextract as bp

REFORM = "2025-07-01"
OLD_NAMES = 0.15  # the share of later addresses that still give the old ones


class Address(NamedTuple):
    """Where something is.

    Attributes:
        at: the whole address as it is written; commune, district, province: its parts with their unit words (the
            district empty where there is none).
        name: the province without its unit word; current_province: the one of today that it lies in.
    """

    at: str
    commune: str
    district: str
    province: str
    name: str
    current_province: str


class Addresses:
    """Draws addresses in some provinces of today."""

    def __init__(self, provinces: tuple[str, ...]) -> None:
        units = {
            (edition, level): {unit.code: unit for unit in bp.places.units(edition, level)}
            for edition, level in (("old", "province"), ("old", "district"), ("new", "province"), ("new", "commune"))
        }
        self._old_provinces, self._districts = units["old", "province"], units["old", "district"]
        self._provinces, self._communes = units["new", "province"], units["new", "commune"]
        self._old = [unit for unit in bp.places.units("old") if self._today(unit).name in provinces]
        self._new = [unit for unit in self._communes.values() if self._provinces[unit.parent].name in provinces]

    def draw(self, day: str, rng: Random) -> Address:
        """Return an address as a text of this day (ISO) writes it."""
        if day < REFORM:
            return self._before(rng.choice(self._old))
        if rng.random() < OLD_NAMES:
            unit = rng.choice(self._old)
            was, now = self._before(unit), self._today(unit)
            heir = self._communes[unit.current.split(",")[0]]
            at = f"{was.commune}, {was.district}, {was.province} (cũ)"
            return Address(at, heir.full_name, "", now.full_name, now.name, now.name)
        unit = rng.choice(self._new)
        province = self._provinces[unit.parent]
        at = f"{unit.full_name}, {province.full_name}"
        return Address(at, unit.full_name, "", province.full_name, province.name, province.name)

    def _before(self, unit: bp.places.Unit) -> Address:
        district = self._districts[unit.parent]
        province = self._old_provinces[district.parent]
        at = f"{unit.full_name}, {district.full_name}, {province.full_name}"
        return Address(
            at, unit.full_name, district.full_name, province.full_name, province.name, self._today(unit).name
        )

    def _today(self, unit: bp.places.Unit) -> bp.places.Unit:
        return self._provinces[self._communes[unit.current.split(",")[0]].parent]

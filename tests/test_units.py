"""The factors of units.tsv against pint, a kept library of units."""

import pytest
from test_figures import figures

from bpextract.lexicons import schemas
from bpextract.lexicons.vocabulary import Vocabulary

pint = pytest.importorskip("pint")

# What pint calls our unit; local units (sào, mẫu, chỉ …) have no name there.
PINT = {
    "km": "km", "hải lý": "nautical_mile", "dặm": "mile", "m": "m", "dm": "dm", "cm": "cm", "mm": "mm", "inch": "inch",
    "feet": "m", "ha": "hectare", "km2": "km**2", "m2": "m**2", "cm2": "cm**2", "m3": "m**3", "lít": "liter",
    "ml": "milliliter", "kg": "kg", "g": "g", "mg": "mg", "tấn": "metric_ton", "giây": "s", "phút": "minute",
    "giờ": "hour", "km/h": "km/hour", "m/s": "m/s", "hải lý/giờ": "knot", "kWh": "kWh", "MWh": "MWh", "GWh": "GWh",
    "kcal": "kcal", "calo": "cal", "kW": "kW", "MW": "MW", "GW": "GW", "W": "W", "mã lực": "metric_horsepower",
    "Hz": "Hz", "MHz": "MHz", "GHz": "GHz", "V": "V", "kV": "kV", "mmHg": "mmHg", "carat": "carat", "tuần": "week",
    "feet khối": "foot**3", "inch khối": "inch**3", "feet vuông": "foot**2", "dặm vuông": "mile**2", "L": "liter",
    "byte": "byte", "GB": "gigabyte", "mAh": "mA*hour", "Nm": "N*m", "nm": "nm", "micromet": "micrometer",
    "ounce": "troy_ounce", "gsm": "g/m**2", "HP": "horsepower", "kilowatt": "kilowatt", "kilowatt giờ": "kWh",
    "TWh": "TWh", "yard": "yard", "ft": "foot", "gallon": "gallon", "lb": "pound", "mili giây": "millisecond",
    "năm ánh sáng": "light_year",
}  # fmt: skip
ENTRIES = {entry["form"]: entry for entry in Vocabulary().entries(schemas.UNITS)}
SI = {
    "m2": "m**2",
    "m3": "m**3",
    "d": "day",
    "B": "byte",
    "N.m": "N*m",
    "kg/m2": "kg/m**2",
}  # where pint writes it otherwise


@pytest.fixture(scope="module")
def registry():
    return pint.UnitRegistry()


@pytest.mark.parametrize("form", [form for form in PINT if form != "feet"])
def test_factor_is_that_of_pint(registry, form):
    entry = ENTRIES[form]
    expected = registry.Quantity(1, PINT[form]).to(SI.get(entry["norm"], entry["norm"])).magnitude
    assert float(entry["factor"]) == pytest.approx(expected, rel=1e-6)


def test_currencies_are_iso_4217():
    money = {entry["norm"] for entry in ENTRIES.values() if entry["kind"] == "money"}
    assert all(len(code) == 3 and code.isupper() for code in money)
    assert {"VND", "USD", "EUR", "CNY", "JPY", "KRW", "LAK", "THB", "MYR", "IDR", "TWD", "SEK"} <= money


def test_units_that_differ_in_case_alone_are_told_apart():
    assert [(e["norm"], e["case"]) for e in (ENTRIES["nm"], ENTRIES["Nm"])] == [("m", "exact"), ("N.m", "exact")]
    kinds = [values["kind"] for _, values in figures("Chip 3 nm, lực 250 Nm.")]
    assert kinds == ["length", "other"]

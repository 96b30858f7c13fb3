"""Build the gazetteer of Vietnamese units and the lexicon of countries from packages on PyPI.

Usage: pip install vietnamadminunits==1.0.4 babel==2.18.0 && python scripts/build_gazetteer.py

Writes lexicons/gazetteer.tsv.gz (units before and since 1 July 2025, with what became of each) and
lexicons/countries.tsv. The same packages give the same bytes.
"""

import gzip
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from typing import Any

LEXICONS = Path(__file__).parents[1] / "src" / "bpextract" / "lexicons"
DATA = Path(str(files("vietnamadminunits"))) / "data"
COLUMNS = ("edition", "level", "code", "unit", "name", "parent", "lat", "lon", "current", "aliases")

Row = tuple[str, ...]


def main() -> None:
    with closing(sqlite3.connect(f"file:{DATA / 'dataset.db'}?mode=ro", uri=True)) as database:
        database.row_factory = sqlite3.Row
        old = list(database.execute("select * from admin_units_legacy"))
        new = list(database.execute("select * from admin_units"))
    mapping = json.loads((DATA / "converter_2025.json").read_text(encoding="utf-8"))
    rows = sorted({*new_rows(new), *old_rows(old, new, mapping)})
    text = "\n".join("\t".join(row) for row in (COLUMNS, *rows)) + "\n"
    (LEXICONS / "gazetteer.tsv.gz").write_bytes(gzip.compress(text.encode(), mtime=0))
    (LEXICONS / "countries.tsv").write_text(countries(), encoding="utf-8")


def new_rows(units: list[sqlite3.Row]) -> Iterator[Row]:
    for unit in units:
        yield row("new", "province", unit, "province", "", "")
        yield row("new", "commune", unit, "ward", unit["provinceCode"], "")


def old_rows(units: list[sqlite3.Row], new: list[sqlite3.Row], mapping: dict[str, Any]) -> Iterator[Row]:
    province_codes = {unit["provinceKey"]: unit["provinceCode"] for unit in new}
    commune_codes = {(unit["provinceKey"], unit["wardKey"]): unit["wardCode"] for unit in new}
    provinces, communes = current_units(mapping)
    for unit in units:
        current = province_codes[provinces[unit["provinceKey"]]]
        yield row("old", "province", unit, "province", "", current)
        yield row("old", "district", unit, "district", unit["provinceCode"], "")
        if unit["wardCode"]:
            key = f"{unit['provinceKey']}_{unit['districtKey']}_{unit['wardKey']}"
            became = ",".join(commune_codes[target] for target in communes[key])
            yield row("old", "commune", unit, "ward", unit["districtCode"] or unit["districtKey"], became)


def current_units(mapping: dict[str, Any]) -> tuple[dict[str, str], dict[str, list[tuple[str, str]]]]:
    """Return what each old province and commune became, by key; of a divided commune the main heir comes first."""
    provinces = {old: new for new, olds in mapping["DICT_PROVINCE"].items() for old in olds}
    communes: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for province, wards in mapping["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, olds in wards.items():
            for old in olds:
                communes[old].append((province, ward))
    for province, divided in mapping["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, heirs in divided.items():
            for heir in sorted(heirs, key=lambda heir: (not heir["isDefaultNewWard"], heir["newWardKey"])):
                communes[old].append((province, heir["newWardKey"]))
    return provinces, communes


def row(edition: str, level: str, unit: sqlite3.Row, column: str, parent: str, current: str) -> Row:
    """Return the row of one unit: its unit word in lower case, and its name without it."""
    full = str(unit[column])
    word = next(word for word in UNIT_WORDS if full.lower().startswith(word.lower()))
    # The five island districts of before 2025 that had no communes have no codes either; their key stands in.
    code = unit[f"{column}Code"] or unit[f"{column}Key"]
    lat, lon = unit[f"{column}Lat"], unit[f"{column}Lon"]
    # A province's place is the mean of sources that differ in the last digits; four decimals are some ten metres.
    place = (f"{lat:.4f}", f"{lon:.4f}") if lat is not None else ("", "")
    aliases = json.loads(unit[f"{column}Alias"] or "[]")
    return (
        edition, level, code, word.lower(), full[len(word) :].strip(), parent, *place, current, ",".join(aliases)
    )  # fmt: skip


UNIT_WORDS = ("Thành phố", "Tỉnh", "Quận", "Huyện", "Thị xã", "Thị trấn", "Phường", "Xã", "Đặc khu")


def countries() -> str:
    """Return the lexicon of countries and territories: the Vietnamese names of Unicode CLDR."""
    from babel import Locale

    territories = Locale("vi").territories
    codes = {name: code for code, name in territories.items() if code.isalpha() and code not in SKIPPED}
    head = "# Countries and territories by their Vietnamese names in Unicode CLDR (Babel); scripts/build_gazetteer.py."
    lines = "".join(f"{name}\t{codes[name]}\n" for name in sorted(codes))
    return f"{head}\n# country: the ISO 3166 code.\nform\tcountry\n{lines}"


# Not countries: unknown, pseudo-territories, blocs.
SKIPPED = frozenset({"ZZ", "XA", "XB", "EU", "EZ", "UN", "QO"})

if __name__ == "__main__":
    main()

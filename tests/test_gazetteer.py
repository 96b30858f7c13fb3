"""The gazetteer holds both systems of units and the way from the old to the new."""

from collections import Counter

from bpextract.lexicons.gazetteer import NEW, OLD, gazetteer
from bpextract.lexicons.place_forms import key, normal

BOOK = gazetteer()


def test_counts_of_units() -> None:
    counts = Counter((unit.edition, unit.level) for unit in BOOK.by_code.values())
    assert counts == {
        (OLD, "province"): 63,
        (OLD, "district"): 696,
        (OLD, "commune"): 10_035,
        (NEW, "province"): 34,
        (NEW, "commune"): 3_321,
    }


def test_every_old_commune_became_something() -> None:
    for unit in BOOK.by_code.values():
        if unit.edition == OLD and unit.level != "district":
            assert BOOK.current(unit)


def test_every_parent_is_known() -> None:
    for unit in BOOK.by_code.values():
        assert BOOK.province(unit).level == "province"


def test_code_means_nothing_without_its_edition() -> None:
    assert BOOK.by_code[OLD, "province", "15"].name == "Yên Bái"
    assert BOOK.by_code[NEW, "province", "15"].name == "Lào Cai"


def test_divided_commune_names_its_main_heir_first() -> None:
    divided = [unit for unit in BOOK.by_code.values() if "," in unit.current]
    assert len(divided) > 400
    assert all(len(BOOK.current(unit)) > 1 for unit in divided)


def test_names_are_found_in_older_spellings() -> None:
    assert [unit.code for unit in BOOK.named("Chư Pah", "district", "huyện", OLD)] == ["627"]
    assert [unit.name for unit in BOOK.named("Tĩnh Gia", "district", "huyện", OLD)] == ["Nghi Sơn"]
    assert [unit.code for unit in BOOK.named("HCM", "province", None, OLD)] == ["79"]


def test_normal_forms() -> None:
    assert normal("Bà Rịa – Vũng Tàu") == normal("bà rịa-vũng tàu")
    assert key("Đắk Lắk") == "daklak"

"""How two appearances of a name are compared: the levels of each comparison, as conditions of SQL.

A level counts where none above it does; what each weighs stands in weights.tsv, which scripts/linking/train.py writes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from bpextract.linking.word_lists import rows

NAME = "name_key"
# Probabilities of a level among pairs of one person (m) and of two (u) only count by their ratio.
_LARGEST = 0.9


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared, and when each of its levels holds. Where none does, nothing is told."""

    name: str
    levels: Mapping[str, str]


def _share(left: str, right: str) -> str:
    return f"list_has_any({left}, {right})"


def _both(column: str) -> str:
    return _share(f"{column}_l", f"{column}_r")


def _fell(early: str, late: str) -> str:
    return f"(published_{early} < published_{late} AND rank_{early} > rank_{late})"


_WHERE_L, _WHERE_R = "list_concat(provinces_l, near_l)", "list_concat(provinces_r, near_r)"
# In hundredths: the logarithms of how rare each is that both documents name.
_BESIDE = "coalesce(list_sum(list_transform(list_intersect(tokens_l, tokens_r), lambda t: t.weight)), 0)"
_YEARS = "abs(birth_year_l - birth_year_r)"
_AGES = "abs(age_l - age_r)"

PEOPLE = (
    Comparison(
        "post",
        {
            "same post": _both("whole_posts"),
            "same body": _both("whole_bodies"),
            "same post elsewhere": f"{_both('posts')} AND len(whole_bodies_l) > 0 AND len(whole_bodies_r) > 0",
            "same post, place not said": _both("posts"),
            "same kind of body": _both("bodies"),
            "same title": _both("titles"),
            "other posts": "in_office_l AND in_office_r",
            "one in office": "in_office_l <> in_office_r",
        },
    ),
    Comparison(
        "place",
        {
            "same province of office": _both("provinces"),
            "same province near": _share(_WHERE_L, _WHERE_R),
            "same province around": _both("around"),
            "other province of office": "len(provinces_l) > 0 AND len(provinces_r) > 0",
            "other province near": f"len({_WHERE_L}) > 0 AND len({_WHERE_R}) > 0",
            "other province around": "len(around_l) > 0 AND len(around_r) > 0",
        },
    ),
    Comparison(
        "beside",
        {
            "many": f"{_BESIDE} > 4000",
            "some": f"{_BESIDE} > 1600",
            "few": f"{_BESIDE} > 0",
            "none": "len(tokens_l) > 0 AND len(tokens_r) > 0",
        },
    ),
    Comparison("gender", {"same": "gender_l = gender_r", "other": "gender_l <> gender_r"}),
    Comparison(
        "birth",
        {
            "same year": f"{_YEARS} <= 1",
            "other year": f"{_YEARS} > 1",
            "same age": f"{_AGES} <= 1",
            "other age": f"{_AGES} > 5",
        },
    ),
    # Ranks only rise: a lower one on a later day is another's.
    Comparison("rank", {"fell": f"{_fell('l', 'r')} OR {_fell('r', 'l')}"}),
    Comparison(
        "home",
        {
            "same place": _both("homes"),
            "same province": _both("home_provinces"),
            "other province": "len(home_provinces_l) > 0 AND len(home_provinces_r) > 0",
        },
    ),
    Comparison("byline", {"both sign": "byline_l AND byline_r", "one signs": "byline_l <> byline_r"}),
)


@cache
def weights() -> dict[tuple[str, str], float]:
    """Return the weight of each level in bits, by comparison and level."""
    return {(comparison, level): float(weight) for comparison, level, weight in rows("weights.tsv")}


def settings(known: Mapping[tuple[str, str], float] | None = None) -> dict[str, Any]:
    """Return the settings of Splink: the same name as the block, its frequency, and every comparison.

    Args:
        known: weights to use in place of the packaged ones.
    """
    known = weights() if known is None else known
    comparisons = [_name(known)]
    for comparison in PEOPLE:
        levels = [
            {
                "sql_condition": condition,
                "label_for_charts": level,
                **_probabilities(known.get((comparison.name, level), 0.0)),
            }
            for level, condition in comparison.levels.items()
        ]
        levels.append({"sql_condition": "ELSE", "label_for_charts": "not told", **_probabilities(0.0)})
        comparisons.append({"output_column_name": comparison.name, "comparison_levels": levels})
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "unique_id",
        "blocking_rules_to_generate_predictions": [{"blocking_rule": f"l.{NAME} = r.{NAME}", "sql_dialect": "duckdb"}],
        "comparisons": comparisons,
        "probability_two_random_records_match": 0.5,
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
    }


def _name(known: Mapping[tuple[str, str], float]) -> dict[str, Any]:
    """Return the comparison of names: all pairs of a block have the same, and rare names weigh more.

    Splink adds log2(u / frequency), times a weight, to the weight of the level; with u = 1/2 and the rest taken from
    the weight of the level that is the rarity of the name in bits.
    """
    return {
        "output_column_name": NAME,
        "comparison_levels": [
            {
                "sql_condition": f"{NAME}_l = {NAME}_r",
                "label_for_charts": "same name",
                "tf_adjustment_column": NAME,
                "tf_adjustment_weight": known.get(("name", "rarity"), 0.0),
                **_probabilities(known.get(("name", "same"), 0.0)),
            },
            {"sql_condition": "ELSE", "label_for_charts": "other names", **_probabilities(0.0)},
        ],
    }


def _probabilities(weight: float) -> dict[str, float]:
    """Return m and u whose ratio is 2 to the power of `weight`."""
    ratio = 2.0**weight
    return {"m_probability": _LARGEST * min(1.0, ratio), "u_probability": _LARGEST * min(1.0, 1 / ratio)}

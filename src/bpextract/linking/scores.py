"""Score pairs of appearances by Splink: the probability that two of one name are one person."""

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bpextract.errors import MissingExtraError
from bpextract.linking.comparisons import NAME, settings

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def score_pairs(
    connection: "DuckDBPyConnection",
    rows: str,
    weights: Mapping[tuple[str, str], float] | None = None,
    keep_levels: bool = False,
) -> str:
    """Score every pair of rows of one name and return the name of the table of pairs.

    Args:
        rows: the table of rows, with the columns that the comparisons read, and `share`, the frequency of the name.
        keep_levels: keep which level each comparison reached, for training.

    Raises:
        MissingExtraError: splink is not installed.
    """
    try:
        from splink import DuckDBAPI, Linker
    except ImportError as error:
        raise MissingExtraError('linking needs Splink and DuckDB: pip install "bpextract[link]"') from error
    logging.getLogger("splink").setLevel(logging.ERROR)
    chosen: dict[str, Any] = settings(weights)
    chosen["retain_intermediate_calculation_columns"] = keep_levels
    api = DuckDBAPI(connection)
    linker = Linker(api.register(rows), chosen, log_level=None)
    connection.execute(
        f"CREATE OR REPLACE TABLE shares_of_names AS SELECT DISTINCT {NAME}, share AS tf_{NAME} FROM {rows}"
    )
    linker.table_management.register_term_frequency_lookup(api.register("shares_of_names"), NAME)
    return str(linker.inference.predict().physical_name)

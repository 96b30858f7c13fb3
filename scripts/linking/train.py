"""Learn the weights of the comparisons of people from names that were judged, and tell how well they link unseen names.

    train.py RESULTS links/dev.jsonl > src/bpextract/linking/weights.tsv

RESULTS is a folder of Parquet that holds the articles of the judged names, and others: what is rare is counted there.
What few judged pairs say of a level is drawn to what unjudged ones say: by how much a level is commoner among
pairs of a rare name, who are mostly one person, than among pairs of two names, who are two.
The judged names are split by name into folds; the figures on standard error are of names that the weights did not see.
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from bpextract.linking.clusters import clusters
from bpextract.linking.comparisons import PEOPLE
from bpextract.linking.evidence import gather_evidence, make_evidence
from bpextract.linking.names import name_key
from bpextract.linking.scores import score_pairs
from bpextract.linking.tables import connect, view_folder

FOLDS = 8
RARE = 2e-7  # share of people with a name, below which two appearances are taken for one person
DRAWN = 40_000  # pairs of two names
LARGEST = 6.0  # bits that a level may say before anything was judged
SHARES = (0.0, 0.25, 0.5, 0.75)  # of what the unjudged say; chosen on names that the weights did not see
PENALTY = 0.6  # of squared weights: few pairs are judged, and some levels have hardly any
LEVELS = [(comparison.name, level) for comparison in PEOPLE for level in comparison.levels]
COLUMNS = [*LEVELS, ("name", "rarity"), ("name", "same")]


def judged(path: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return each name with its documents and the person that each speaks of."""
    groups = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    return [
        (group["name"], [(m["doc_id"], m["person"]) for m in group["members"] if m["person"] not in "-?"])
        for group in groups
    ]


NUMBERS = {(c.name, level): float(n + 1) for c in PEOPLE for n, level in enumerate(c.levels)} | {
    ("name", "rarity"): 1.0
}
"""For each level a number as its weight, which tells in the column of the comparison what was reached."""


def unjudged(connection: Any) -> np.ndarray:
    """Return for each level, in bits, how much commoner it is in pairs of a rare name than in pairs of two names."""
    connection.execute(f"CREATE TABLE rare AS SELECT * FROM person_rows WHERE is_full AND share < {RARE}")
    connection.execute(
        f"""CREATE TABLE drawn AS SELECT * REPLACE (CAST(row_number() OVER (ORDER BY hash(unique_id)) // 2 AS VARCHAR)
        AS name_key) FROM person_rows WHERE is_full ORDER BY hash(unique_id) LIMIT {2 * DRAWN}"""
    )
    shares = []
    for rows in ("rare", "drawn"):
        table = score_pairs(connection, rows, NUMBERS, keep_levels=True)
        counts = {}
        for comparison in PEOPLE:
            column = f"CAST(round(mw_{comparison.name}) AS INTEGER)"
            found = dict(connection.execute(f"SELECT {column}, count(*) FROM {table} GROUP BY 1").fetchall())
            # A comparison speaks of pairs of which something is told.
            total = sum(n for level, n in found.items() if level) + len(comparison.levels)
            for n, level in enumerate(comparison.levels):
                counts[comparison.name, level] = (found.get(n + 1, 0) + 1) / total
        shares.append(counts)
    bits = [np.log2(shares[0][level] / shares[1][level]) for level in LEVELS]
    return np.clip([*bits, 0.0, 0.0], -LARGEST, LARGEST)


def pairs_of(
    connection: Any, groups: list[tuple[str, list[tuple[str, str]]]]
) -> tuple[np.ndarray, np.ndarray, np.ndarray, list[tuple[Any, Any]]]:
    """Return the features of each judged pair, whether it is one person, the number of its name, and its ends."""
    members = {(name_key(name), doc): (n, who) for n, (name, docs) in enumerate(groups) for doc, who in docs}
    connection.execute("CREATE TABLE judged (name_key VARCHAR, doc_id VARCHAR)")
    connection.executemany("INSERT INTO judged VALUES (?, ?)", [list(key) for key in members])
    connection.execute("CREATE TABLE chosen AS SELECT p.* FROM person_rows p JOIN judged USING (name_key, doc_id)")
    table = score_pairs(connection, "chosen", NUMBERS, keep_levels=True)
    names = ", ".join(f"mw_{comparison.name}" for comparison in PEOPLE)
    found = connection.execute(
        f"SELECT l.name_key, l.doc_id, r.doc_id, l.share, {names} FROM {table} "
        "JOIN chosen l ON l.unique_id = unique_id_l JOIN chosen r ON r.unique_id = unique_id_r ORDER BY ALL"
    ).fetchall()
    features, same, name, ends = [], [], [], []
    for key, left, right, share, *reached in found:
        row = dict.fromkeys(COLUMNS, 0.0) | {("name", "rarity"): -np.log2(share), ("name", "same"): 1.0}
        for comparison, number in zip(PEOPLE, reached, strict=True):
            if round(number):
                row[comparison.name, list(comparison.levels)[round(number) - 1]] = 1.0
        features.append(list(row.values()))
        same.append(members[key, left][1] == members[key, right][1])
        name.append(members[key, left][0])
        ends.append(((key, left), (key, right)))
    return np.array(features), np.array(same), np.array(name), ends


def learned(features: np.ndarray, same: np.ndarray, name: np.ndarray, prior: np.ndarray) -> np.ndarray:
    """Return the weights in bits that make the judged pairs most likely, and are near the prior ones."""
    counts = np.bincount(name)[name]
    importance = 1 / np.sqrt(counts)
    scale = np.ones(len(COLUMNS))
    scale[-2] = 0.1  # the rarity is a number of bits; its weight may be small
    penalty = np.where([column[0] == "name" for column in COLUMNS], 0.01, PENALTY)
    sign = np.where(same, 1.0, -1.0)

    start = prior * np.log(2)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (features @ (weights * scale + start))
        value = (importance * np.logaddexp(0, -margin)).sum() + 0.5 * (penalty * weights**2).sum()
        slope = -importance * sign / (1 + np.exp(margin))
        return value, scale * (features.T @ slope) + penalty * weights

    return minimize(loss, np.zeros(len(COLUMNS)), jac=True, method="L-BFGS-B").x * scale / np.log(2) + prior


def grouped(score: np.ndarray, name: np.ndarray, ends: list[tuple[Any, Any]]) -> np.ndarray:
    """Return 1 for pairs that come into one group, else -1."""
    said = -np.ones(len(score))
    for each in np.unique(name):
        chosen = np.flatnonzero(name == each)
        who = sorted({end for n in chosen for end in ends[n]})
        weights = np.zeros((len(who), len(who)))
        for n in chosen:
            left, right = (who.index(end) for end in ends[n])
            weights[left, right] = weights[right, left] = score[n]
        group = clusters(weights)
        for n in chosen:
            left, right = (who.index(end) for end in ends[n])
            said[n] = 1.0 if group[left] == group[right] else -1.0
    return said


def told(same: np.ndarray, score: np.ndarray, at: float = 0.0) -> str:
    said = score > at
    precision, recall = (said & same).sum() / max(1, said.sum()), (said & same).sum() / same.sum()
    return f"pairs P {precision:.3f} R {recall:.3f} F1 {2 * precision * recall / (precision + recall):.3f}"


def main() -> None:
    """Write the weights."""
    groups = judged(sys.argv[2])
    connection = connect()
    view_folder(connection, Path(sys.argv[1]))
    gather_evidence(connection)
    make_evidence(connection)
    features, same, name, ends = pairs_of(connection, groups)
    said = unjudged(connection)
    best = (np.inf, np.zeros(len(COLUMNS)), np.zeros(len(same)))
    for share in SHARES:
        unseen = np.zeros(len(same))
        for fold in range(FOLDS):
            test = name % FOLDS == fold
            unseen[test] = features[test] @ learned(features[~test], same[~test], name[~test], share * said)
        loss = np.logaddexp(0, -np.where(same, 1, -1) * unseen * np.log(2)).mean()
        by_group = told(same, grouped(unseen, name, ends))
        print(f"share {share}: unseen names, grouped: {by_group}; pair by pair: {told(same, unseen)}, loss {loss:.3f}",
              file=sys.stderr)  # fmt: skip
        best = min(best, (loss, share * said, unseen), key=lambda each: each[0])
    _, prior, unseen = best
    weights = learned(features, same, name, prior)
    by_group = told(same, grouped(features @ weights, name, ends))
    print(f"{len(same)} pairs, {same.sum()} of one person; seen names, grouped: {by_group}", file=sys.stderr)
    if "--errors" in sys.argv:
        for n, row in enumerate(features):
            if same[n] != (unseen[n] > 0):
                said = [column for column, value in zip(COLUMNS, row, strict=True) if value]
                print(groups[name[n]][0], same[n], round(unseen[n], 1), said, file=sys.stderr)
    print(
        "# Weights in bits: log2 of how much more likely a level is among pairs of one person than among pairs of two."
    )
    print("# `rarity` is by bit of the rarity of the name. Learned by scripts/linking/train.py.")
    print("comparison\tlevel\tweight")
    for (comparison, level), weight in zip(COLUMNS, weights, strict=True):
        print(f"{comparison}\t{level}\t{weight:.2f}")


if __name__ == "__main__":
    main()

"""Mine places in news: python scripts/mine_places.py SHARED OUT.jsonl.gz [--workers 2]

Writes a line for each article of SHARED/raw: the province that nearly all of its places lie in, and its rows of the
table `places`. scripts/build_towns.py takes from it which towns of the world are named in news, and `--kinds` prints
what unit words before a name tell of it where it has none (Old Trafford, mostly `sân`), for lexicons/place_names.tsv.
"""

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bpextract as bp
from bpextract.lexicons import schemas
from bpextract.lexicons.gazetteer import gazetteer
from bpextract.lexicons.place_forms import normal
from bpextract.lexicons.vocabulary import Vocabulary

RAW = (
    "news-2025-2026", "news-2016-2020-eight-topics", "news-2017-aggregator", "news-2016-2020-politics-law",
)  # fmt: skip
COLUMNS = ["name", "level", "level_group", "code", "country_code", "province", "n_mentions"]
KINDS = frozenset({"site", "street", "feature"})
LEAST = 3  # articles that give a name with a unit word
SHARE = 0.8  # of these articles that agree on its kind


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kinds", action="store_true", help="read OUT, and print the kinds of names")
    args = parser.parse_args()
    if args.kinds:
        for form, group in sorted(kinds(read(args.out))):
            print(form, group, sep="\t")
        return
    with gzip.open(args.out, "wt", encoding="utf-8") as file:
        for rows in mine(args.shared, args.workers):
            file.write(json.dumps(rows, ensure_ascii=False) + "\n")


def mine(shared: Path, workers: int) -> Iterator[list[dict[str, Any]]]:
    """Yield the places of each article that names any."""
    for name in RAW:
        with gzip.open(shared / "raw" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            articles = (
                {"text": "\n".join(filter(None, (each.get("title"), each["text"]))), "published": each.get("published")}
                for each in map(json.loads, lines)
            )
            for result in bp.iter_extract(articles, tables=["places"], workers=workers):
                for _, places in result.places.groupby("doc_id", sort=False):
                    filled = places[COLUMNS].astype(object).where(places[COLUMNS].notna(), None)
                    yield filled.to_dict("records")


def read(path: Path) -> Iterator[list[dict[str, Any]]]:
    """Yield the places of each article, as `mine` found them."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def kinds(articles: Iterator[list[dict[str, Any]]]) -> Iterator[tuple[str, str]]:
    """Yield the names that unit words tell to be of one kind, and that nothing else does."""
    known = {normal(entry["form"]) for entry in Vocabulary().entries(schemas.PLACES)} | gazetteer().by_name.keys()
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for places in articles:
        for place in places:
            if place["level"]:
                told[normal(place["name"])][place["level_group"]] += 1
    for name, groups in told.items():
        group, count = groups.most_common(1)[0]
        enough = groups.total() >= LEAST and count >= SHARE * groups.total()
        if enough and group in KINDS and " " in name and name not in known and not any(map(str.isdigit, name)):
            yield name, group


if __name__ == "__main__":
    main()

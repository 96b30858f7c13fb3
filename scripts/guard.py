"""Score the gold that stands beside the project, and fail when a figure falls under its floor.

    python scripts/guard.py SHARED     (exit 1: a figure fell; 0: none did, or SHARED is not there, which is said)

The floors stand in benchmarks/floors.tsv. Scored are the articles of gold/names that nothing was learned from (see
scripts/names/data.py), the annotated articles that nobody looked at (scripts/annotations.py), gold/dev, facts, codes
and cases, each by the script that came with it.
"""

import argparse
import gzip
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import annotations
import pandas as pd

import bpextract as bp

ROOT = Path(__file__).parents[1]
FLOORS = ROOT / "benchmarks" / "floors.tsv"
NAMES = ("PERSON", "PLACE", "ORG")
sys.path.insert(0, str(ROOT / "scripts" / "names"))


def predictions(articles: Iterable[tuple[str, str]], path: Path) -> None:
    """Write the mentions, and what figures say, as the scripts beside the gold read them."""
    texts = dict(articles)
    result = bp.extract(pd.DataFrame({"id": list(texts), "text": list(texts.values())}), text="text", id="id")
    mentions = result.mentions
    titles = result.roles.set_index(["doc_id", "mention_id"])
    figures = result.figures.set_index(["doc_id", "mention_id"])
    with path.open("w", encoding="utf-8") as file:
        for mention in mentions.itertuples(index=False):
            row: dict[str, Any] = {
                "doc_id": mention.doc_id, "label": mention.label, "start": int(mention.start), "end": int(mention.end),
            }  # fmt: skip
            key = (mention.doc_id, mention.mention_id)
            if mention.label == "ROLE":
                role = titles.loc[key]
                row["title"] = role["title"]
                if pd.notna(role["person_id"]):
                    nearest = _mentions_of(mentions, mention.doc_id, int(role["person_id"]))
                    held = min(nearest, key=lambda start: abs(start - mention.start))
                    row["person_start"] = int(held)
            elif mention.label == "FIGURE":
                figure = figures.loc[key]
                for name in ("value_low", "value_high", "what", "action", "subject"):
                    row[name] = None if pd.isna(figure[name]) else figure[name]
                for name in ("place", "date"):
                    row[name] = _named(result, mention.doc_id, name, figure[f"{name}_id"])
            file.write(json.dumps(row, ensure_ascii=False, default=float) + "\n")


def _mentions_of(mentions: pd.DataFrame, doc_id: str, person: int) -> list[int]:
    mine = mentions[(mentions.doc_id == doc_id) & (mentions.label == "PERSON") & (mentions.entity_id == person)]
    return [int(start) for start in mine.start]


def _named(result: bp.Result, doc_id: str, name: str, id: Any) -> str | None:
    """Return the fullest mention of a place, or the mention of a date, by its id."""
    if pd.isna(id):
        return None
    table = result.table(f"{name}s")
    row = table[(table.doc_id == doc_id) & (table[f"{name}_id"] == id)].iloc[0]
    mentions = result.mentions
    return str(mentions[(mentions.doc_id == doc_id) & (mentions.mention_id == row.mention_id)].text.iloc[0])


def run(*command: object) -> str:
    """Return what a script prints; its exit status does not matter, its figures do."""
    done = subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def names_figures(shared: Path, work: Path) -> Iterator[tuple[str, float]]:
    """Yield the exact F1 of each label on the blind articles of gold/names."""
    from data import part_of_gold

    blind = work / "blind.jsonl.gz"
    rows = []
    with gzip.open(shared / "gold" / "names" / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rows = [row for row in rows if part_of_gold(row["id"]) == "blind"]
    with gzip.open(blind, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    predictions(((row["id"], row["text"]) for row in rows), work / "names.jsonl")
    scores = json.loads(run(shared / "gold" / "names.py", "score", blind, work / "names.jsonl", "--json"))
    for topic, labels in scores.items():
        for label in NAMES:
            if labels[label]["gold"]:
                yield f"names.{topic}.{label}", labels[label]["f1"]


def annotated_figures(name: str, folder: Path, labels: Sequence[str] = ()) -> Iterator[tuple[str, float]]:
    """Yield what `bpextract evaluate` says of a folder of annotated articles, for some `labels` or all of them."""
    from bpextract.corpora.scoring import evaluate

    scores = evaluate(folder, bp.load()).frame().set_index("label")
    for label in labels or scores.index:
        yield f"{name}.{label}", float(scores.loc[label, "f1"])


def other_figures(shared: Path) -> Iterator[tuple[str, float]]:
    """Yield the shares of codes with and without the date, and of cases that pass."""
    for name, options in (("codes", ()), ("codes_published", ("--published",))):
        shares = json.loads(run(shared / "gold" / "codes.py", shared / "gold" / "dev", "--json", *options))
        yield f"{name}.units", shares["units"]
    passed = re.search(
        r"(\d+) passed, (\d+) failed", run(shared / "cases" / "cases.py", shared / "cases" / "public.jsonl")
    )
    if passed is not None:
        yield "cases.passed", float(passed[1])


def facts_figures(shared: Path, work: Path) -> Iterator[tuple[str, float]]:
    """Yield the accuracy of what figures say, of development articles and of articles of all topics."""
    for folder, gold in (("facts", "dev"), ("facts-topics", "facts-topics")):
        articles = []
        for path in sorted((shared / "gold" / gold).glob("*.ann.txt")):
            text = run(shared / "gold" / "gold.py", "json", path)
            row = json.loads(text.splitlines()[0])
            articles.append((row["doc_id"], row["text"]))
        predictions(articles, work / f"{folder}.jsonl")
        said = json.loads(
            run(
                shared / "gold" / "facts.py", "score", shared / "gold" / gold, shared / "gold" / folder,
                work / f"{folder}.jsonl", "--json",
            )
        )  # fmt: skip
        for field in ("what", "action", "subject"):
            yield f"{folder}.{field}", said[field]["accuracy"]
        for field in ("place", "date"):
            p, r = said[field]["p"], said[field]["r"]
            yield f"{folder}.{field}", 2 * p * r / (p + r) if p + r else 0.0


def floors() -> dict[str, float]:
    """Return the floors by figure."""
    lines = [line for line in FLOORS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return {name: float(floor) for name, floor in (line.split("\t") for line in lines[1:])}


def main() -> int:
    """Score and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    args = parser.parse_args()
    if not (args.shared / "gold").is_dir():
        print(f"{args.shared}/gold is not here: accuracy was not scored")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        figures = dict(names_figures(args.shared, work))
        figures |= dict(annotated_figures("dev", args.shared / "gold" / "dev"))
        annotations.write(args.shared, work / "annotated", "blind")
        figures |= dict(annotated_figures("annotated", work / "annotated"))
        annotations.write(args.shared, work / "roles", "roles-blind")
        figures |= dict(annotated_figures("roles", work / "roles", ("PERSON", "ROLE")))
        annotations.write(args.shared, work / "rows", "rows-blind")
        figures |= dict(annotated_figures("rows", work / "rows", ("PERSON", "ROLE", "FIGURE", "DATE")))
        figures |= dict(facts_figures(args.shared, work))
        figures |= dict(other_figures(args.shared))
    wanted = floors()
    fell = [name for name, floor in wanted.items() if figures.get(name, 0.0) < floor]
    for name, figure in figures.items():
        floor = f"floor {wanted[name]:.3f}" if name in wanted else ""
        print(f"{name:24} {figure:.3f}  {floor}{'  FELL' if name in fell else ''}")
    for name in sorted(set(wanted) - set(figures)):
        print(f"{name:24} was not scored  FELL")
    return 1 if fell else 0


if __name__ == "__main__":
    sys.exit(main())

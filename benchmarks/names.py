"""Names on articles that nothing was learned from: exact F1 by topic, and whether confidence is what it says.

    python benchmarks/names.py SHARED [--part blind|unread|tune] [--errors LABEL]

SHARED is the folder with gold/names; the parts are those of scripts/names/data.py. Errors are shown of the part `tune`
alone: `blind` and `unread` stay unread.
"""

import argparse
import sys
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import numpy as np

import bpextract as bp

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts" / "names"))
from data import Labelled, names

LABELS = ("PERSON", "PLACE", "ORG")
_BINS = np.linspace(0.0, 1.0, 11)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--part", choices=("blind", "unread", "tune"), default="blind")
    parser.add_argument("--errors", choices=LABELS)
    args = parser.parse_args()
    if args.errors and args.part != "tune":
        parser.error("what is blind stays unread; errors are shown of --part tune")
    articles = [row for row in names(args.shared) if row.part == args.part]
    found = bp.extract([row.text for row in articles]).mentions
    tally: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    said: list[tuple[float, bool]] = []
    for number, article in enumerate(articles):
        mine = found[(found.doc_id == str(number)) & found.label.isin(LABELS)]
        gold = {span for span in article.spans if span[2] in LABELS}
        rows = {(m.start, m.end, m.label): m.confidence for m in mine.itertuples()}
        said += [(confidence, span in gold) for span, confidence in rows.items()]
        for topic in (article.topic, "all"):
            for label in LABELS:
                wanted, got = ({s for s in spans if s[2] == label} for spans in (gold, rows))
                tally[topic, label].update(hit=len(wanted & got), gold=len(wanted), said=len(got))
        if args.errors:
            _show(article, gold, set(rows), args.errors)
    for topic in [*sorted({topic for topic, _ in tally} - {"all"}), "all"]:
        cells = (f"{label} {_f1(tally[topic, label]):.3f} ({tally[topic, label]['gold']})" for label in LABELS)
        print(f"{topic:8}", "  ".join(cells))
    _calibration(said)


def _f1(count: Counter[str]) -> float:
    return 2 * count["hit"] / max(1, count["gold"] + count["said"])


def _show(article: Labelled, gold: set[tuple[int, int, str]], got: set[tuple[int, int, str]], label: str) -> None:
    for kind, spans in (("missed", gold - got), ("extra", got - gold)):
        for start, end, which in sorted(spans):
            if which == label:
                text = article.text
                around = f"{text[max(0, start - 40) : start]}[{text[start:end]}]{text[end : end + 30]}"
                print(f"{article.id} {kind}: " + around.replace("\n", "⏎"))


def _calibration(said: list[tuple[float, bool]]) -> None:
    """Print for each tenth of confidence how often it was right, and the expected calibration error."""
    confidence, right = (np.array(side, float) for side in zip(*said, strict=True))
    error = 0.0
    for low, high in pairwise(_BINS):
        inside = (confidence > low) & (confidence <= high)
        if inside.any():
            gap = abs(confidence[inside].mean() - right[inside].mean())
            error += gap * inside.mean()
            says, is_right = confidence[inside].mean(), right[inside].mean()
            print(f"confidence {low:.1f}-{high:.1f}: {says:.3f} said, {is_right:.3f} right ({int(inside.sum())})")
    print(f"expected calibration error {error:.4f}")


if __name__ == "__main__":
    main()

"""Accuracy of bpextract and of underthesea.ner (and vinlp, where installed) on a folder of annotated articles.

    python benchmarks/accuracy.py GOLD_DIR

Peers are fed sentences, and their words are found again in the text; they know people, places, organizations only, and
cannot nest: gold that stands inside other gold counts against them as it does against us.
"""

import argparse
import re
from collections.abc import Callable
from pathlib import Path

from bpextract.corpora.found import Found
from bpextract.corpora.scoring import evaluate
from bpextract.lexicons.section_words import packaged_sentence_finder
from bpextract.pipeline import load

LABELS = {"PER": "PERSON", "LOC": "PLACE", "ORG": "ORG"}
Tagger = Callable[[str], list[tuple[str, ...]]]


def found_by(tagger: Tagger) -> Callable[[str], list[Found]]:
    """Return a finder over a peer's tagger, which gives words with a tag B-PER, I-PER … last."""

    def find(text: str) -> list[Found]:
        mentions: list[Found] = []
        for start, end in packaged_sentence_finder().find(text):
            at = start
            opened: tuple[str, int, int] | None = None
            for word, *_, tag in tagger(text[start:end]):
                pattern = r"\s*".join(map(re.escape, re.split(r"[\s_]+", word)))
                match = re.compile(pattern).search(text, at, end)
                if match is None:
                    continue
                at = match.end()
                kind = LABELS.get(tag[2:])
                if opened and not (tag.startswith("I-") and kind == opened[0]):
                    mentions.append(mention(*opened))
                    opened = None
                if kind:
                    opened = (kind, opened[1] if opened else match.start(), match.end())
            if opened:
                mentions.append(mention(*opened))
        return mentions

    return find


def mention(label: str, start: int, end: int) -> Found:
    """Return a found mention without values."""
    return Found(label=label, start=start, end=end, values={}, source="peer")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="a folder of NAME.ann.txt")
    args = parser.parse_args()
    import underthesea

    systems = {"bpextract": load(), "underthesea.ner": found_by(underthesea.ner)}
    try:
        import ViNLP
    except ImportError:
        print("vinlp is not installed (pip install vinlp): left out")
    else:
        systems["vinlp"] = found_by(ViNLP.ner)
    for name, system in systems.items():
        frame = evaluate(args.gold, system).frame().set_index("label")
        print(name)
        print(frame.iloc[: 6 if name == "bpextract" else None].round(3).to_string())


if __name__ == "__main__":
    main()

"""Mine names that news gives without an introduction: `python scripts/mine_known_names.py FOLDER > candidates.tsv`.

FOLDER holds `*.jsonl.gz`, one article a line with a field `text`. A name is known when the articles that introduce it
(by a word of address or a title; a foreign family name: by the full name) are a fair share of those that hold it. Names
whose words tell enough by themselves are left out. The list is read by eye before it goes into the lexicon known_names:
brands that stand after titles (`giám khảo The Face`) look the same.
"""

import argparse
import gzip
import json
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bpextract.annotation import Annotation
from bpextract.components.organizations import OrganizationsFinder
from bpextract.components.people import PeopleFinder, spread_evidence
from bpextract.components.places import PlacesFinder
from bpextract.text.syllables import is_syllable

LEAST_ARTICLES, LEAST_INTRODUCED = 4, 3
# How often an article introduces a name that is a person's, and one that is not (by mistake).
RIGHT, WRONG = 0.35, 0.03
ENOUGH = 2.0
TELLING = 2.0  # the evidence of the words that makes an entry needless


def articles(folder: Path) -> Iterator[str]:
    """Yield the text of every article."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]


def names_of(annotation: Annotation, people: PeopleFinder) -> tuple[set[str], set[str]]:
    """Return the names that an article holds, and those among them that it introduces."""
    candidates = list(people.candidates(annotation))
    spread_evidence(candidates)
    people.mark_known(candidates)
    held: set[str] = set()
    introduced: set[str] = set()
    for candidate in candidates:
        name = " ".join(candidate.words)
        if len(candidate.words) > 1:
            held.add(name)
            cued = candidate.kind in ("honorific", "title") and people.decide(candidate) is not None
            if cued:
                introduced.add(name)
            if cued or candidate.score > 2:
                introduced.add(candidate.words[-1])
        elif len(name) > 2 and not is_syllable(name) and not candidate.acronym:
            held.add(name)
            if candidate.kind == "honorific" and people.decide(candidate) is not None:
                introduced.add(name)
    return held, introduced & held


def main() -> None:
    """Print the candidates, with the articles that hold and those that introduce each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    places, organizations, people = PlacesFinder(), OrganizationsFinder(), PeopleFinder()
    held: Counter[str] = Counter()
    introduced: Counter[str] = Counter()
    for text in articles(parser.parse_args().folder):
        annotation = Annotation.of(text)
        for finder in (places, organizations):
            annotation.mentions[finder.label] = list(finder.find(annotation))
        these, those = names_of(annotation, people)
        held.update(these)
        introduced.update(those)
    gain, loss = math.log(RIGHT / WRONG), math.log((1 - RIGHT) / (1 - WRONG))
    for name, count in sorted(held.items()):
        known = introduced[name]
        if count < LEAST_ARTICLES or known < LEAST_INTRODUCED or "." in name:
            continue
        needless = " " in name and people.scorer.name(name.split()) >= TELLING
        if not needless and known * gain + (count - known) * loss > ENOUGH:
            print(name, count, known, sep="\t")


if __name__ == "__main__":
    main()

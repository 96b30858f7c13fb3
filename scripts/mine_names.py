"""Mine the statistics of names from raw articles: `python scripts/mine_names.py FOLDER`.

FOLDER holds `*.jsonl.gz`, one article a line with a field `text`. Writes lexicons/name_words.tsv (how like a person's
name a word is, by its position) and lexicons/name_contexts.tsv (how like a person's the words beside a name are).

Distant supervision in the manner of Collins and Singer (1999): cues that we trust (honorifics, titles, unit words)
label strings; the strings' other occurrences tell which contexts go with people; these label more strings.
"""

import argparse
import gzip
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from bpextract.components.names import find_runs
from bpextract.lexicons import schemas
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.text.folding import fold
from bpextract.text.syllables import is_acronym

LEXICONS = Path(schemas.__file__).parent
TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s]|\n")
LOWER = re.compile(r"(?<![^\W_])[^\W\d_]+")
FOLLOWER = re.compile(r" ([^\W\d_]+)(?= ([^\W\d_]+))?")
SENTENCE_START = frozenset('.!?…:;"“‘«•*\n')
HONORIFIC, TITLE, OTHER = 2, 1, -1
MOST_OF_ONE = 20  # occurrences of one string that count, so that the famous do not drown the others


class Observations(NamedTuple):
    """What the articles hold: runs of several words inside a sentence with the keys of their context; single words
    likewise; how often a word is lower-case and capitalized inside a sentence.
    """

    seen: list[tuple[str, tuple[str, ...]]]
    single: list[tuple[str, tuple[str, ...]]]
    lower: Counter[str]
    upper: Counter[str]


def articles(folder: Path) -> Iterator[str]:
    """Yield the text of every article."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]


def context(text: str, start: int, end: int) -> tuple[list[str], list[str]]:
    """Return up to three tokens before and two after a span, folded."""
    before = TOKEN.findall(fold(text[max(0, start - 32) : start]))[-3:]
    after = TOKEN.findall(fold(text[end : end + 24]))[:2]
    return [shape(token) for token in before], [shape(token) for token in after]


def shape(token: str) -> str:
    """Return the token, numbers all alike."""
    return "0" if token[0].isdigit() else token


def observe(folder: Path, votes: dict[str, int], compounds: Collection[str]) -> "Observations":
    """Read the articles once."""
    seen: list[tuple[str, tuple[str, ...]]] = []
    single: list[tuple[str, tuple[str, ...]]] = []
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    cache: dict[str, str] = {}
    surnames = {fold(entry["form"]) for entry in Vocabulary().entries(schemas.SURNAMES)}
    units = {key[1:] for key, vote in votes.items() if vote == OTHER} - surnames
    for text in articles(folder):
        lower.update(word for word in LOWER.findall(text) if word.islower())
        for start, end, words in find_runs(text):
            before, after = context(text, start, end)
            if after and f"{fold(words[-1])} {after[0]}" in compounds:
                words = words[:-1]  # whatever follows is no context of what is left
                after = []
                if not words:
                    continue
            while len(words) > 1 and (is_acronym(words[0]) or fold(words[0]) in units):
                before = [*before[-2:], words[0].lower()]
                words = words[1:]
            if not before or before[-1] in SENTENCE_START:
                upper.update(fold(word) for word in words[1:])
                continue
            upper.update(fold(word) for word in words)
            context_keys = keys(before, after)
            name = fold(words[0]) if len(words) == 1 else " ".join(words)
            (single if len(words) == 1 else seen).append((cache.setdefault(name, name), context_keys))
    return Observations(seen, single, lower, upper)


def keys(before: list[str], after: list[str]) -> tuple[str, ...]:
    """Return the context as the keys of the table: one and two words (and three, for cues) on each side."""
    left = tuple("<" + " ".join(before[-n:]) for n in (1, 2, 3) if len(before) >= n)
    return left + tuple(">" + " ".join(after[:n]) for n in (1, 2) if len(after) >= n)


def seeds() -> dict[str, int]:
    """Return what the cues say, by their context key."""
    votes = {"<" + entry["form"]: HONORIFIC for entry in Vocabulary().entries(schemas.HONORIFICS)}
    for entry in Vocabulary().entries(schemas.PERSON_CUES):
        votes.setdefault("<" + entry["form"], TITLE if entry["kind"] == "title" else OTHER)
    return votes


def cue_vote(context_keys: tuple[str, ...], votes: dict[str, int]) -> int:
    """Return the vote of the longest cue before the name."""
    for key in reversed([key for key in context_keys if key[0] == "<"]):
        if key in votes:
            return votes[key]
    return 0


def label(evidence: dict[str, list[float]]) -> dict[str, bool]:
    """Return the strings that are clearly people's (True) or clearly not (False)."""
    labels = {}
    for name, (good, bad) in evidence.items():
        share = (good + 0.1) / (good + bad + 0.2)
        if good + bad >= 1 and (share > 0.85 or share < 0.15):
            labels[name] = share > 0.5
    return labels


def log_odds(good: Counter[str], bad: Counter[str], least: int, prior: float) -> dict[str, float]:
    """Return for each key seen `least` times log p(key | person) / p(key | other), shrunk by `prior` counts."""
    all_good, all_bad = max(1, sum(good.values())), max(1, sum(bad.values()))
    rate = all_good / (all_good + all_bad)
    odds = {}
    for key in good.keys() | bad.keys():
        if good[key] + bad[key] >= least:
            good_share = (good[key] + prior * rate) / all_good
            bad_share = (bad[key] + prior * (1 - rate)) / all_bad
            odds[key] = math.log(good_share / bad_share)
    return odds


def contexts(seen: list[tuple[str, tuple[str, ...]]], labels: dict[str, bool], least: int) -> dict[str, float]:
    """Return the log odds of each context key, from the occurrences of the labelled strings."""
    counts = {True: Counter[str](), False: Counter[str]()}
    taken: Counter[str] = Counter()
    for name, context_keys in seen:
        if name in labels and taken[name] < MOST_OF_ONE:
            taken[name] += 1
            counts[labels[name]].update(context_keys)
    return log_odds(counts[True], counts[False], least, prior=4)


def side_score(context_keys: tuple[str, ...], odds: dict[str, float]) -> float:
    """Return the evidence of a context: the longest known key on each side."""
    score = {"<": 0.0, ">": 0.0}
    for key in context_keys:
        if key in odds:
            score[key[0]] = odds[key]
    return score["<"] + score[">"]


def words_table(labels: dict[str, bool], counts: Counter[str]) -> dict[str, Counter[str]]:
    """Return the log odds of words by position in the name, from the labelled strings."""
    good: dict[str, Counter[str]] = defaultdict(Counter)
    bad: dict[str, Counter[str]] = defaultdict(Counter)
    for name, person in labels.items():
        words = [fold(word) for word in name.split()]
        if len(words) > 5:
            continue
        side = good if person else bad
        weight = min(4, counts[name])
        places = ["first", *["middle"] * (len(words) - 2), "last"]
        for place, word in zip(places, words, strict=True):
            side[place][word] += weight
    return {place: log_odds(good[place], bad[place], 4, prior=2) for place in ("first", "middle", "last")}


def find_compounds(folder: Path) -> dict[str, float]:
    """Return the pairs of a capitalized and a lower-case word that are one word (Chủ tịch), with their mutual
    information.

    Any verb may follow a name; the second half of a compound follows few words.
    """
    pairs: Counter[tuple[str, str]] = Counter()
    verbs = {entry["form"] for entry in Vocabulary().entries(schemas.VERBS)}
    for text in articles(folder):
        for _, end, words in find_runs(text):
            follower = FOLLOWER.match(text, end)
            if follower and fold(f"{follower[1]} {follower[2]}") not in verbs:  # Trần Đại Quang | bày tỏ
                pairs[fold(words[-1]), fold(follower[1])] += 1
    total = sum(pairs.values())
    firsts: Counter[str] = Counter()
    seconds: Counter[str] = Counter()
    for (first, second), count in pairs.items():
        firsts[first] += count
        seconds[second] += count
    return {
        f"{first} {second}": information
        for (first, second), count in pairs.items()
        if count >= 15
        and (information := math.log(count * total / (firsts[first] * seconds[second]))) >= 3
        and (information >= 5 or count / seconds[second] >= 0.03)
    }


def write(name: str, about: list[str], columns: list[str], rows: list[list[str]]) -> None:
    """Write a lexicon."""
    lines = [*(f"# {line}" for line in about), "\t".join(columns), *("\t".join(row) for row in sorted(rows))]
    (LEXICONS / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Mine and write both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    votes = seeds()
    folder = parser.parse_args().folder
    compounds = find_compounds(folder)
    seen, single, lower, upper = observe(folder, votes, compounds)
    counts = Counter(name for name, _ in seen)
    evidence: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for name, context_keys in seen:
        vote = cue_vote(context_keys, votes)
        if vote:
            evidence[name][vote < 0] += 1
    labels = label(evidence)
    odds = contexts(seen, labels, least=40)
    print(
        f"{len(seen)} runs, {len(counts)} strings, {sum(labels.values())} people's and {len(labels)} labelled by cues"
    )
    evidence.clear()
    for name, context_keys in seen:
        score = cue_vote(context_keys, votes) * 2.0 or side_score(context_keys, odds)
        if abs(score) > 1.5:
            evidence[name][score < 0] += 1
    labels = label(evidence)
    odds = contexts(seen, labels, least=40)
    print(f"{sum(labels.values())} people's and {len(labels)} labelled by contexts, {len(odds)} contexts")
    source = "Mined from 43,000 news articles of 2016-2020 by scripts/mine_names.py; log odds, natural logarithm."
    write(
        "name_compounds",
        [
            source.replace("log odds, natural logarithm", "pointwise mutual information"),
            "form: a capitalized word and the lower-case word after it that are one, so that no name ends between.",
        ],
        ["form", "weight"],
        [[pair, f"{value:.1f}"] for pair, value in compounds.items()],
    )
    write(
        "name_contexts",
        [source, "form: the words before (<) or after (>) a capitalized run; 0 stands for any number."],
        ["form", "weight"],
        [[key, f"{value:.1f}"] for key, value in odds.items() if abs(value) >= 0.5 and not key.count("\n")],
    )
    alone = {True: Counter[str](), False: Counter[str]()}
    for word, context_keys in single:
        alone[cue_vote(context_keys, votes) * 2.0 + side_score(context_keys, odds) > 1.5][word] += 1
    table = words_table(labels, counts) | {"alone": log_odds(alone[True], alone[False], 5, prior=1)}
    rows = []
    for word in set().union(*table.values()):
        common = math.log((lower[word] + 1) / (upper[word] + 1))
        cells = [f"{table[place][word]:.1f}" if word in table[place] else "" for place in table]
        rows.append([word, *cells, f"{common:.1f}"])
    write(
        "name_words",
        [
            source,
            "first, middle, last: place in the run; alone: a run of one word, by what stands beside it;",
            "common: lower-case against capitalized inside a sentence.",
        ],
        ["form", *table, "common"],
        rows,
    )


if __name__ == "__main__":
    main()

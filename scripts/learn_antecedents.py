"""Learn whom pronouns stand for, from people whose gender words beside their names tell.

    python scripts/learn_antecedents.py SHARED [--out FILE]      (needs: pip install torch)

In raw news, a pronoun fits those of its gender among the people named before it. The weights are those with which the
pronouns of four in five articles are likeliest. Then the gender of each person of the other articles is told by the
pronouns alone, as if nothing else told it: how many are told, and how many of these rightly, is printed. The same input
gives the same weights.
"""

import argparse
import gzip
import hashlib
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import torch

from bpextract.annotation import Annotation
from bpextract.extractor import Extractor
from bpextract.lexicons import schemas
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.names import antecedents
from bpextract.names.antecedents import UNLIKE, Weights, is_clear, log_odds
from bpextract.names.full_names import full_names
from bpextract.names.people import PeopleFinder
from bpextract.names.pronouns import Pronoun, PronounReader

RAW = {
    "news-2016-2020-eight-topics": 9000, "news-2016-2020-politics-law": 3000, "news-2017-aggregator": 9000,
    "news-2025-2026": 1500,
}  # fmt: skip
"""Articles that are read of each file of raw news."""
OUT = Path(antecedents.__file__).with_name(antecedents.FILE)
SEED = 11
LEAST = 25  # times that a feature stands, to get a weight
DECAY = 1.0  # what the square of a weight costs
ROUNDS = 300
HEADER = """\
# What speaks for whom a pronoun stands for: weights that are added up. Learned by scripts/learn_antecedents.py.
# rank: how many others were named since, and sentences between; role, next: how the name stands in its sentence, and
# what follows; somebody, last: words for others since; ahead, again: words for others, and pronouns, before the name;
# opens: what leads to the pronoun; no: for nobody of those named before.
feature	weight
"""


class Text(NamedTuple):
    """The pronouns of an article, and the genders that words beside names tell."""

    held_out: bool
    pronouns: list[Pronoun]
    told: dict[str, str]


def texts(shared: Path) -> Iterator[Text]:
    """Yield the articles that have pronouns and somebody whose gender is told."""
    vocabulary = Vocabulary()
    extractor = Extractor()
    finder = extractor.finders["PERSON"]
    assert isinstance(finder, PeopleFinder)
    reader = PronounReader(vocabulary.entries(schemas.GENDER_WORDS), vocabulary.entries(schemas.TITLES))
    for name, size in RAW.items():
        with gzip.open(shared / "raw" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        random.Random(SEED).shuffle(rows)
        for row in rows[:size]:
            annotation = Annotation.of(row["text"], None, None, extractor.sections, extractor.glued)
            annotation.take(extractor.decision.names(annotation))
            people, leads = finder.people(annotation)
            pronouns = [*reader.read(annotation, people, leads)]
            full = full_names(people)
            genders: dict[str, set[str]] = {}
            for person in people:
                if person.gender and not person.byline:
                    genders.setdefault(full[person.name], set()).add(person.gender)
            told = {name: next(iter(each)) for name, each in genders.items() if len(each) == 1}
            if pronouns and told:
                yield Text(hashlib.sha256(str(row["id"]).encode()).digest()[0] % 5 == 0, pronouns, told)


def learn(learned: Sequence[Text]) -> Weights:
    """Return the weights with which the pronouns of the texts are likeliest."""
    torch.set_num_threads(1)
    told = [
        (pronoun, text.told)
        for text in learned
        for pronoun in text.pronouns
        if not text.told.keys().isdisjoint(pronoun.named)
    ]
    counts = Counter(
        feature for pronoun, _ in told for each in (pronoun.nobody, *pronoun.named.values()) for feature in each
    )
    kept = sorted(feature for feature, count in counts.items() if count >= LEAST)
    number_of = {feature: number for number, feature in enumerate(kept)}
    widest = max(len(pronoun.named) for pronoun, _ in told) + 1
    longest = max(len(each) for pronoun, _ in told for each in (pronoun.nobody, *pronoun.named.values()))
    features = torch.full((len(told), widest, longest), len(number_of))
    fits = torch.zeros(len(told), widest, dtype=torch.double)
    for row, (pronoun, genders) in enumerate(told):
        fits[row, 0] = 0.5
        for column, each in enumerate((pronoun.nobody, *pronoun.named.values())):
            known = [number_of[feature] for feature in each if feature in number_of]
            features[row, column, : len(known)] = torch.tensor(known, dtype=torch.long)
        for column, name in enumerate(pronoun.named, 1):
            gender = genders.get(name)
            fits[row, column] = 0.5 if gender is None else 1.0 if gender == pronoun.gender else UNLIKE
    weights = torch.zeros(len(number_of), dtype=torch.double, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=ROUNDS, history_size=20, line_search_fn="strong_wolfe")

    def step() -> torch.Tensor:
        optimizer.zero_grad()
        scores = torch.cat([weights, weights.new_zeros(1)])[features].sum(2).masked_fill(fits == 0, -torch.inf)
        loss = -torch.log((torch.softmax(scores, 1) * fits).sum(1)).sum() + DECAY * (weights**2).sum()
        loss.backward()
        return loss

    optimizer.step(step)
    return dict(zip(number_of, weights.detach().tolist(), strict=True))


def measure(texts: Sequence[Text], weights: Weights) -> None:
    """Print how many of the people before pronouns are told by these alone, and how many rightly."""
    named = clear = right = 0
    for text in texts:
        for name, gender in text.told.items():
            others = {other: sex for other, sex in text.told.items() if other != name}
            odds = log_odds(text.pronouns, others, weights).get(name)
            named += bool(odds)
            if odds and is_clear(odds):
                clear += 1
                right += (sum(odds) > 0) == (gender == "male")
    print(
        f"of {named} people of {len(texts)} articles {clear / named:.3f} are told, {right / clear:.3f} of them rightly"
    )


def main() -> None:
    """Learn and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    every = [*texts(args.shared)]
    weights = learn([text for text in every if not text.held_out])
    rounded = {feature: round(weight, 2) for feature, weight in sorted(weights.items())}
    args.out.write_text(
        HEADER + "".join(f"{feature}\t{weight}\n" for feature, weight in rounded.items()), encoding="utf-8"
    )
    print(f"{args.out}: {len(rounded)} weights of {len(every)} articles")
    measure([text for text in every if text.held_out], rounded)


if __name__ == "__main__":
    main()

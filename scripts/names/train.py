"""Train the decision about names, from the labelled texts and the raw news, and write the model of the package.

    PYTHONHASHSEED=0 python scripts/names/train.py SHARED WORK [--quick]      (needs: pip install torch gensim)

SHARED is the folder with gold/ and raw/; WORK keeps what takes long (vectors, counted strings). In order:

1. vectors of words from the raw news;
2. two models, each from half of the labelled texts; each reads the raw news, and what they say of strings is counted;
3. three teachers, which differ in their seeds alone, and whose texts know of strings what the *other* half's model
   said. In their last epochs single sentences count more;
4. a smaller model, which learns what the teachers together say of raw news, and at last from the labelled texts as
   they did, with each of two seeds: the mean of the weights ships. Its temperature is that of the texts of the part
   `tune`, which nothing here learns from.

With `--quick` there are no teachers: the small model learns from the labelled texts alone, in less than an hour on two
cores. The same input gives the same model. Texts of the part `blind` are never read here.
"""

import argparse
import hashlib
import multiprocessing
import pickle
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from adjacent import made_up
from data import Labelled, annotated, half, names, raw
from distil import raw_texts, teach
from documents import ROW, Document, no_strings, read
from learn import LIKELY, alone, pupil, settle, settled, temperature_of, train, untrained
from network import Network
from strings import Counts, count_strings, table
from torch import Tensor
from varied import varied
from vectors import train_vectors, write_sentences

from bpextract.decision.decide import Decision, phrases_of
from bpextract.decision.evidence import NEAR, Near, Reader
from bpextract.decision.known import KnownStrings
from bpextract.decision.model import FILE, load_model, save_model
from bpextract.decision.phrases import Phrases
from bpextract.decision.words import Words
from bpextract.lexicons import schemas
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.text.folding import fold

NARROW = Near(3, 5, 0.8)  # what is read until the last epochs: a fifth less, and the names are as well learned
SENTENCES = 12  # times a single sentence is read in the last epochs: they are few, and people ask of them, too
MADE_UP = 600  # texts in which names follow each other with nothing between
VARIED = 6000  # labelled texts that are read once more as another paper might print them
TIMES = 5  # an annotated article is read in an epoch: they are few, and follow the fuller guidelines
WHOLE = 8  # names of a text that is an article rather than an example
OUT = Path(__file__).parents[2] / "src" / "bpextract" / "decision" / FILE


@dataclass(frozen=True)
class Plan:
    """How much each step does.

    Attributes:
        first_epochs: of the two models that tell what strings are; every: one in so many texts of raw news they read.
        seeds: of the teachers, if there are any.
    """

    first_epochs: int
    every: int
    seeds: tuple[int, ...]


FULL = Plan(7, 1, (1, 2, 3))
QUICK = Plan(2, 3, ())


@dataclass(frozen=True)
class Setting:
    """What every step needs: where the texts are, what a reader is made of, and how much is done."""

    shared: Path
    work: Path
    words: list[str]
    vectors: np.ndarray
    plan: Plan = FULL

    def documents(self, rows: Iterable[Labelled], known: KnownStrings, near: Near = NARROW) -> list[Document]:
        """Return the documents of labelled texts, their strings looked up in `known`."""
        reader = self.reader(known, near)
        return [found for row in rows if (found := read(row, reader)) is not None]

    def reader(self, known: KnownStrings, near: Near = NEAR) -> Reader:
        """Return what makes the evidence of texts."""
        vocabulary = Vocabulary()
        surnames = [fold(entry["form"]) for entry in vocabulary.entries(schemas.SURNAMES)]
        return Reader(Words(self.words, surnames), Phrases(phrases_of(vocabulary)), known, near)


def first_strings(setting: Setting, number: int) -> None:
    """Train on one half of the texts, read the raw news, and write what was counted."""
    torch.set_num_threads(1)
    rows = list(names(setting.shared))
    mine = [row for row in rows if row.part == "train" and half(row.id) == number]
    network = train(setting.documents(mine, no_strings()), setting.vectors, setting.plan.first_epochs)
    path = setting.work / f"first{number}.npz"
    save_model(path, network.export(), setting.words, np.zeros(0, np.uint32), np.zeros((0, ROW), np.uint8), 1.0)
    texts = islice(raw(setting.shared, {row.id for row in rows}), 0, None, setting.plan.every)
    counts = count_strings(Decision(Vocabulary(), load_model(path), NARROW), texts)
    with (setting.work / f"strings{number}.pkl").open("wb") as file:
        pickle.dump({string: row for string, row in counts.items() if row[-1] > 1}, file)


def teacher(setting: Setting, seed: int) -> dict[str, Tensor]:
    """Return the weights of a teacher, whose texts of `train` know what the other half's model said of strings."""
    torch.set_num_threads(1)
    counts = _counts(setting)
    network = train(_documents(setting, counts, NARROW, 1), setting.vectors, seed=seed)
    return dict(settle(network, _documents(setting, counts, NEAR, SENTENCES), seed).state_dict())


def final_model(setting: Setting, weights: Sequence[Mapping[str, Tensor]]) -> tuple[Network, float]:
    """Return the small model, which learns from the teachers with these weights if any, and its temperature."""
    counts = _counts(setting)
    both, every = _known(*table(counts)), list(names(setting.shared))
    last = _documents(setting, counts, NEAR, SENTENCES)
    tune = [row for row in every if row.part == "tune"]
    if not weights:
        network = alone(_documents(setting, counts, NARROW, 1), last, setting.vectors)
        return network, temperature_of(network, setting.documents(tune, both, NEAR))
    teachers = [untrained(setting.vectors, last).eval() for _ in weights]
    for network, state in zip(teachers, weights, strict=True):
        network.load_state_dict(state)
    unread = {row.id.partition("@")[0] for row in every if row.part != "train"}
    taught = list(teach(teachers, raw_texts(setting.shared, unread), setting.reader(both), LIKELY))
    network = settled(pupil(teachers, taught), last)
    return network, temperature_of(network, setting.documents(tune, both, NEAR))


def _documents(setting: Setting, counts: list[Counts], near: Near, sentences: int) -> list[Document]:
    """Return what teachers and the final model learn from, each single sentence so many times."""
    both = _known(*table(counts))
    documents = [
        document
        for document in setting.documents(annotated(setting.shared), both, near)
        for _ in range(TIMES if len(document.gold) > WHOLE else sentences)
    ]
    learned = [row for row in names(setting.shared) if row.part == "train"]
    documents += setting.documents(made_up(learned, MADE_UP), both, near)
    documents += setting.documents(varied(learned, VARIED), both, near)
    for number in (0, 1):
        other = _known(*table([counts[1 - number]]))
        documents += setting.documents((row for row in learned if half(row.id) == number), other, near)
    return documents


def _counts(setting: Setting) -> list[Counts]:
    return [pickle.loads((setting.work / f"strings{number}.pkl").read_bytes()) for number in (0, 1)]


def _known(keys: np.ndarray, rows: np.ndarray) -> KnownStrings:
    return KnownStrings(keys, rows.astype(np.float32) / 255)


def main() -> None:
    """Train and write the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--quick", action="store_true", help="without teachers, in less than an hour")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    cached = args.work / "vectors.npz"
    if not cached.exists():
        write_sentences(raw(args.shared, {row.id for row in names(args.shared)}), args.work / "sentences.txt")
        words, vectors = train_vectors(args.work / "sentences.txt")
        np.savez(cached, words=np.array(words), vectors=vectors)
    with np.load(cached) as stored:
        plan = QUICK if args.quick else FULL
        setting = Setting(args.shared, args.work, stored["words"].tolist(), stored["vectors"], plan)
    missing = [number for number in (0, 1) if not (args.work / f"strings{number}.pkl").exists()]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        pool.starmap(first_strings, [(setting, number) for number in missing])
        weights = pool.starmap(teacher, [(setting, seed) for seed in setting.plan.seeds], chunksize=1)
    torch.set_num_threads(1)
    network, temperature = final_model(setting, weights)
    keys, rows = table(_counts(setting))
    save_model(args.out, network.export(), setting.words, keys, rows, temperature)
    digest = hashlib.sha256(args.out.read_bytes()).hexdigest()
    print(f"{args.out}: {args.out.stat().st_size} bytes, sha256 {digest}")
    print(f"{len(keys)} strings, temperature {temperature:.2f}")


if __name__ == "__main__":
    main()

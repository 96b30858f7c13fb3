"""Let the model of the package learn on from the labelled texts: after more labels, cheaper than training anew.

    python scripts/names/go_on.py SHARED OUT.npz [--start FILE.npz] [--before LABELS.jsonl.gz] [--times N]
                                  [--epochs N] [--rate R] [--hold N] [--seeds N N]

Each seed learns by itself, on a core of its own, from all texts to learn from; those that are not in the labels of
`--before` are read several times an epoch. The mean of the seeds' weights and of the model before, which counts
`--hold` times, is written; it has the known strings, the words and the temperature of the model before. The same input
gives the same model. Needs PyTorch.
"""

import argparse
import hashlib
import multiprocessing
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from adjacent import made_up
from data import OURS, annotated, lines, names
from documents import Document
from learn import SETTLE_DROPOUT, SETTLE_RATES, settle
from network import Network
from train import MADE_UP, OUT, SENTENCES, TIMES, VARIED, WHOLE, Setting
from varied import varied

from bpextract.decision.evidence import NEAR
from bpextract.decision.model import load_model, save_model

Weights = dict[str, np.ndarray]


class Lesson(NamedTuple):
    """What all seeds learn: see the arguments of this script; `new` are the ids of the texts that are read `times`."""

    shared: Path
    start: Path
    new: frozenset[str]
    times: int
    epochs: int
    rate: float

    def documents(self) -> list[Document]:
        """Return what is learned from in an epoch."""
        model = load_model(self.start)
        setting = Setting(self.shared, self.shared, model.words, model.weights["word"][1:])
        found = [
            document
            for document in setting.documents(annotated(self.shared), model.known, NEAR)
            for _ in range(TIMES if len(document.gold) > WHOLE else SENTENCES)
        ]
        rows = [row for row in names(self.shared) if row.part == "train"]
        found += setting.documents(made_up(rows, MADE_UP), model.known, NEAR)
        found += setting.documents(varied(rows, VARIED), model.known, NEAR)
        found += setting.documents(rows, model.known, NEAR)
        again = [row for row in rows if row.id in self.new]
        print(f"{len(rows)} texts, {len(again)} of them new", flush=True)
        return found + setting.documents(again, model.known, NEAR) * (self.times - 1)


def learned(lesson: Lesson, seed: int) -> Weights:
    """Return the weights after the lesson."""
    torch.set_num_threads(1)
    network = Network.of(load_model(lesson.start).weights)
    network.rate, network.word_rate, network.known_rate = SETTLE_DROPOUT, *SETTLE_RATES
    network.word.weight.requires_grad_(False)
    return settle(network, lesson.documents(), seed, lesson.epochs, lesson.rate).export()


def main() -> None:
    """Train and write the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--start", type=Path, default=OUT)
    parser.add_argument("--before", type=Path, default=OURS, help="the labels that the model before had learned from")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--rate", type=float, default=2.5e-4)
    parser.add_argument("--hold", type=int, default=1, help="how often the model before counts in the mean")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2])
    args = parser.parse_args()
    new = frozenset(row["id"] for row in lines(OURS)) - {row["id"] for row in lines(args.before)}
    lesson = Lesson(args.shared, args.start, new, args.times, args.epochs, args.rate)
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        each = pool.starmap(learned, [(lesson, seed) for seed in args.seeds], chunksize=1)
    model = load_model(args.start)
    each += [model.weights] * args.hold
    weights = {name: np.mean([one[name] for one in each], axis=0) for name in model.weights}
    with np.load(args.start, allow_pickle=False) as stored:
        save_model(args.out, weights, model.words, stored["keys"], stored["rows"], model.temperature)
    print(f"{args.out}: sha256 {hashlib.sha256(args.out.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()

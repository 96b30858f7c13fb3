"""Let the model of the package learn on from the answered articles: after more answers, cheaper than training anew.

    python scripts/facts/go_on.py SHARED OUT.npz [--start FILE.npz] [--epochs N] [--rate R] [--seeds N N]

Each seed learns by itself, on a core of its own, from all answered articles but those kept apart (the parts `tune` and
`blind`), and the mean of their weights is written. The same input gives the same model. Needs PyTorch.
"""

import argparse
import hashlib
import multiprocessing
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from documents import Document, answered
from model import Model
from train import BATCH, OUT, SETTLE_DROPOUT, learn

from bpextract.extractor import Extractor
from bpextract.learned.weights import unpacked, unpacked_words
from bpextract.relations.model import save_model
from bpextract.relations.reading import Forms

Weights = dict[str, np.ndarray]


def learned(start: Weights, many: Sequence[Document], epochs: int, rate: float, seed: int) -> Weights:
    """Return the weights after so many epochs more."""
    torch.set_num_threads(1)
    model = Model.restored(start, SETTLE_DROPOUT)
    return learn(model, [(model.loss, many, BATCH)], epochs, seed, rate).export()


def main() -> None:
    """Train and write the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--start", type=Path, default=OUT)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=8e-4)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2])
    args = parser.parse_args()
    with np.load(args.start, allow_pickle=False) as stored:
        start, forms = unpacked(stored), unpacked_words(stored["forms"])
    many = answered(args.shared, Extractor(), Forms(forms), kept=("tune", "blind"))
    print(len(many), "answered articles and sentences", flush=True)
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        each = pool.starmap(learned, [(start, many, args.epochs, args.rate, seed) for seed in args.seeds], chunksize=1)
    save_model(args.out, {name: np.mean([one[name] for one in each], axis=0) for name in each[0]}, forms)
    print(f"{args.out}: sha256 {hashlib.sha256(args.out.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()

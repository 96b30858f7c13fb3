"""Let the model of the package learn from a larger one, which attends to the whole window of a figure.

    python scripts/facts/attend.py SHARED OUT.npz [--start FILE.npz]      (needs: pip install torch)

1. The larger network (attentive.py) learns from the answered articles.
2. What it and the model of the package say together of raw news teaches the latter, beside the answers, once with each
   seed; then the answers alone.
3. The mean of these and of the model before is written.

The parts `tune` and `blind` of the answered articles are never read. The same input gives the same model.
"""

import argparse
import hashlib
import multiprocessing
from collections.abc import Sequence
from multiprocessing.queues import SimpleQueue
from pathlib import Path

import numpy as np
import torch
from attentive import attentive
from data import ours
from distil import Taught, raw_texts, soft_loss, teach
from documents import Document, answered, unanswered
from model import Model
from train import BATCH, OUT, RAW_BATCH, SETTLE_DROPOUT, SMALL_DROPOUT, learn, unread_topics

from bpextract.extractor import Extractor
from bpextract.relations.model import save_model
from bpextract.relations.reading import Forms
from bpextract.weights import unpacked, unpacked_words

LARGE_EPOCHS, LARGE_RATE, LARGE_BATCH = 4, 1e-3, 6
EPOCHS, RATE, SETTLE_EPOCHS, SETTLE_RATE, SEEDS = 2, 1e-3, 2, 6e-4, (1, 2)
RAW = {
    "news-2016-2020-eight-topics": 2600, "news-2016-2020-politics-law": 1200, "news-2017-aggregator": 1200,
    "news-2025-2026": 500,
}  # fmt: skip
ALONE = 0.35  # the share of raw articles of which one sentence is read as a text of its own, too

Weights = dict[str, np.ndarray]


def pupil(
    found: "SimpleQueue[tuple[int, Weights]]",
    start: Weights,
    many: Sequence[Document],
    raw: Sequence[Taught],
    seed: int,
) -> None:
    """Put the seed, and the weights of the model of the package after both lessons, into the queue."""
    torch.set_num_threads(1)
    model = Model.restored(start, SMALL_DROPOUT)
    answers = (model.loss, many, BATCH)
    model = learn(model, [answers, (lambda some: soft_loss(model, some), raw, RAW_BATCH)], EPOCHS, seed, RATE)
    model.network.rate = SETTLE_DROPOUT
    found.put((seed, learn(model, [answers], SETTLE_EPOCHS, seed, SETTLE_RATE).export()))


def main() -> None:
    """Train and write the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--start", type=Path, default=OUT)
    args = parser.parse_args()
    torch.set_num_threads(1)
    with np.load(args.start, allow_pickle=False) as stored:
        start, forms = unpacked(stored), unpacked_words(stored["forms"])
    extractor, numbers = Extractor(), Forms(forms)
    many = answered(args.shared, extractor, numbers, kept=("tune", "blind"))
    print(len(many), "answered articles and sentences", flush=True)
    large = attentive(start, seed=1)
    learn(large, [(large.loss, many, LARGE_BATCH)], LARGE_EPOCHS, 1, LARGE_RATE)
    without = unread_topics(args.shared) | {article.id for article in ours(args.shared)}
    raw = unanswered(raw_texts(args.shared, without, RAW), extractor, numbers, ALONE)
    taught = list(teach([large, Model.restored(start, 0.0).eval()], raw))
    print(len(taught), "raw articles and sentences", flush=True)
    context = multiprocessing.get_context("fork")  # so that the lessons are not copied for each seed
    queue = context.SimpleQueue()
    pupils = [context.Process(target=pupil, args=(queue, start, many, taught, seed)) for seed in SEEDS]
    for process in pupils:
        process.start()
    each = [weights for _, weights in sorted((queue.get() for _ in SEEDS), key=lambda one: one[0])]
    each.append(start)
    save_model(args.out, {name: np.mean([one[name] for one in each], axis=0) for name in start}, forms)
    print(f"{args.out}: sha256 {hashlib.sha256(args.out.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main()

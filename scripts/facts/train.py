"""Train what figures say, from the answered articles and raw news, and write the model of the package.

    python scripts/facts/train.py SHARED WORK      (needs: pip install torch; WORK holds what grammar.py wrote)

1. several teachers, which differ in their seeds alone, learn from the answered articles;
2. a smaller model learns from these, too, and from what the teachers say of the figures of raw news, and at last from
   the answered articles alone: it ships.

The same input gives the same model. The articles of gold/facts-topics are never read here.
"""

import argparse
import copy
import hashlib
import multiprocessing
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from data import ours
from distil import Taught, raw_texts, soft_loss, teach
from documents import Document, answered, unanswered
from grammar import INNER, WIDE
from model import Model
from network import Network
from torch import Tensor, nn

from bpextract.extractor import Extractor
from bpextract.relations.model import FILE, save_model
from bpextract.relations.reading import Forms

RATE, DECAY = 2e-3, 2e-2
SEEDS, DROPOUT, EPOCHS, BATCH = (1, 2, 3, 4), 0.25, 12, 4
SMALL_WIDE, SMALL_INNER, SMALL_DROPOUT, SMALL_EPOCHS, RAW_BATCH = 64, 48, 0.1, 4, 6
SETTLE_EPOCHS, SETTLE_RATE, SETTLE_DROPOUT = 8, 1.2e-3, 0.15  # of the small model, on what readers have answered alone
_ALONE = 0.35  # the share of raw articles of which one sentence is read as a text of its own, too
_GRAMMAR = ("word", "shape", "first", "second", "third")
ROOT = Path(__file__).parents[2]
OUT = ROOT / "src" / "bpextract" / "relations" / FILE

Lesson = tuple[Callable[[Any], Tensor], Sequence[Any], int]
"""The loss of some documents, the documents, and how many are taken at once."""


def learn(model: Model, lessons: Sequence[Lesson], epochs: int, seed: int, rate: float = RATE) -> Model:
    """Train a model on all lessons, their batches in random order."""
    torch.manual_seed(seed)
    torch.use_deterministic_algorithms(True)
    order = random.Random(seed)
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=DECAY)
    steps = sum(-(-len(many) // size) for _, many, size in lessons)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=epochs * steps, pct_start=0.1)
    model.train()
    for epoch in range(epochs):
        batches = []
        for loss_of, many, size in lessons:
            shuffled = order.sample(many, len(many))
            batches += [(loss_of, shuffled[at : at + size]) for at in range(0, len(many), size)]
        order.shuffle(batches)
        total = 0.0
        for loss_of, some in batches:
            loss = loss_of(some)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"seed {seed}, epoch {epoch + 1}: loss {total / steps:.3f}", flush=True)
    return model.eval()


def forms_of(work: Path) -> tuple[list[str], np.ndarray]:
    """Return the forms that have a vector, and the vectors."""
    with np.load(work / "folded.npz") as stored:
        return stored["words"].tolist(), stored["vectors"]


def teacher(work: Path, many: Sequence[Document], seed: int) -> dict[str, Tensor]:
    """Return the weights of a teacher; it begins with what grammar.py taught of words and their classes."""
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    model = _large(work)
    state = torch.load(work / "grammar.pt", weights_only=True)
    known = {name: value for name, value in state.items() if name.split(".")[0] in _GRAMMAR}
    model.network.load_state_dict(known, strict=False)
    return dict(learn(model, [(model.loss, many, BATCH)], EPOCHS, seed).state_dict())


def _large(work: Path) -> Model:
    return Model(Network(forms_of(work)[1], WIDE, INNER, DROPOUT))


def pupil(work: Path, teachers: Sequence[Model], many: Sequence[Document], raw: Sequence[Taught]) -> Model:
    """Return the small model; it begins with the vectors of words of a teacher."""
    torch.manual_seed(1)
    model = Model(Network(forms_of(work)[1], SMALL_WIDE, SMALL_INNER, SMALL_DROPOUT))
    model.network.word.load_state_dict(teachers[0].network.word.state_dict())
    lessons = [(model.loss, many, BATCH), (lambda some: soft_loss(model, some), raw, RAW_BATCH)]
    return settled(learn(model, lessons, SMALL_EPOCHS, 1), many)


def settled(model: Model, many: Sequence[Document]) -> Model:
    """Return the small model after some more epochs on the answered articles alone: the mean of one for each seed.

    They began alike, so that the mean of their weights is a model, and a better one than each (Wortsman et al. 2022,
    "Model soups").
    """
    model.network.rate = SETTLE_DROPOUT
    each = []
    for seed in SEEDS:
        one = copy.deepcopy(model)
        each.append(learn(one, [(one.loss, many, BATCH)], SETTLE_EPOCHS, seed, SETTLE_RATE).state_dict())
    model.load_state_dict({name: torch.stack([state[name] for state in each]).mean(0) for name in each[0]})
    return model.eval()


def main() -> None:
    """Train and write the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--tune", action="store_true", help="leave out the part `tune`, to be measured on it")
    args = parser.parse_args()
    torch.set_num_threads(1)
    forms, _ = forms_of(args.work)
    extractor, numbers = Extractor(), Forms(forms)
    kept = ("tune", "blind") if args.tune else ("blind",)
    many = answered(args.shared, extractor, numbers, kept)
    print(len(many), "answered articles and sentences", flush=True)
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        learning = pool.starmap_async(teacher, [(args.work, many, seed) for seed in SEEDS], chunksize=1)
        unread = {path.name.split(".")[0].removeprefix("fm-") for path in _topics(args.shared).glob("*.facts.txt")}
        texts = raw_texts(args.shared, unread | {article.id for article in ours(args.shared)})
        raw = unanswered(texts, extractor, numbers, _ALONE)
        print(len(raw), "raw articles and sentences,", sum(len(d.windows.heads) for d in raw), "figures", flush=True)
        teachers = []
        for state in learning.get():
            teachers.append(_large(args.work).eval())
            teachers[-1].load_state_dict(state)
    model = pupil(args.work, teachers, many, list(teach(teachers, raw)))
    save_model(args.out, model.export(), forms)
    digest = hashlib.sha256(args.out.read_bytes()).hexdigest()
    print(f"{args.out}: {args.out.stat().st_size} bytes, sha256 {digest}")


def _topics(shared: Path) -> Path:
    return shared / "gold" / "facts-topics"


if __name__ == "__main__":
    main()

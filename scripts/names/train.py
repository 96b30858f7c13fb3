"""Train the decision about names, from the labelled texts and the raw news, and write the model of the package.

    PYTHONHASHSEED=0 python scripts/names/train.py SHARED WORK      (needs: pip install torch gensim)

SHARED is the folder with gold/ and raw/; WORK keeps what takes long (vectors, counted strings). In order:

1. vectors of words from the raw news;
2. two models, each from half of the labelled texts; each reads the raw news, and what they say of strings is counted;
3. a model whose texts know of strings what the *other* half's model said, measured on texts left out, for the
   temperature; then the same from these texts, too, which is the model that ships.

The same input gives the same model. Texts of the part `blind` are never read here.
"""

import argparse
import hashlib
import multiprocessing
import pickle
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from data import Labelled, annotated, half, names, raw
from network import Batch, Network
from strings import Counts, count_strings, table
from torch.nn import functional
from vectors import train_vectors, write_sentences

from bpextract.annotation import Annotation
from bpextract.decision.decide import Decision, phrases_of
from bpextract.decision.evidence import Evidence, Reader
from bpextract.decision.known import KnownStrings
from bpextract.decision.lattice import pairs
from bpextract.decision.model import FILE, load_model, save_model
from bpextract.decision.network import LABELS, LONGEST
from bpextract.decision.phrases import Phrases
from bpextract.decision.words import Words
from bpextract.lexicons import schemas
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.text.folding import fold

WIDTH, DROPOUT, RATE, DECAY, EPOCHS, BATCH, LIKELY = 96, 0.3, 2e-3, 1e-2, 12, 4, 0.02
_SPANS = 60  # about the spans of a document, to weigh them against its edges
OUT = Path(__file__).parents[2] / "src" / "bpextract" / "decision" / FILE


@dataclass
class Document:
    """A labelled text as the model sees it; `known` is the table its strings are looked up in."""

    evidence: Evidence
    gold: dict[tuple[int, int], int]
    complete: frozenset[str]
    known: KnownStrings


def no_strings() -> KnownStrings:
    """Return a table without strings, for the first models."""
    return KnownStrings(np.zeros(0, np.uint32), np.zeros((0, len(LABELS) + 1), np.float32))


def read(labelled: Labelled, reader: Reader) -> Document | None:
    """Return the document of a labelled text; names that are no whole tokens are left out."""
    annotation = Annotation.of(labelled.text)
    tokens = annotation.tokens
    if not tokens.words:
        return None
    starts = {start: at for at, start in enumerate(tokens.starts)}
    ends = {end: at + 1 for at, end in enumerate(tokens.ends)}
    gold = {}
    for start, end, label in labelled.spans:
        first, past = starts.get(annotation.clean.clean_offset(start)), ends.get(annotation.clean.clean_offset(end))
        if first is not None and past is not None:
            gold[first, past] = LABELS.index(label)
    return Document(reader.read(annotation), gold, labelled.complete, reader.known)


def loss_of(scores: torch.Tensor, wanted: torch.Tensor, open_: torch.Tensor) -> torch.Tensor:
    """Return the cross entropy; where nothing is wanted, any label that was not looked for is as right as nothing.

    Args:
        open_: for each row the labels (and nothing) that count as nothing there.
    """
    chances = torch.log_softmax(scores, 1)
    nothing = torch.logsumexp(chances.masked_fill(~open_, -torch.inf), 1)
    return -torch.where(wanted > 0, chances.gather(1, wanted[:, None])[:, 0], nothing)


def train(documents: Sequence[Document], vectors: np.ndarray, epochs: int = EPOCHS, seed: int = 1) -> Network:
    """Return a network trained on the documents."""
    torch.manual_seed(seed)
    torch.use_deterministic_algorithms(True)
    order = random.Random(seed)
    network = Network(vectors, documents[0].evidence.flags.shape[1], documents[0].known.width, WIDTH, DROPOUT)
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    steps = -(-len(documents) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=epochs * steps, pct_start=0.1)
    shuffled = list(documents)
    network.train()
    for epoch in range(epochs):
        order.shuffle(shuffled)
        total = 0.0
        for at in range(0, len(shuffled), BATCH):
            loss = _loss(network, shuffled[at : at + BATCH], spans=epoch > 0)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total / steps:.4f}", flush=True)
    return network.eval()


def _loss(network: Network, documents: list[Document], spans: bool) -> torch.Tensor:
    batch = Batch.of([document.evidence for document in documents])
    size = len(batch.words)
    begins, ends = (torch.zeros(size, dtype=torch.long) for _ in range(2))
    open_ = torch.zeros(size, len(LABELS), dtype=torch.bool)
    gold: dict[tuple[int, int], int] = {}
    owners = np.full(size, -1)
    for number, (document, offset) in enumerate(zip(documents, batch.offsets, strict=True)):
        place = slice(offset, offset + len(document.evidence))
        owners[place] = number
        open_[place] = torch.tensor([label not in document.complete for label in LABELS])
        for (start, end), label in sorted(document.gold.items(), key=lambda item: item[0][1] - item[0][0]):
            gold[start + offset, end + offset] = label
            begins[start + offset] = ends[end + offset - 1] = label  # the longest wins
    state = network.encode(batch)
    begin_scores, end_scores = network.start(state), network.end(state)
    real = batch.real[:, 0] > 0
    loss = loss_of(begin_scores[real], begins[real], open_[real]).mean()
    loss = loss + loss_of(end_scores[real], ends[real], open_[real]).mean()
    if not spans:
        return loss
    with torch.no_grad():
        likely = [(1 - torch.softmax(s, 1)[:, 0]).numpy() > LIKELY for s in (begin_scores, end_scores)]
    inside = batch.sentences >= 0
    found = pairs(*(np.flatnonzero(edge & inside) for edge in likely), _whole(batch.sentences), LONGEST)
    every = sorted(gold.keys() | set(zip(*(edge.tolist() for edge in found), strict=True)))
    first, past = (np.array(side) for side in zip(*every, strict=True)) if every else (np.zeros(0, int),) * 2
    if not every:
        return loss
    owner = owners[first]
    known, strings = _spans_of(documents, batch.offsets, owner, first, past)
    wanted = torch.tensor([gold.get(span, 0) for span in every])
    before, after = network.spans(
        state, torch.tensor(first), torch.tensor(past), torch.tensor(known), torch.tensor(strings)
    )
    allowed = open_[torch.tensor(first)]
    both = loss_of(before, wanted, allowed).sum() + loss_of(after, wanted, allowed).sum()
    return loss + both / len(documents) / _SPANS


def _whole(sentences: np.ndarray) -> np.ndarray:
    """Return numbers of sentences that never fall, gaps taking that of the sentence before them."""
    return np.maximum.accumulate(sentences)


def _spans_of(
    documents: list[Document], offsets: list[int], owner: np.ndarray, first: np.ndarray, past: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return what is known of each span, and a number for its string within its document."""
    known = np.zeros((len(first), documents[0].known.width), np.float32)
    strings = np.zeros(len(first), np.int64)
    numbers = 0
    for number, (document, offset) in enumerate(zip(documents, offsets, strict=True)):
        mine = owner == number
        if mine.any():
            starts, ends = first[mine] - offset, past[mine] - offset
            known[mine] = document.known.find(document.evidence.keys(starts, ends))
            strings[mine] = document.evidence.spelled(starts, ends) + numbers
            numbers = int(strings[mine].max()) + 1
    return known, strings


def temperature_of(network: Network, documents: Iterable[Document]) -> float:
    """Return what scores are to be divided by so that the probabilities of `documents` fit best."""
    scores, wanted = [], []
    for document in documents:
        batch = Batch.of([document.evidence])
        with torch.no_grad():
            state = network.encode(batch)
            likely = [
                (1 - torch.softmax(s, 1)[:, 0]).numpy() > LIKELY for s in (network.start(state), network.end(state))
            ]
            inside = batch.sentences >= 0
            first, past = pairs(*(np.flatnonzero(edge & inside) for edge in likely), _whole(batch.sentences), LONGEST)
            if not len(first):
                continue
            known, strings = _spans_of([document], batch.offsets, np.zeros(len(first), int), first, past)
            scores.append(network.spans(state, *map(torch.tensor, (first, past, known, strings)))[1])
        offset = batch.offsets[0]
        wanted += [document.gold.get((s - offset, e - offset), 0) for s, e in zip(first, past, strict=True)]
    all_scores, all_wanted = torch.cat(scores), torch.tensor(wanted)
    tried = np.arange(0.7, 2.5, 0.02)
    return float(min(tried, key=lambda t: float(functional.cross_entropy(all_scores / t, all_wanted))))


def _count(job: tuple[Path, Path, Path, frozenset[str]]) -> None:
    shared, model, out, without = job
    counts = count_strings(Decision(Vocabulary(), load_model(model)), raw(shared, set(without)))
    with out.open("wb") as file:
        pickle.dump({string: row for string, row in counts.items() if row[-1] > 1}, file)


def main() -> None:
    """Train and write the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    vocabulary = Vocabulary()
    surnames = [fold(entry["form"]) for entry in vocabulary.entries(schemas.SURNAMES)]
    phrases = Phrases(phrases_of(vocabulary))
    labelled = [each for each in names(args.shared) if each.part != "blind"]
    gold_ids = frozenset(row.id for row in names(args.shared))

    cached = args.work / "vectors.npz"
    if not cached.exists():
        write_sentences(raw(args.shared, set(gold_ids)), args.work / "sentences.txt")
        words, vectors = train_vectors(args.work / "sentences.txt")
        np.savez(cached, words=np.array(words), vectors=vectors)
    with np.load(cached) as stored:
        words, vectors = stored["words"].tolist(), stored["vectors"]

    def documents(rows: Iterable[Labelled], known: KnownStrings) -> list[Document]:
        reader = Reader(Words(words, surnames), phrases, known)
        return [found for row in rows if (found := read(row, reader)) is not None]

    jobs = []
    for number in (0, 1):
        out, first = args.work / f"strings{number}.pkl", args.work / f"first{number}.npz"
        if out.exists():
            continue
        mine = [row for row in labelled if row.part == "train" and half(row.id) == number]
        network = train(documents(mine, no_strings()), vectors, epochs=9)
        save_model(first, network.export(), words, *table([{"": np.ones(len(LABELS) + 1)}], 2.0), 1.0)
        jobs.append((args.shared, first, out, gold_ids))
    with multiprocessing.Pool(2) as pool:
        pool.map(_count, jobs)
    counts: list[Counts] = [pickle.loads((args.work / f"strings{number}.pkl").read_bytes()) for number in (0, 1)]
    keys, rows = table(counts)
    both = _known(keys, rows)
    other = [_known(*table([counts[1 - number]])) for number in (0, 1)]

    learned = [row for row in labelled if row.part == "train"]
    train_set = [d for number in (0, 1) for d in documents((r for r in learned if half(r.id) == number), other[number])]
    tune_set = documents((row for row in labelled if row.part == "tune"), both)
    extra = documents(annotated(args.shared), both)
    temperature = temperature_of(train(train_set + extra, vectors), tune_set)
    print(f"temperature {temperature:.2f} on {len(tune_set)} texts left out")
    final = train(train_set + extra + tune_set, vectors)
    save_model(args.out, final.export(), words, keys, rows, temperature)
    print(args.out, args.out.stat().st_size, hashlib.sha256(args.out.read_bytes()).hexdigest())


def _known(keys: np.ndarray, rows: np.ndarray) -> KnownStrings:
    return KnownStrings(keys, rows.astype(np.float32) / 255)


if __name__ == "__main__":
    main()

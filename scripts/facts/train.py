"""Train what figures say, from the answered articles, and write the model of the package.

    python scripts/facts/train.py SHARED WORK      (needs: pip install torch; WORK holds what grammar.py wrote)

The same input gives the same model. The articles of gold/facts-topics are never read here.
"""

import argparse
import hashlib
import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from data import Article, Asked, alone, gold, ours
from grammar import INNER, WIDE
from network import Batch, Network, Scores
from torch import Tensor, nn

from bpextract.annotation import Annotation
from bpextract.extractor import Extractor
from bpextract.mentions import Mention
from bpextract.relations.answers import mention_rows, none_features, pointer_rows
from bpextract.relations.candidates import WIDTH, Candidates, complete
from bpextract.relations.model import FILE, save_model
from bpextract.relations.network import FIELDS, LONGEST, MATCH, POINTERS
from bpextract.relations.reading import KINDS, Forms, Passages, Windows, read
from bpextract.text.folding import fold
from bpextract.text.published import parse_published

HIDDEN, DROPOUT, RATE, DECAY, EPOCHS, BATCH = 24, 0.25, 2e-3, 2e-2, 12, 4
_MARK = re.compile(r"[.,;:()]")
_LEAD = 2  # words before the first place of an answer (khu vực bản A, xã B)
ALONE = 1
LEAN = {"place": 0.5}  # off the score of nothing: where a place and nothing are both right, a place is of more use
RARE = {"state": 3.0, "baseline": 2.0}  # how much more an answer counts than nothing, where answers are few
OUT = Path(__file__).parents[2] / "src" / "bpextract" / "relations" / FILE
ROOT = Path(__file__).parents[2]


@dataclass
class Pointed:
    """The candidates of a figure: numbers, rows of the passages and of the window, and which are right (last: none)."""

    features: np.ndarray
    stands: np.ndarray
    rows: np.ndarray
    right: np.ndarray
    none: np.ndarray


@dataclass
class Document:
    """An answered article as the model sees it.

    Attributes:
        windows: of all its figures.
        spans: by figure and field, the window rows (first, last) of every right answer, None for nothing; no entry
            where the answer is not known or stands outside of the window.
        pointed: by figure and pointer.
    """

    passages: Passages
    windows: Windows
    spans: dict[tuple[int, str], list[tuple[int, int] | None]]
    pointed: dict[tuple[int, str], Pointed]


def documents(
    articles: Iterable[Article], extractor: Extractor, forms: Forms, sentences: int = ALONE
) -> list[Document]:
    """Return what the model sees of the articles; figures that are not found are left out.

    Args:
        sentences: sentences of each article that are read as texts of their own, too: people ask of single sentences.
    """
    found = []
    chosen = random.Random(0)
    for article in articles:
        annotation = extractor.annotate(article.text, parse_published(article.published))[0]
        passages = read(annotation, forms)
        if passages is None:
            continue
        found.append(_document(article, annotation, passages))
        numbers = sorted({annotation.sentence_at(figure.start) for figure in annotation.figures})
        numbers = chosen.sample(numbers, min(sentences, len(numbers)))
        spans = [annotation.clean.raw_span(*annotation.sentences[number]) for number in numbers]
        found += documents(alone(article, spans), extractor, forms, sentences=0)
    return found


def _document(article: Article, annotation: Annotation, passages: Passages) -> Document:
    clean = annotation.clean.clean_offset
    windows = passages.windows()
    spans: dict[tuple[int, str], list[tuple[int, int] | None]] = {}
    pointed: dict[tuple[int, str], Pointed] = {}
    asked_of: dict[int, Asked] = {}
    candidates = {
        "place": Candidates(annotation, annotation.places),
        "date": Candidates(annotation, annotation.dates),
    }
    for number, figure in enumerate(annotation.figures):
        asked = [a for a in article.figures if clean(a.start) < figure.end and figure.start < clean(a.end)]
        if not asked:
            continue
        asked_of[number] = asked[0]
        answers = asked[0].answers
        first, past = windows.spans[number].tolist()
        low = int(windows.tokens[first])
        for field in FIELDS:
            if field not in answers:
                continue
            right: list[tuple[int, int] | None] = []
            for span in answers[field]:
                if span is None:
                    right.append(None)
                    continue
                begin = annotation.tokens.at(clean(span[0])) - low + first
                end = annotation.tokens.before(clean(span[1])) - 1 - low + first
                if first <= begin <= end < past and end - begin < LONGEST:
                    right.append((begin, end))
            if right:
                spans[number, field] = right
    for name in POINTERS:
        pointed |= _candidates(name, article, annotation, passages, windows, candidates[name], asked_of)
    return Document(passages, windows, spans, pointed)


def _candidates(
    name: str, article: Article, annotation: Annotation, passages: Passages, windows: Windows, candidates: Candidates,
    asked: Mapping[int, Asked],
) -> dict[tuple[int, str], Pointed]:  # fmt: skip
    offered = candidates.of_all(annotation.figures)
    kinds = windows.kinds
    size = len(offered.numbers)
    values = complete(offered, kinds, np.full(size, np.nan), np.zeros(len(kinds), np.float32))
    none = none_features(kinds, np.zeros(len(kinds), np.float32))
    rows = pointer_rows(windows, candidates, offered)
    stands = mention_rows(passages, candidates, offered)
    found = {}
    for number, question in asked.items():
        if name not in question.answers:
            continue
        answers = question.answers[name]
        mine = np.flatnonzero(offered.owners == number)
        wanted = [fold(article.text[a[0] : a[1]]) for a in answers if a is not None]
        right = np.zeros(len(mine) + 1, bool)
        for at, candidate in enumerate(offered.numbers[mine].tolist()):
            right[at] = any(_same(_text(annotation, candidates.mentions[candidate]), form) for form in wanted)
        right[-1] = None in answers or not right.any()  # where the right one is no candidate, nothing is
        found[number, name] = Pointed(values[mine], stands[mine], rows[mine], right, none[number])
    return found


def _text(annotation: Annotation, mention: Mention) -> str:
    return annotation.folded[mention.start : mention.end]


def _same(mine: str, wanted: str) -> bool:
    """Whether a mention is the answer, holds it, or is its greater part or its first (bản A, xã B, huyện C)."""
    mine, wanted = (" ".join(_MARK.sub(" ", text).split()) for text in (mine, wanted))
    if f" {wanted} " in f" {mine} ":
        return True
    if f" {mine} " not in f" {wanted} ":
        return False
    first = wanted[: wanted.index(mine)].split()
    return 2 * len(mine.split()) >= len(wanted.split()) or len(first) <= _LEAD


class _Question(NamedTuple):
    """A field of a figure: its window of rows, the figure, the number of the field, and the spans that are right."""

    first: int
    past: int
    figure: int
    column: int
    right: list[tuple[int, int] | None]


class _Asked(NamedTuple):
    """The candidates of a figure within a batch: its first window row, the figure, and its first row of passages."""

    pointed: Pointed
    row: int
    figure: int
    passage: int


class Model(nn.Module):
    """The network and the scorers of pointers."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        self.scorers = nn.ModuleDict(
            {
                name: nn.ModuleDict(
                    {
                        "hidden": nn.Linear(WIDTH, HIDDEN),
                        "read": nn.Linear(WIDE, HIDDEN, bias=False),
                        "asking": nn.Linear(INNER, HIDDEN, bias=False),
                        "score": nn.Linear(HIDDEN, 1),
                        "none": nn.Linear(len(KINDS) + 1, 1),
                    }
                )
                for name in POINTERS
            }
        )

    def loss(self, many: list[Document]) -> Tensor:
        """Return the loss of some documents, over their figures."""
        batch = Batch.of([(one.passages, one.windows) for one in many])
        scores = self.network.scores(batch)
        questions: list[_Question] = []
        pointers: dict[str, list[_Asked]] = {name: [] for name in POINTERS}
        for one, (row, figure, passage) in zip(many, batch.offsets, strict=True):
            for (number, field), right in one.spans.items():
                first, past = one.windows.spans[number].tolist()
                moved = [None if span is None else (span[0] + row, span[1] + row) for span in right]
                questions.append(_Question(row + first, row + past, figure + number, FIELDS.index(field), moved))
            for (number, name), pointed in one.pointed.items():
                pointers[name].append(_Asked(pointed, row, figure + number, passage))
        total = self._span_loss(questions, scores) if questions else scores.rows.new_zeros(())
        for name, asked in pointers.items():
            if asked:
                total = total + self._pointer_loss(name, asked, scores)
        return total / sum(len(one.windows.heads) for one in many)

    def _span_loss(self, questions: list[_Question], said: Scores) -> Tensor:
        """Return how unlikely the right answers are: a beginning, or nothing, and the end given the beginning."""
        scores, query, key, nothing = said.rows, said.query, said.key, said.nothing
        firsts, pasts, figures, columns = (
            torch.tensor([getattr(q, name) for q in questions]) for name in ("first", "past", "figure", "column")
        )
        window = firsts[:, None] + torch.arange(int((pasts - firsts).max()))
        begins = scores[window.clamp(max=len(scores) - 1), columns[:, None]]
        begins = begins.masked_fill(window >= pasts[:, None], -torch.inf)
        chances = torch.log_softmax(torch.cat([begins, nothing[figures, columns][:, None]], 1), 1)
        owner = torch.tensor([number for number, q in enumerate(questions) for _ in q.right])
        none = torch.tensor([span is None for q in questions for span in q.right])
        spans = torch.tensor([span or (q.first, q.first) for q in questions for span in q.right])
        start, end = spans[:, 0], spans[:, 1]
        begun = torch.where(none, chances[owner, -1], chances[owner, start - firsts[owner]])
        after = start[:, None] + torch.arange(LONGEST)
        outside = after >= pasts[owner][:, None]
        after = after.clamp(max=len(scores) - 1)
        column = columns[owner]
        match = column[:, None] * MATCH + torch.arange(MATCH)
        alike = (query[start[:, None], match][:, None] * key[after[..., None], match[:, None]]).sum(-1)
        given = scores[after, len(FIELDS) + column[:, None]] + alike + self.network.length.weight[:, column].T
        ended = torch.log_softmax(given.masked_fill(outside, -torch.inf), 1)
        ended = torch.where(none, 0.0, ended[torch.arange(len(start)), end - start])
        chance = torch.zeros(len(questions)).index_add(0, owner, torch.exp(begun + ended))
        weight = torch.tensor([1.0 if None in q.right else RARE.get(FIELDS[q.column], 1.0) for q in questions])
        return -(weight * torch.log(chance.clamp(min=1e-12))).sum()

    def _pointer_loss(self, name: str, asked: "list[_Asked]", said: Scores) -> Tensor:
        scorer = self.scorers[name]
        column = POINTERS.index(name) + len(FIELDS)
        scores, nothing = said.rows[:, len(FIELDS) + column], said.nothing[:, column]
        sizes = [len(each.pointed.rows) for each in asked]
        figures = torch.tensor([each.figure for each in asked])
        owner = torch.repeat_interleave(torch.arange(len(asked)), torch.tensor(sizes))
        none = torch.tensor(np.stack([each.pointed.none for each in asked]))
        none = torch.cat([none[:, :-1], nothing[figures][:, None]], 1)
        table = torch.full((len(asked), max(sizes) + 1), -torch.inf)
        right = torch.zeros(table.shape, dtype=torch.bool)
        if len(owner):
            columns = torch.cat([torch.arange(size) for size in sizes])
            values = torch.tensor(np.concatenate([each.pointed.features for each in asked]))
            there = torch.tensor(np.concatenate([each.pointed.rows >= 0 for each in asked]))
            rows = torch.tensor(np.concatenate([each.pointed.rows + each.row for each in asked])).clamp(min=0)
            stands = torch.tensor(np.concatenate([each.pointed.stands + each.passage for each in asked]))
            score = torch.where(there, scores[rows], 0.0)
            extra = torch.stack([score, there.float(), nothing[figures[owner]]], 1)
            hidden = scorer["hidden"](torch.cat([values[:, :-3], extra], 1)) + scorer["read"](said.read[stands])
            hidden = torch.relu(hidden + scorer["asking"](said.asking[figures])[owner])
            hidden = nn.functional.dropout(hidden, 0.1, self.training)
            table = table.index_put((owner, columns), scorer["score"](hidden)[:, 0])
            right[owner, columns] = torch.tensor(np.concatenate([each.pointed.right[:-1] for each in asked]))
        table = torch.cat([table[:, :-1], scorer["none"](none)], 1)
        right[:, -1] = torch.tensor([bool(each.pointed.right[-1]) for each in asked])
        return -torch.logsumexp(torch.log_softmax(table, 1).masked_fill(~right, -torch.inf), 1).sum()

    def export(self) -> dict[str, np.ndarray]:
        """Return the weights as `bpextract.relations` takes them."""
        arrays = self.network.export()
        for name, scorer in self.scorers.items():
            for part, layer in scorer.items():
                arrays[f"{name}.{part}.weight"] = layer.weight.detach().numpy().T
                if layer.bias is not None:
                    arrays[f"{name}.{part}.bias"] = layer.bias.detach().numpy()
            arrays[f"{name}.none.bias"] = arrays[f"{name}.none.bias"] - LEAN.get(name, 0.0)
        return arrays


def train(many: Sequence[Document], network: Network, epochs: int = EPOCHS, seed: int = 1) -> Model:
    """Return the model trained on the documents."""
    torch.manual_seed(seed)
    torch.use_deterministic_algorithms(True)
    order = random.Random(seed)
    model = Model(network)
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=DECAY)
    steps = -(-len(many) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=epochs * steps, pct_start=0.1)
    shuffled = list(many)
    model.train()
    for epoch in range(epochs):
        order.shuffle(shuffled)
        total = 0.0
        for at in range(0, len(shuffled), BATCH):
            loss = model.loss(shuffled[at : at + BATCH])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total / steps:.3f}", flush=True)
    return model.eval()


def pretrained(work: Path) -> tuple[Network, list[str]]:
    """Return the network that pretrain.py taught words and their classes, and the forms that have a vector."""
    with np.load(work / "folded.npz") as stored:
        forms, vectors = stored["words"].tolist(), stored["vectors"]
    network = Network(vectors, WIDE, INNER, DROPOUT)
    state = torch.load(work / "grammar.pt", weights_only=True)
    known = {name: value for name, value in state.items() if name.split(".")[0] in _GRAMMAR}
    network.load_state_dict(known, strict=False)
    return network, forms


_GRAMMAR = ("word", "shape", "first", "second", "third")


def main() -> None:
    """Train and write the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--tune", action="store_true", help="leave out the part `tune`, to be measured on it")
    args = parser.parse_args()
    torch.set_num_threads(1)
    network, forms = pretrained(args.work)
    extractor, numbers = Extractor(), Forms(forms)
    articles = [article for article in ours(args.shared) if not (args.tune and article.part == "tune")]
    many = documents(articles, extractor, numbers)
    if not args.tune:
        own = ROOT / "corpora" / "articles"
        many += documents(gold(args.shared / "gold" / "dev", args.shared / "gold" / "facts"), extractor, numbers)
        many += documents((article for article in gold(own, own) if article.id != "seed"), extractor, numbers)
    print(len(many), "articles", flush=True)
    model = train(many, network)
    save_model(args.out, model.export(), forms)
    digest = hashlib.sha256(args.out.read_bytes()).hexdigest()
    print(f"{args.out}: {args.out.stat().st_size} bytes, sha256 {digest}")


if __name__ == "__main__":
    main()

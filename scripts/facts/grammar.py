"""What the model knows before it reads an answer: vectors of folded words, and how underthesea cuts and tags sentences.

    python scripts/facts/grammar.py SHARED WORK        (needs: pip install torch)

WORK holds `sentences.txt` and `vectors.npz` as scripts/names/train.py leaves them there; `folded.npz` and `grammar.pt`
are put beside them. The tags are those of underthesea's own tagger on raw news: sentences with a number, and others.
"""

import argparse
import gzip
import json
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from network import Network
from torch.nn import functional

from bpextract.relations.passages import GAP
from bpextract.relations.reading import FLAGS, NUMBER, Forms
from bpextract.text.folding import fold
from bpextract.text.tokenizer import tokenize

WIDE, INNER = 96, 64
FORMS = 9000
RAW = ("news-2016-2020-politics-law", "news-2016-2020-eight-topics", "news-2017-aggregator", "news-2025-2026")
SENTENCES, ARTICLES, WITHOUT_NUMBER = 40_000, 2500, 0.3  # tagged; read of each file; share of the others that is kept
EPOCHS, BATCH, RATE, DROPOUT = 4, 24, 2e-3, 0.1
LEAST_TAGS = 200
_CAPITAL = 0.2  # how much the vector of a spelling with a capital counts in that of the folded word
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n")
_NUMBER = re.compile(r"\d")

Tagged = tuple[np.ndarray, np.ndarray, list[tuple[str, bool]]]
"""Numbers of forms, classes of spellings, and for each token the tag of its word and whether the word begins there."""


def folded_vectors(work: Path) -> tuple[list[str], np.ndarray]:
    """Return the most frequent folded words, numbers first, and for each the mean vector of its spellings."""
    with np.load(work / "vectors.npz") as stored:
        words, vectors = stored["words"].tolist(), stored["vectors"]
    counts: Counter[str] = Counter()
    with (work / "sentences.txt").open(encoding="utf-8") as file:
        for line in file:
            counts.update(line.split())
    sums: dict[str, np.ndarray] = {}
    totals: Counter[str] = Counter()
    for word, vector in zip(words, vectors, strict=True):
        weight = counts[word] * (1.0 if word.islower() or not word[0].isalpha() else _CAPITAL)
        form = fold(word)
        sums[form] = sums.get(form, 0.0) + weight * vector
        totals[form] += weight
    kept = [form for form, total in totals.most_common(FORMS) if form != NUMBER and total]
    forms = [NUMBER, *kept[: FORMS - 1]]
    return forms, np.stack([sums[form] / totals[form] for form in forms]).astype(np.float32)


def tagged(shared: Path, forms: Forms) -> Iterator[Tagged]:
    """Yield sentences of the raw news as underthesea cuts and tags them."""
    from underthesea import pos_tag

    chosen = random.Random(0)
    texts: list[str] = []
    for name in RAW:
        with gzip.open(shared / "raw" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            rows = [json.loads(line)["text"] for line in file]
        texts += chosen.sample(rows, min(ARTICLES, len(rows)))
    chosen.shuffle(texts)
    found = 0
    for text in texts:
        for sentence in _SENTENCE.split(unicodedata.normalize("NFC", text)):
            if not 20 < len(sentence) < 400 or found == SENTENCES:
                continue
            if _NUMBER.search(sentence) is None and chosen.random() > WITHOUT_NUMBER:
                continue
            tags = _tags(sentence, pos_tag(sentence))
            if tags:
                numbers, shapes = forms.find(tokenize(sentence).words)
                found += 1
                yield numbers, shapes, tags


def _tags(sentence: str, words: Sequence[tuple[str, str]]) -> list[tuple[str, bool]]:
    """Return the tag of each token, and whether a word begins with it; nothing where the words alter the sentence."""
    letters = "".join(sentence.split())
    if "".join("".join(word.split()) for word, _ in words) != letters:
        return []
    every = [(tag, at == 0) for word, tag in words for at in range(len("".join(word.split())))]
    tokens = tokenize(sentence)
    return [every[len("".join(sentence[:start].split()))] for start in tokens.starts]


def teach(sentences: list[Tagged], vectors: np.ndarray) -> Network:
    """Return a network that learned to tag the sentences."""
    torch.manual_seed(0)
    torch.use_deterministic_algorithms(True)
    counts = Counter(tag for _, _, tags in sentences for tag in tags)
    numbers = {tag: number for number, tag in enumerate(sorted(t for t, n in counts.items() if n >= LEAST_TAGS))}
    network = Network(vectors, WIDE, INNER, DROPOUT, len(numbers))
    optimizer = torch.optim.AdamW(network.parameters(), RATE, weight_decay=1e-2)
    steps = EPOCHS * -(-len(sentences) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps, pct_start=0.1)
    order = random.Random(0)
    for epoch in range(EPOCHS):
        order.shuffle(sentences)
        total = 0.0
        for at in range(0, len(sentences), BATCH):
            forms, shapes, real, wanted = _batch(sentences[at : at + BATCH], numbers)
            state = network.encode(forms, shapes, torch.zeros(len(forms), FLAGS), real)
            assert network.tags is not None
            loss = functional.cross_entropy(network.tags(state), wanted)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: loss {total * EPOCHS / steps:.4f}", flush=True)
    return network


def _batch(sentences: list[Tagged], numbers: dict[tuple[str, bool], int]) -> tuple[torch.Tensor, ...]:
    size = sum(len(tags) + GAP for _, _, tags in sentences) + GAP
    forms, shapes = np.zeros(size, np.int64), np.zeros(size, np.int64)
    real, wanted = np.zeros((size, 1), np.float32), np.full(size, -100)  # -100: not asked for
    at = GAP
    for form, shape, tags in sentences:
        place = slice(at, at + len(tags))
        forms[place], shapes[place], real[place] = form, shape, 1.0
        wanted[place] = [numbers.get(tag, -100) for tag in tags]
        at += len(tags) + GAP
    return tuple(map(torch.tensor, (forms, shapes, real, wanted)))


def main() -> None:
    """Make `folded.npz` and `grammar.pt`."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("work", type=Path)
    args = parser.parse_args()
    torch.set_num_threads(1)
    forms, vectors = folded_vectors(args.work)
    np.savez(args.work / "folded.npz", words=np.array(forms), vectors=vectors)
    network = teach(list(tagged(args.shared, Forms(forms))), vectors)
    torch.save(network.state_dict(), args.work / "grammar.pt")


if __name__ == "__main__":
    main()

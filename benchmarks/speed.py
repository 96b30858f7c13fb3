"""Speed of bpextract and of its peers, side by side in one process on the same articles.

    python benchmarks/speed.py [--articles FILE.jsonl.gz] [--limit N] [--peers] [--stages] [--json OUT.json]

Prints characters a second, the ratio to each peer, start-up time, peak memory, and the cost against the length of the
text and the size of the lexicon. Peers (`pip install vinlp`) run only with --peers: they are slow.
"""

import argparse
import gzip
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from stages import stages

from bpextract.document_rows import extract_rows
from bpextract.extractor import Extractor
from bpextract.inputs import Input
from bpextract.lexicons.section_words import packaged_sentence_finder
from bpextract.pipeline import load
from bpextract.text.cleaning import clean
from bpextract.text.words import segment

ARTICLES = Path(__file__).parent.parent / "corpora" / "articles"
CHUNK = 64  # articles of a call
_MILLION = 1_000_000
START_UP = "import bpextract as bp; bp.extract('Ông Nguyễn Văn An ở xã Bản Phiệt có 5 kg chè.').people"


def read_articles(path: Path | None, limit: int) -> list[str]:
    """Return texts: of a JSON-lines file with a key `text`, or the project's own articles."""
    if path is None:
        return [file.read_text(encoding="utf-8") for file in sorted(ARTICLES.glob("*.txt")) if "." not in file.stem]
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line, _ in zip(lines, range(limit), strict=False)]


def rate(
    work: Callable[[Any], object], given: Iterable[Any], seconds: float, size: Callable[[Any], int] = len
) -> tuple[float, float]:
    """Return (characters a second, characters done), going through what is `given` until `seconds` have passed."""
    done = 0
    start = time.perf_counter()
    for each in given:
        work(each)
        done += size(each)
        if time.perf_counter() - start > seconds:
            break
    return done / (time.perf_counter() - start), done


def sentences(text: str) -> list[str]:
    """Return the sentences of `text`, as a careful user of a peer would feed them."""
    cleaned = clean(text).text
    return [cleaned[start:end] for start, end in packaged_sentence_finder().find(cleaned)]


def together(texts: Sequence[str]) -> object:
    """Extract from several articles, as `bpextract.extract` does with a list of them."""
    return extract_rows([Input(str(number), text) for number, text in enumerate(texts)])


def here(text: str) -> object:
    """Extract from one article, as `bpextract.extract` does."""
    return extract_rows([Input("a", text)])


def systems() -> dict[str, Callable[[str], object]]:
    """Return what to time here besides: a name, and a function of one article."""
    nlp = load()
    return {
        "bpextract, an article a call": here,
        "bpextract with tokens": lambda text: (here(text), list(segment(sentences(text)))),
        "bpextract through spaCy": lambda text: extract_rows([Input("a", text)], nlp=nlp),
    }


def peers() -> dict[str, Callable[[str], object]]:
    """Return the peers to time, in the same way."""
    import underthesea
    import ViNLP

    return {
        "underthesea.word_tokenize": lambda text: [underthesea.word_tokenize(s) for s in sentences(text)],
        "underthesea.ner by sentence": lambda text: [underthesea.ner(s) for s in sentences(text)],
        "underthesea.ner by article": lambda text: underthesea.ner(text),
        "vinlp by sentence": lambda text: [ViNLP.ner(s) for s in sentences(text)],
    }


def by_length(texts: list[str]) -> dict[int, float]:
    """Return microseconds for 1,000 characters against the length of a text: the same million, cut or repeated."""
    whole = "\n".join(texts)
    whole = (whole * (_MILLION // len(whole) + 1))[:_MILLION]
    found = {}
    for length in (100, 1_000, 10_000, 100_000, _MILLION, 10 * _MILLION):
        pieces = [whole[at : at + length] for at in range(0, _MILLION, length)]
        pieces = [whole * (length // _MILLION)] if length > _MILLION else pieces
        start = time.perf_counter()
        for piece in pieces:
            extract_rows([Input("a", piece)])
        found[length] = (time.perf_counter() - start) / sum(map(len, pieces)) * 1e9
    return found


def by_lexicon(texts: list[str]) -> dict[int, float]:
    """Return microseconds for 1,000 characters against the number of titles that a user adds."""
    syllables = sorted({word for text in texts for word in text.split() if word.isalpha()})
    chars = sum(map(len, texts))
    found = {}
    for size in (0, 1_000, 20_000):
        draw = random.Random(0)
        forms = {f"Trưởng {' '.join(draw.choices(syllables, k=3))}".lower() for _ in range(size)}
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "titles.tsv"
            path.write_text("form\tkind\n" + "".join(f"{form}\tposition\n" for form in sorted(forms)), encoding="utf-8")
            extractor = Extractor({"titles": path})
        start = time.perf_counter()
        for text in texts:
            extractor.rows(text)
        found[size] = (time.perf_counter() - start) / chars * 1e9
    return found


def long_articles(texts: list[str]) -> list[str]:
    """Return articles of about 10,000 characters, for peers whose cost grows with the square of the length."""
    found = [text for text in texts if 9_000 <= len(text) <= 12_000]
    return found or ["\n".join(texts)[:10_000]]


def start_up() -> dict[str, float]:
    """Return the seconds that a new Python takes: to import, and to import, load and read a first text."""
    found = {}
    for name, code in (("python alone", "pass"), ("import", "import bpextract"), ("first text", START_UP)):
        runs = []
        for _ in range(5):
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True)
            runs.append(time.perf_counter() - start)
        found[name] = min(runs)
    return found


def peak_memory(articles: Path | None, limit: int) -> float:
    """Return the peak megabytes of a new Python that extracts from the articles one by one."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import speed; from pathlib import Path\n"
        "path = Path(sys.argv[2]) if sys.argv[2] else None\n"
        "for text in speed.read_articles(path, int(sys.argv[3])): speed.extract_rows([speed.Input('a', text)])\n"
        "print(next(line for line in open('/proc/self/status') if line.startswith('VmHWM')).split()[1])"
    )
    arguments = [str(Path(__file__).parent), str(articles or ""), str(limit)]
    return (
        int(subprocess.run([sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, check=True).stdout) / 1024
    )


def compare(
    found: dict[str, Callable[[str], object]], texts: list[str], seconds: float, rates: dict[str, float]
) -> None:
    """Add the rates to `rates`, and print them with the ratio to the first."""
    for name, work in found.items():
        work(texts[0])  # models load at the first call
        rates[name], done = rate(work, texts, seconds)
        ratio = rates["bpextract"] / rates[name]
        print(f"{name:30} {rates[name]:12,.0f} characters/s  {ratio:9.1f} × slower  ({done:,} read)", flush=True)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, help="JSON lines with a key text (.gz too); default: corpora/articles")
    parser.add_argument("--limit", type=int, default=1000, help="articles read (1000)")
    parser.add_argument("--seconds", type=float, default=20, help="time given to each system (20)")
    parser.add_argument("--peers", action="store_true", help="run underthesea and vinlp too")
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--stages", action="store_true", help="only what each stage costs, beside floors")
    args = parser.parse_args()

    texts = read_articles(args.articles, args.limit)
    print(f"{len(texts)} articles, {sum(map(len, texts)):,} characters")
    if args.stages:
        for stage, cost in stages(texts).items():
            print(f"{stage:45} {cost:10,.1f} ns/character")
        return
    rates: dict[str, float] = {}
    # First: what others load slows garbage collection down.
    chunks = [texts[at : at + CHUNK] for at in range(0, len(texts), CHUNK)]
    together(chunks[0])
    rates["bpextract"], done = rate(together, chunks, args.seconds, lambda chunk: sum(map(len, chunk)))
    print(f"{'bpextract':30} {rates['bpextract']:12,.0f} characters/s  ({done:,} read)", flush=True)
    compare(systems(), texts, args.seconds, rates)
    report = {
        "start_up_seconds": start_up(),
        "microseconds_per_1000_characters_by_length": by_length(texts),
        "microseconds_per_1000_characters_by_added_titles": by_lexicon(texts[:200]),
        "peak_memory_MB": peak_memory(args.articles, args.limit),
    }
    for name, values in report.items():
        shown = {key: round(value, 3) for key, value in values.items()} if isinstance(values, dict) else round(values)
        print(name, shown, flush=True)
    if args.peers:  # last: they fill the memory that the rest is measured in
        others = peers()
        compare(others, texts, args.seconds, rates)
        long = long_articles(texts)
        ours, _ = rate(here, long * 20, args.seconds)
        theirs, done = rate(others["underthesea.ner by article"], long, args.seconds)
        rates |= {"bpextract, long articles": ours, "underthesea.ner, long articles": theirs}
        print(f"{'bpextract, 10,000 characters':30} {ours:12,.0f} characters/s")
        ratio = ours / theirs
        print(f"{'underthesea.ner, the same':30} {theirs:12,.0f} characters/s  {ratio:9.1f} × slower  ({done:,} read)")
    if args.json:
        args.json.write_text(json.dumps({"characters_per_second": rates, **report}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()

"""Text as it comes: after each transformation the same is found in it, and offsets are those of what was passed."""

import random
import re
from collections import Counter
from pathlib import Path

import pytest
import transformations
from hypothesis import given
from hypothesis import strategies as st

import bpextract as bp
from bpextract.annotation import Annotation
from bpextract.text.cleaning import clean
from bpextract.text.folding import fold
from bpextract.text.legacy import detect

ARTICLES = Path(__file__).parent.parent / "corpora" / "articles"
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(ARTICLES.glob("*.txt")) if "." not in path.stem]
SEED = (ARTICLES / "seed.txt").read_text(encoding="utf-8")
SENTENCES = [part for text in TEXTS for part in re.split(r"(?<=[.!?])\s|\n+", text) if 20 < len(part) < 300]
QUOTES = str.maketrans("“”‘’", "\"\"''")


def found(raw):
    """The mentions of `raw` with their sections, in clean letters; tones, quotation marks, spaces evened out."""
    cleaned = clean(raw)
    mentions = bp.extract(raw).mentions
    assert all(raw[row.start : row.end] == row.text for row in mentions.itertuples())
    spans = ((row, cleaned.clean_offset(row.start), cleaned.clean_offset(row.end)) for row in mentions.itertuples())
    return Counter(
        (row.label, "".join(fold(cleaned.text[start:end].translate(QUOTES)).split()), row.section)
        for row, start, end in spans
    )


@pytest.mark.parametrize("transformation", transformations.EXACT, ids=lambda each: each.__name__)
def test_the_same_is_found_in_the_seed_and_in_our_articles(transformation):
    for text in TEXTS:
        assert found(transformation(text)) == found(text)


@pytest.mark.parametrize("transformation", transformations.NEARLY, ids=lambda each: each.__name__)
def test_nearly_the_same_is_found_in_other_spellings(transformation):
    same = every = 0
    for text in TEXTS:
        before, after = found(text), found(transformation(text))
        same += (before & after).total()
        every += (before | after).total()
    assert same >= 0.98 * every


def test_nearly_the_same_is_found_in_word_segmented_text():
    pytest.importorskip("underthesea")
    for text, least in ((SEED, 0.98), (TEXTS[0], 0.95)):
        whole = found(text)
        # Lost: what the segmenter tore apart (2025 - 2030).
        assert (whole & found(transformations.segmented(text))).total() >= least * whole.total()


def test_capitals_keep_offsets():
    raw = transformations.capitals(SEED)
    assert all(raw[row.start : row.end] == row.text for row in bp.extract(raw).mentions.itertuples())


def check_offsets(text, chain):
    """Every token of the transformed text maps back to the characters that it was made of."""
    raw = text
    for transformation in chain:
        raw = transformation(raw)
    annotation = Annotation.of(raw)
    # A line or two of VNI may hold no letter that tells; it stays as it is.
    legacy = detect(raw) if any("letters" in repair for repair in annotation.clean.repairs) else None
    past = 0
    for start, end, word in zip(annotation.tokens.starts, annotation.tokens.ends, annotation.tokens.words, strict=True):
        first, last = annotation.clean.raw_span(start, end)
        piece = raw[first:last]
        assert past <= first < last
        assert clean(legacy.read(piece) if legacy else piece).text == word
        past = last


def random_chain(chosen):
    letters = chosen.sample(transformations.LETTERS, chosen.randint(0, 1))
    if not letters and chosen.random() < 0.3:
        letters = [chosen.choice([transformations.tcvn3, transformations.vni])]
    return letters + chosen.sample(transformations.SPACES, chosen.randint(0, 3))


@given(st.integers(0, 10**9))
def test_offsets_after_any_chain_of_transformations(seed):
    chosen = random.Random(seed)
    text = "\n".join(chosen.sample(SENTENCES, chosen.randint(1, 3)))
    check_offsets(text, random_chain(chosen))

"""No text makes the extraction raise, every row's offsets are exact, and rows are the same in whatever company."""

import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

import bpextract as bp
from bpextract import schema
from bpextract.document_rows import extract_rows
from bpextract.extractor import Extractor, Job
from bpextract.inputs import Input

PHRASES = (
    "ông bà Nguyễn Văn An Lò Thị Mai Chủ tịch UBND tỉnh Lào Cai , . ( ) : – xã Bản Phiệt 5 12 1/12 trên km tỷ đồng "
    "hai ba năm người Công an huyện và của là từ đến ngày tháng Ảnh TP. HCM PGS TS Ủy ban 2025 % nguyên Phó Bí thư Y H'"
)
WORDS = PHRASES.split(" ")
NEWS = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
MARKS = ["\u00a0", "\u200b", "\r\n", "\n", "&nbsp;", "\ufeff", "Ð", "_", "о", "\u0301"]
DIRTY = st.lists(st.sampled_from([*MARKS, *WORDS]), max_size=30)
ANY = st.text() | NEWS | DIRTY.map("".join) | DIRTY.map(" ".join)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="module")
def nlp() -> Language:
    return bp.load()


def check(extractor: Extractor, text: str) -> None:
    rows = extractor.rows(text)
    at = {name: [c.name for c in schema.columns(name)][1:].index for name in rows}
    for name in ("mentions", "sentences"):
        for row in rows[name]:
            start, end = row[at[name]("start")], row[at[name]("end")]
            assert 0 <= start < end <= len(text)
            assert text[start:end] == row[at[name]("text")]
    ids = {row[at["mentions"]("mention_id")] for row in rows["mentions"]}
    for name in ("people", "roles", "places", "organizations", "figures", "dates"):
        assert {row[at[name]("mention_id")] for row in rows[name]} <= ids
    sentences = {row[at["sentences"]("sentence_id")]: row for row in rows["sentences"]}
    for row in rows["mentions"]:
        if row[at["mentions"]("label")] in ("PERSON", "PLACE", "ORG"):
            sentence = sentences[row[at["mentions"]("sentence_id")]]
            assert sentence[at["sentences"]("start")] <= row[at["mentions"]("start")]
            assert row[at["mentions"]("end")] <= sentence[at["sentences"]("end")]


@settings(max_examples=300, deadline=None)
@given(text=ANY)
def test_any_text(extractor: Extractor, text: str) -> None:
    check(extractor, text)


@settings(max_examples=100, deadline=None)
@given(text=NEWS, form=st.sampled_from(["NFD", "NFKD", "NFC"]))
def test_any_normal_form(extractor: Extractor, text: str, form: str) -> None:
    check(extractor, unicodedata.normalize(form, text))


@settings(max_examples=80, deadline=None)
@given(texts=st.lists(ANY, max_size=6))
def test_texts_alone_together_and_through_spacy_give_the_same(
    extractor: Extractor, nlp: Language, texts: list[str]
) -> None:
    alone = [extractor.rows(text) for text in texts]
    together = extractor.annotate_all([Job(text) for text in texts])
    assert [None if isinstance(done, Exception) else done[1] for done in together] == alone
    inputs = [Input(str(number), text) for number, text in enumerate(texts)]
    assert extract_rows(inputs, nlp=nlp) == extract_rows(inputs, nlp=extractor)


def test_the_same_text_gives_the_same_rows_whatever_was_read_before(extractor: Extractor) -> None:
    text = " ".join(WORDS) * 3
    rows = extractor.rows(text)
    for seed in range(5):
        other, chosen = Extractor(), random.Random(seed)
        for _ in range(20):
            other.rows(" ".join(chosen.sample(WORDS, chosen.randint(1, 20))))
        assert other.rows(text) == rows

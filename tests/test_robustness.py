"""No text makes the extraction raise, and every row's offsets are exact, whatever the text is."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpextract import schema
from bpextract.extractor import Extractor

PHRASES = (
    "ông bà Nguyễn Văn An Lò Thị Mai Chủ tịch UBND tỉnh Lào Cai , . ( ) : – xã Bản Phiệt 5 12 1/12 trên km tỷ đồng "
    "hai ba năm người Công an huyện và của là từ đến ngày tháng Ảnh TP. HCM PGS TS Ủy ban 2025 % nguyên Phó Bí thư Y H'"
)
WORDS = PHRASES.split(" ")
NEWS = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
MARKS = ["\u00a0", "\u200b", "\r\n", "\n", "&nbsp;", "\ufeff", "Ð", "_", "о", "\u0301"]
DIRTY = st.lists(st.sampled_from([*MARKS, *WORDS]), max_size=30)


@pytest.fixture(scope="module")
def extractor():
    return Extractor()


def check(extractor, text):
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


@settings(max_examples=300, deadline=None)
@given(text=st.text() | NEWS | DIRTY.map("".join) | DIRTY.map(" ".join))
def test_any_text(extractor, text):
    check(extractor, text)


@settings(max_examples=100, deadline=None)
@given(text=NEWS, form=st.sampled_from(["NFD", "NFKD", "NFC"]))
def test_any_normal_form(extractor, text, form):
    check(extractor, unicodedata.normalize(form, text))


def test_the_same_text_gives_the_same_rows(extractor):
    text = " ".join(WORDS) * 3
    assert extractor.rows(text) == Extractor().rows(text)

import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpextract.lexicons.section_words import packaged_sentence_finder
from bpextract.text import words
from bpextract.text.cleaning import clean
from bpextract.text.folding import fold
from bpextract.text.syllables import is_acronym, is_syllable
from bpextract.text.tokenizer import norms_of, norms_of_all, tokenize
from bpextract.text.word_model import WordModel
from bpextract.text.words import align_words, segment, underthesea_words

VIETNAMESE = st.text(
    alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắấầệịọỏồốờớụủứừỳýAĐHNT .,0123456789%-–()“”\n\t\u00a0\u200b"
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Hoà bình", "hòa bình"), ("UỶ BAN", "ủy ban"), ("Thuý, quý, quỳ", "thúy, quý, quỳ"), ("hoàn toàn", "hoàn toàn"),
     ("İSTANBUL", "İstanbul")],
)  # fmt: skip
def test_fold_places_tones_one_way(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_fold_keeps_the_length(text):
    assert len(fold(text)) == len(text)


@given(VIETNAMESE | st.text())
def test_tokens_cover_all_but_white_space(text):
    tokens = tokenize(text)
    assert [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)] == tokens.words
    assert "".join(tokens.words) == "".join(text.split())


@given(VIETNAMESE | st.text())
def test_the_norms_of_a_phrase_are_those_of_its_tokens(phrase):
    assert norms_of(phrase) == tokenize(phrase).norms


@given(st.lists(st.text("aàbĐ²1.,- '\u0301", max_size=8) | st.sampled_from(["Công an", "TP. Hoà", "4,5 km"])))
def test_the_norms_of_many_phrases_are_those_of_each(phrases):
    assert norms_of_all(phrases) == [norms_of(phrase) for phrase in phrases]


@given(VIETNAMESE | st.text(), st.text(max_size=3))
def test_a_long_text_has_the_tokens_of_its_parts(text, odd):
    """Long texts are tokenized in another way than short ones."""
    line = f"{text} {odd}\n"
    short, long = tokenize(line), tokenize(line * 600)
    assert long.words == short.words * 600
    assert long.starts[: len(short)] == short.starts and long.ends[: len(short)] == short.ends
    assert long.digits[: len(short.digits)] == short.digits and len(long.digits) == 600 * len(short.digits)


def test_tokens_are_syllables_numbers_and_marks():
    assert tokenize("TP.HCM thu 1.234,5m3 (20%)").words == [
        "TP",
        ".",
        "HCM",
        "thu",
        "1.234,5",
        "m",
        "3",
        "(",
        "20",
        "%",
        ")",
    ]


@pytest.mark.parametrize("word", ["nguyễn", "quý", "thuyền", "giàng", "ông", "khuya", "nghiêng", "a"])
def test_syllables(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["trump", "ubnd", "jong", "niels", "csgt", "zidane"])
def test_foreign_words(word):
    assert not is_syllable(word)


def test_acronyms():
    assert [is_acronym(word) for word in ("UBND", "GD-ĐT", "NGUYỄN", "N.V.A", "An", "A")] == [True, True] + [False] * 4


def test_token_lookup_by_character():
    tokens = tokenize("xã Bản Phiệt")
    assert (tokens.at(0), tokens.at(3), tokens.at(4), tokens.before(12)) == (0, 1, 1, 3)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Ông đi. Bà ở.", ["Ông đi.", "Bà ở."]),
        ("Theo ThS. Nguyễn Lan, TP. Vinh có mưa. Hết.", ["Theo ThS. Nguyễn Lan, TP. Vinh có mưa.", "Hết."]),
        ("Tăng 3.5 lần v.v. và còn nữa", ["Tăng 3.5 lần v.v. và còn nữa"]),
        ("Ông nói: “Tôi đi.” Rồi ông đi.", ["Ông nói: “Tôi đi.”", "Rồi ông đi."]),
        ("Tiêu đề\n\nMở bài.", ["Tiêu đề", "Mở bài."]),
        ("Khen thưởng:\nNguyễn Văn An\nLê Thị Bình", ["Khen thưởng:", "Nguyễn Văn An", "Lê Thị Bình"]),
        (" \n ", []),
        ("Họ về sau.Theo ThS. Lan thì chưa.", ["Họ về sau.", "Theo ThS. Lan thì chưa."]),
        (
            "Giá tăng 3%.Trong năm 2025.“Dù vậy”, bà nói…Tôi đi!",
            ["Giá tăng 3%.", "Trong năm 2025.", "“Dù vậy”, bà nói…", "Tôi đi!"],
        ),
        (
            "Bà Th.S Lan ở Tp.HCM viết cho www.Abc.vn, Dân trí.Com.vn và N.V.A.",
            ["Bà Th.S Lan ở Tp.HCM viết cho www.Abc.vn, Dân trí.Com.vn và N.V.A."],
        ),
        (
            "Anh mua ở Tiki.Vn, Booking.Com, đội F1.Honda và lớp 12.A3, căn 12.A.",
            ["Anh mua ở Tiki.Vn, Booking.Com, đội F1.Honda và lớp 12.A3, căn 12.A."],
        ),
        (
            "Họ bán năm 2025.Ngân hàng mua ngày 12/8/2025.APC bán.",
            ["Họ bán năm 2025.", "Ngân hàng mua ngày 12/8/2025.", "APC bán."],
        ),
        ("Bán 5 tấn. * ABC: Ông An mua.", ["Bán 5 tấn.", "* ABC: Ông An mua."]),
    ],
)
def test_sentences(text, sentences):
    assert [text[a:b] for a, b in packaged_sentence_finder().find(text)] == sentences


@given(VIETNAMESE | st.text())
def test_sentences_lose_nothing_but_white_space(text):
    found = packaged_sentence_finder().find(text)
    assert "".join("".join(text[a:b].split()) for a, b in found) == "".join(text.split())
    assert all(a < b and text[a:b] == text[a:b].strip() for a, b in found)
    assert [a for a, _ in found] == sorted(a for a, _ in found)


def test_words_are_those_of_underthesea_with_exact_offsets():
    sentence = "Bộ đội  Biên phòng tuần tra."
    assert [sentence[a:b] for a, b in next(segment([sentence]))] == ["Bộ đội", "Biên phòng", "tuần tra", "."]


SYLLABLES = [
    *("bộ", "đội", "Biên", "phòng", "tuần", "tra", "TP.HCM", "Tp.", "Vinh", "v.v.", "1.234,5", "12/3", "H'Mông"),
    *("thu-chi", "a@b.vn", "www.x.vn", ":D", ",", ".", "(", '"', "%", "3x4", "2147483647", "2147483648", "007", "="),
]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from(SYLLABLES) | VIETNAMESE.map(str.strip), min_size=1), min_size=1, max_size=4))
def test_words_are_those_of_underthesea_whatever_the_sentences(parts):
    sentences = [clean(" ".join(part)).text for part in parts]
    expected = [align_words(sentence, underthesea_words(sentence)) for sentence in sentences]
    assert list(segment(sentences)) == expected


def test_words_of_news_are_those_of_underthesea():
    for path in sorted(Path("corpora/articles").glob("*.txt")):
        text = clean(path.read_text(encoding="utf-8")).text
        sentences = [text[start:end] for start, end in packaged_sentence_finder().find(text)]
        assert list(segment(sentences)) == [align_words(s, underthesea_words(s)) for s in sentences], path


def test_words_come_from_underthesea_itself_where_its_model_is_not_known(monkeypatch):
    expected = list(segment(["Bộ đội Biên phòng tuần tra."]))
    monkeypatch.setattr(words, "word_model", lambda: None)
    assert list(segment(["Bộ đội Biên phòng tuần tra."])) == expected


def test_a_model_of_other_attributes_is_refused():
    with pytest.raises(ValueError, match="U\\[0\\]=x"):
        WordModel({"U[0]=x": 1.0}, {}, set())


@given(st.lists(st.text(alphabet="abcđê", min_size=1), min_size=1), st.sampled_from([" ", "\u200b ", "\t"]))
def test_words_align_whatever_white_space_stands_between(syllables, gap):
    sentence = gap.join(syllables)
    assert align_words(sentence, [" ".join(syllables)]) == [(0, len(sentence))]


def test_tokens_pickle():
    assert pickle.loads(pickle.dumps(tokenize("một hai"))) == tokenize("một hai")


def test_a_sentence_whose_letters_are_rewritten_has_words_too(monkeypatch):
    def rewrites(_sentence):
        raise words.BpextractError("a rare letter")

    monkeypatch.setattr(words, "token_spans", rewrites)
    assert next(segment(["xã Bản Phiệt"]))

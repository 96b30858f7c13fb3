import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpextract.text.cleaning import clean
from bpextract.text.garbled import REPAIR as GARBLED
from bpextract.text.legacy import encodings

# Pieces of raw text, and what they become.
PIECES = {
    "Hòa": "Hòa",
    "Ho\u0300a": "Hòa",
    "tie\u0302\u0301ng": "tiếng",
    "\u00a0": " ",
    "\u3000": " ",
    "\u200b": "",
    "\ufeff": "",
    "\u00ad": "",
    "\u2068": "",
    "\u2069": "",
    "\u061c": "",
    "\r\n": "\n",
    "\r": "\n",
    "\u2028": "\n",
    "\n": "\n",
    "Ðà": "Đà",
    "&amp;": "&",
    "&nbsp;": " ",
    "&quot;": '"',
    "&khong;": "&khong;",
    "AT&T": "AT&T",
    "DSC_1818": "DSC_1818",
    "5 kg": "5 kg",
    "хлеб": "хлеб",
    "соng": "cong",  # с and о are Cyrillic
    "ΤΡ.HCM": "ΤΡ.HCM",  # a Greek word of its own
    "ΗCM": "HCM",
    "é\u0302": "ế",
    "Ｈà": "Hà",
    "&#273;": "đ",
    "&amp;nbsp;": "&nbsp;",
    "e\u0323\u0302": "ệ",
    "\u0303": "\u0303",
    "Nоi": "Noi",
    "“tốt”": "“tốt”",
    "한국": "한국",
    "😀": "😀",
}


@pytest.mark.parametrize(("raw", "text"), PIECES.items())
def test_what_becomes_of_what(raw, text):
    assert clean(f"[{raw}]").text == f"[{text}]"


@given(st.lists(st.sampled_from(sorted(PIECES)), max_size=12))
def test_every_piece_maps_back_to_what_was_passed(pieces):
    raw = " ".join(pieces)
    cleaned = clean(raw)
    assert cleaned.text == " ".join(PIECES[piece] for piece in pieces)
    at_raw = at_clean = 0
    for piece in pieces:
        new = PIECES[piece]
        if new:
            start, end = cleaned.raw_span(at_clean, at_clean + len(new))
            assert raw[start:end] == piece
        at_raw += len(piece) + 1
        at_clean += len(new) + 1


@given(st.text())
def test_any_text_any_span(raw):
    cleaned = clean(raw)
    assert len(cleaned.text) <= len(raw)
    past = 0
    for at in range(len(cleaned.text)):
        start, end = cleaned.raw_span(at, at + 1)
        assert 0 <= start < end <= len(raw)
        assert start >= past or cleaned.raw_span(at - 1, at) == (start, end)  # entities may give two characters
        past = start
    assert clean(cleaned.text).text == cleaned.text or "&" in raw or "_" in raw or cleaned.repairs


@given(st.text(alphabet="aàáâấầăắđeêếiíoòôốơớuưứyýAÀĐHNT .,12\n", min_size=1), st.data())
def test_decomposed_text_gives_the_spans_of_composed_text(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    raw = unicodedata.normalize("NFD", text)
    cleaned = clean(raw)
    assert cleaned.text == text
    a, b = cleaned.raw_span(start, end)
    assert raw[a:b] == unicodedata.normalize("NFD", text[start:end])


@pytest.mark.parametrize("legacy", encodings(), ids=[legacy.name for legacy in encodings()])
@given(
    st.lists(st.sampled_from(["tổng", "thư", "đường", "lối", "đảng", "ủy", "mường", "bão số", "phường"]), max_size=9),
    st.data(),
)
def test_letters_of_old_fonts_map_back_to_what_was_passed(legacy, words, data):
    words = ["hội", "đồng", "nhân", "dân", "đường", "tổng", *words]  # enough to tell the font by
    codes = {letter: piece for piece, letter in reversed(legacy.letters.items())}
    pieces = [codes.get(letter, letter) for letter in " ".join(words)]
    cleaned = clean("".join(pieces))
    assert cleaned.text == " ".join(words)
    start = data.draw(st.integers(0, len(pieces) - 1))
    end = data.draw(st.integers(start + 1, len(pieces)))
    a, b = cleaned.raw_span(start, end)
    assert cleaned.raw[a:b] == "".join(pieces[start:end])
    assert cleaned.repairs == (f"{legacy.name} letters",)


@given(st.text(alphabet="aêđ\u0302\u0301\u200b\r\n&;_ o", max_size=30))
def test_offsets_go_there_and_back(raw):
    cleaned = clean(raw)
    for at in range(len(cleaned.text)):
        start, _ = cleaned.raw_span(at, at + 1)
        assert cleaned.raw_span(cleaned.clean_offset(start), cleaned.clean_offset(start) + 1)[0] == start
    assert cleaned.clean_offset(len(raw)) == len(cleaned.text)


def test_old_fonts_are_read_and_said():
    assert clean("Tæng BÝ th­ lµm viÖc víi tØnh").text == "Tổng Bí thư làm việc với tỉnh"
    assert clean("Toång Bí thö laøm vieäc vôùi tænh, Ñaûng boä AÂu Laâu").text == (
        "Tổng Bí thư làm việc với tỉnh, Đảng bộ Âu Lâu"
    )


@pytest.mark.parametrize(
    "text", ["Ông Müller, bà Søren và cô Åse thăm Việt Nam", "Café Äpfel & Öl", "5 µm, 3×4 m, ½thìa", "AT&T® và Intel®"]
)
def test_foreign_letters_are_no_old_font(text):
    assert clean(text).text == text


_WINDOWS = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256)}
_READ_AS = {
    "latin-1": lambda text: text.encode().decode("latin-1"),
    "cp1252": lambda text: "".join(map(_WINDOWS.get, text.encode())),
}


@pytest.mark.parametrize("read", _READ_AS.values(), ids=_READ_AS)
@given(
    st.lists(
        st.sampled_from(["Hội", "Đồng", "làm", "và", "NGUYỄN", "“đã”", "ở", "À…", "3.000", "người,", "\n"]), max_size=9
    ),
    st.data(),
)
def test_garbled_utf8_maps_back_to_what_was_passed(read, words, data):
    text = " ".join(["Việt", *words])
    cleaned = clean(read(text))
    assert cleaned.text == text
    assert cleaned.repairs == (GARBLED,)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    a, b = cleaned.raw_span(start, end)
    assert cleaned.raw[a:b] == read(text[start:end])
    assert cleaned.clean_offset(a) == start


@pytest.mark.parametrize(
    ("garbled", "text"),
    [
        ("HÃ  Ná»™i lÃ  thá»§ Ä‘Ã´", "Hà Nội là thủ đô"),  # the no-break space became a blank
        ("HÃ nh khÃ¡ch vÃ o toÃ n tá»‰nh", "Hành khách vào toàn tỉnh"),
        ("lÃ má»™t, vÃ anh", "là một, và anh"),  # … and two blanks one
        ("ThÃ¡ng 1 lÃ  “mÃ¹a xuÃ¢n” cá»§a nhÃ .", "Tháng 1 là “mùa xuân” của nhà."),
        ("thuáºt chÃnh trá»‹, Ä\u2018Ã", "thuật chính trị, đà"),  # soft hyphens were deleted
        ("Äá»“ng Ã\u008d vÃ  Ãnh", "Đồng Í và Ánh"),
        ("Việt Nam: Viá»‡t Nam ĐÃ ĐẾN", "Việt Nam: Việt Nam ĐÃ ĐẾN"),  # in part
        (_READ_AS["latin-1"](_READ_AS["cp1252"]("Ủy ban")), "Ủy ban"),  # twice
        (unicodedata.normalize("NFD", "Trần Hòa").encode().decode("latin-1"), "Trần Hòa"),
    ],
)
def test_garbled_utf8_is_read_with_its_lost_bytes(garbled, text):
    cleaned = clean(garbled)
    assert cleaned.text == text
    assert GARBLED in cleaned.repairs


@pytest.mark.parametrize(
    "text", ["ĐÃ ĐẾN XÃ “A”", "«con cá» đã", "con cá» – “cá”", "SÃO PAULO Äpfel Ærø", "VỊ TRÍ XÃ… ĐÃ³", "là “một”… ê”"]
)
def test_whole_text_is_not_taken_for_garbled(text):
    assert clean(text).text == text


def test_ftfy_reads_garbled_text_alike():
    fix = pytest.importorskip("ftfy").fix_encoding
    text = "Ủy ban nhân dân tỉnh Lào Cai đã họp, ông Trần Văn Ý cho biết; “Đường đẹp – dài” …"
    for read in _READ_AS.values():
        assert fix(read(text)) == clean(read(text)).text == text


@pytest.mark.parametrize("between", ["\u00ad", "\u200b\u2060", "\ufeff", "\u2069"])
def test_invisible_marks_between_a_letter_and_its_tone_go(between):
    raw = f"tỉnh La{between}\u0300o Cai"
    cleaned = clean(raw)
    assert cleaned.text == "tỉnh Lào Cai"
    assert raw[slice(*cleaned.raw_span(5, 8))] == f"La{between}\u0300o"


def test_clean_text_is_returned_as_it_is():
    text = "Ủy ban nhân dân tỉnh Lào Cai – “tốt”…\n"
    assert clean(text).text is text
    assert clean(text).repairs == ()


def test_word_segmented_text_is_undone_and_said_so():
    raw = "Công_an tỉnh Điện_Biên đã bắt_giữ 2 đối_tượng"
    cleaned = clean(raw)
    assert cleaned.text == "Công an tỉnh Điện Biên đã bắt giữ 2 đối tượng"
    assert raw[slice(*cleaned.raw_span(0, 7))] == "Công_an"
    assert cleaned.repairs == ("word segmentation",)


def test_one_underscore_is_left_alone():
    assert clean("Ảnh du_lich.jpg chụp ở Hà Nội hôm qua").text == "Ảnh du_lich.jpg chụp ở Hà Nội hôm qua"

import pickle
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bpextract as bp
from bpextract.decision.glued import glued_words
from bpextract.lexicons.section_words import packaged_sentence_finder
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.text.tokenizer import tokenize

GLUED = glued_words(Vocabulary())
WHOLE = "iPhone VinFast YouTube eDoctor TPBank McDonald HoREA VNeID ThS kWh mRNA VnExpress LaFerrari Nguyễn Trường"


def apart(text):
    return GLUED.apart(text, tokenize(text))


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("tại Tuyên QuangSau khi", "tại Tuyên Quang|Sau khi"),
        ("TP HuếVa chạm giữa", "TP Huế|Va chạm giữa"),
        ("Ảnh: Việt AnTai nạn khiến", "Ảnh: Việt An|Tai nạn khiến"),
        ("của TPBankcó lãi", "của TPBank|có lãi"),
        ("trênInstagramcủa cô", "trên|Instagram|của cô"),
        ("đưa YouTubeđến", "đưa YouTube|đến"),
        ("Lê Quốc Phongsẽ làm", "Lê Quốc Phong|sẽ làm"),
        ("ở Lăktiếp tục", "ở Lăk|tiếp tục"),
        ("ông Nghiêm và Thương", "ông Nghiêm và Thương"),
        ("Trọng HiếuGeleximco bán", "Trọng Hiếu|Geleximco bán"),
        ("đểLuis Suarez", "để|Luis Suarez"),
        ("ôngNguyễn Văn Hải", "ông|Nguyễn Văn Hải"),
        ("theoDaily Mail", "theo|Daily Mail"),
        ("TheoReuters, Mỹ", "Theo|Reuters, Mỹ"),
        ("(TheoAFP)", "(Theo|AFP)"),
        ("Hãng Zarvoxcho biết Zarvoxđã", "Hãng Zarvoxcho biết Zarvoxđã"),  # nobody knows it
        ("Hãng Zarvox vui. Zarvoxđã", "Hãng Zarvox vui. Zarvox|đã"),  # the text does
        ("Alcaraz vui. Alcarazduy trì", "Alcaraz vui. Alcaraz|duy trì"),
        ("Reuters đưa. Reuterscho biết", "Reuters đưa. Reuters|cho biết"),
        ("Alcarazduy trì", "Alcarazduy trì"),
        ("Electric bán. Electrical chạy", "Electric bán. Electrical chạy"),
        ("Thành ủy TP HCMTrần Lưu", "Thành ủy TP HCM|Trần Lưu"),
        ("TIN MỚIChứng khoán tăng", "TIN MỚI|Chứng khoán tăng"),
        ("hôm 14/11.75Mbappe mang", "hôm 14/11.|75|Mbappe mang"),
        ("giá 1/2.5Kg", "giá 1/2.5Kg"),
        ("Quảng cáoỞ lượt cuối", "Quảng cáo|Ở lượt cuối"),
        ("Admicro AdXTheo đó", "Admicro AdX|Theo đó"),
        ("Alcaraz vui. Vy AnhAlcaraz tiến", "Alcaraz vui. Vy Anh|Alcaraz tiến"),
        ("Vy AnhAlcaraz tiến", "Vy AnhAlcaraz tiến"),  # the text tells no such name
        ("tuyển AnhHLV Tuchel, 3.280 haTP Hà Nội", "tuyển Anh|HLV Tuchel, 3.280 ha|TP Hà Nội"),
        ("phường 10, QTân Bình", "phường 10, QTân Bình"),
        (WHOLE, WHOLE),
    ],
)
def test_words_are_read_apart_where_both_sides_are_known(text, cut):
    found = apart(text)
    edges = [0, *found.cuts, len(text)]
    assert "|".join(text[a:b] for a, b in pairwise(edges)) == cut
    assert [text[a:b] for a, b in zip(found.tokens.starts, found.tokens.ends, strict=True)] == found.tokens.words
    assert set(found.cuts) <= set(found.tokens.starts)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Bão làm55 người chết", "Bão làm|55 người chết"),
        ("TIN MỚI8 người", "TIN MỚI|8 người"),
        ("tăng trưởng khá3,84%, cao", "tăng trưởng khá|3,84%, cao"),
        ("Lò Văn An (SN1985, trú Huế)", "Lò Văn An (SN|1985, trú Huế)"),
        ("xuống ba điểm.12Mbappe tịt", "xuống ba điểm.|12|Mbappe tịt"),
        ("Na Uy 4 - 1Hiệp một", "Na Uy 4 - 1|Hiệp một"),
        ("năm 2025Theo báo cáo", "năm 2025|Theo báo cáo"),
        ("điều tra.3 tầng trên cùng", "điều tra.|3 tầng trên cùng"),
        ("ông nói.Ông Hòa đáp", "ông nói.|Ông Hòa đáp"),
        ("dự án xong.Theo ông Nam", "dự án xong.|Theo ông Nam"),
        ("chỉ số VN30 tăng, đường ĐT60 đoạn, B12, H5N1", "chỉ số VN30 tăng, đường ĐT60 đoạn, B12, H5N1"),
        ("Toyota 4Runner, GLA 4Matic, ví 123Pay và 2Pac", "Toyota 4Runner, GLA 4Matic, ví 123Pay và 2Pac"),
        ("TP.Huế, tx.Đông Hòa, P.3 Quận 5, bản v.2", "TP.Huế, tx.Đông Hòa, P.3 Quận 5, bản v.2"),
        ("giá 3.280 ha, bản 8.0.4", "giá 3.280 ha, bản 8.0.4"),
    ],
)
def test_blanks_are_lost_beside_numbers_and_full_stops(text, cut):
    edges = [0, *apart(text).cuts, len(text)]
    assert "|".join(text[a:b] for a, b in pairwise(edges)) == cut


def test_figures_and_dates_are_found_beside_lost_blanks():
    text = "Bão làm55 người chết.12Theo ngườiNgày 9-7, Lò Văn An (SN1985) nói: chi 5 tỷ đồng.Sau đó, còn80% việc."
    mentions = bp.extract(text).mentions
    found = dict(zip(mentions.text, mentions.label, strict=True))
    assert found["55 người"] == found["5 tỷ đồng"] == found["80%"] == "FIGURE"
    assert found["Ngày 9-7"] == found["1985"] == "DATE"
    assert all(text[row.start : row.end] == row.text for row in mentions.itertuples())


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Xe lật ở TP HuếVa chạm giữa hai xe.", ["Xe lật ở TP Huế", "Va chạm giữa hai xe."]),
        ("Họ đến từ Tuyên QuangSau khi ăn, họ về.", ["Họ đến từ Tuyên Quang", "Sau khi ăn, họ về."]),
        ("Bóng đến chân đểLuis Suarez ghi bàn.", ["Bóng đến chân đểLuis Suarez ghi bàn."]),
        ("Cầu thủ VănThanh cho biết thêm.", ["Cầu thủ VănThanh cho biết thêm."]),
        ("Họ sống ở tỉnhHuế đã lâu.", ["Họ sống ở tỉnhHuế đã lâu."]),  # a link was lost, no line
    ],
)
def test_a_sentence_begins_where_a_line_end_was_lost(text, sentences):
    result = bp.extract(text)
    assert result.sentences.text.tolist() == sentences
    assert "glued to the one before and read apart" in result.documents.error[0]


def test_names_are_found_beside_lost_blanks():
    text = "Ông Lò Văn HảiTheo ngườiTày ở Lào Cai, củaNguyễn Thị Lan. \u00ad TP HuếVa chạm"
    mentions = bp.extract(text).mentions
    assert "Lò Văn Hải" in mentions.text.tolist() and "Nguyễn Thị Lan" in mentions.text.tolist()
    assert all(text[row.start : row.end] == row.text for row in mentions.itertuples())


def test_spacy_reads_the_same():
    text = "Ông Lò Văn HảiSau khi họp ở TP HuếVa chạm với Zarvox. Zarvoxđã bán củaNguyễn Thị Lan."
    for table in ("mentions", "sentences", "documents"):
        assert bp.extract(text).table(table).equals(bp.extract(text, nlp=bp.load()).table(table))


def test_a_word_of_the_user_is_whole(tmp_path):
    path = tmp_path / "mine.tsv"
    path.write_text("form\tkind\nĐồngXanh\tcompany\n", encoding="utf-8")
    text = "Hãng ĐồngXanh bán chè."
    assert bp.extract(text).documents.error.notna()[0]
    mine = bp.Extractor({"organizations": path})
    assert bp.extract(text, nlp=mine).documents.error.isna()[0]
    assert bp.extract(text, nlp=bp.load({"organizations": path})).documents.error.isna()[0]


@given(st.lists(st.sampled_from(["Hà", "Nội", "đã", "TPBank", "iPhone", "Sau", "của", "1.000", ".", "Huế", " ", "ÂN"])))
def test_tokens_read_apart_cover_all_but_white_space(words):
    text = "".join(words)
    found = apart(text)
    assert "".join(found.tokens.words) == "".join(text.split())
    assert set(found.openings) <= set(found.cuts)
    assert len(packaged_sentence_finder().find(text)) <= len(found.tokens) or not text.strip()


def test_what_reads_apart_pickles():
    again = pickle.loads(pickle.dumps(GLUED))
    text = "củaNguyễn Thị Lan"
    assert again.apart(text, tokenize(text)) == apart(text)

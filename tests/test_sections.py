import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bpextract as bp
from bpextract.lexicons.section_words import packaged_section_finder, packaged_sentence_finder
from bpextract.text.sections import SECTIONS

CORPORA = Path(__file__).parent.parent / "corpora"
SEED = CORPORA / "articles" / "seed.txt"
FINDER = packaged_section_finder()
BODY = "Ngày hôm nay, cán bộ và chiến sĩ của đồn đã cùng bà con dựng lại những ngôi nhà bị gió lốc làm tốc mái hôm qua."


def sections(text):
    return [(name, text[start:end].strip()) for start, end, name in FINDER.find(text)]


def test_a_page_pasted_whole():
    text = f"""Đồn Biên phòng giúp dân dựng lại nhà sau gió lốc

{BODY}

IMG_0112.JPG
Chiến sĩ lợp lại mái nhà cho bà con.

Chung tay sau thiên tai

{BODY}

Tin liên quan

Khởi công cầu mới ở vùng cao

fb yt zl tw
"""
    assert sections(text) == [
        ("title", "Đồn Biên phòng giúp dân dựng lại nhà sau gió lốc"),
        ("lead", BODY),
        ("boilerplate", "IMG_0112.JPG"),
        ("caption", "Chiến sĩ lợp lại mái nhà cho bà con."),
        ("heading", "Chung tay sau thiên tai"),
        ("body", BODY),
        ("teaser", "Tin liên quan\n\nKhởi công cầu mới ở vùng cao"),
        ("boilerplate", "fb yt zl tw"),
    ]


def test_a_text_of_one_line_is_body():
    assert sections(BODY) == [("body", BODY)]


def test_a_credited_line_is_a_caption():
    text = f"Tựa bài viết về lũ quét ở xã\n\n{BODY}\n\nNước dâng cao trên cầu. Ảnh: Minh Hà\n\n{BODY}"
    assert [name for name, _ in sections(text)] == ["title", "lead", "caption", "body"]


def test_prose_with_the_words_of_a_cue_is_body():
    text = f"Tựa bài viết về lũ quét ở xã\n\n{BODY}\n\nTin liên quan đến vụ án được công bố hôm nay.\n\n{BODY}"
    assert [name for name, _ in sections(text)] == ["title", "lead", "body"]


def test_the_seed():
    found = dict.fromkeys(SECTIONS, "")
    text = SEED.read_text(encoding="utf-8")
    for name, part in sections(text):
        found[name] += part + "\n"
    assert found["title"].startswith("Cách làm hay")
    assert found["lead"].startswith("Tại hội nghị sơ kết")
    assert found["caption"].count("\n") == 7
    assert "Quang cảnh hội nghị." in found["caption"] and "Giàng Quốc Hưng phát biểu" in found["caption"]
    assert "Bà Đỗ Thị Loan, Trưởng Ban" in found["heading"] and "Bí thư Huyện ủy" in found["heading"]
    assert found["teaser"].startswith("Có thể bạn quan tâm") and "Tổng Bí thư Tô Lâm" in found["teaser"]
    assert "Bí thư" not in found["body"] and "trên 250.000 lượt người" in found["body"]
    assert "2291.jpg" in found["boilerplate"] and "fb yt zl tw" in found["boilerplate"]


def read_gold(name):
    rows = (CORPORA / "sections" / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [tuple(row.split("\t")) for row in rows if not row.startswith("#")][1:]


@pytest.mark.parametrize(
    ("name", "missed"),
    # A caption without a file name above or a credit reads as a paragraph.
    [("seed", []), ("pasted", [("caption", "body", "Bà Kha Thị Lệ Hằng, Chủ tịch UBND xã Lư")])],
)
def test_every_line_against_gold(name, missed):
    text = (CORPORA / "articles" / f"{name}.txt").read_text(encoding="utf-8")
    found = [(section, line.strip()) for section, part in sections(text) for line in part.splitlines() if line.strip()]
    gold = read_gold(name)
    assert len(found) == len(gold) and all(
        line.startswith(start) for (_, line), (_, start) in zip(found, gold, strict=True)
    )
    wrong = [(want, got, start) for (got, _), (want, start) in zip(found, gold, strict=True) if got != want]
    assert [(want, got, start[:39]) for want, got, start in wrong] == missed


INLINE = [
    line
    for line in (CORPORA / "sections" / "inline.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
MARKED = re.compile(r"\[([^\[\]]*)\]\((\w+)\)")


@pytest.mark.parametrize("line", INLINE)
def test_what_is_glued_into_a_paragraph(line):
    text = MARKED.sub(r"\1", line)
    assert [found for found in sections(text) if found[0] != "body"] == [
        (name, part) for part, name in MARKED.findall(line)
    ]
    found = FINDER.find(text)
    assert all(first.end == second.start for first, second in pairwise(found))


def test_sentences_end_where_a_caption_does():
    text = MARKED.sub(r"\1", INLINE[0])
    result = bp.extract(text, sections=["body"])
    assert list(result.sentences.section) == ["body", "caption", "caption", "body"]
    assert set(result.mentions.section) == {"body"} and "Minh Hà" not in set(result.mentions.text)


@pytest.mark.parametrize("letter", "ĐÂĂÊÔƠƯÁÀẢÃẠẮẰẲẴẶẤẦẨẪẬÉÈẺẼẸẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌỐỒỔỖỘỚỜỞỠỢÚÙỦŨỤỨỪỬỮỰÝỲỶỸỴ")
def test_a_sentence_may_begin_with_any_capital(letter):
    text = f"Mưa lớn. {letter}n xong. Bão tan, vv. {letter.lower()}n xong."
    assert [text[start:end] for start, end in packaged_sentence_finder().find(text)] == [
        "Mưa lớn.", f"{letter}n xong.", f"Bão tan, vv. {letter.lower()}n xong.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "Thứ Hai, 24/11/2025 08:00 GMT+7", "24/11/2025 | 08:00", "Trang chủ > Thời sự", "© Báo Ví Dụ giữ bản quyền",
        "https://example.vn/tin/1.htm", "z51772_891c6e4cc.jpg", "Chia sẻ: Facebook Zalo", "Bình luận (0)",
        "toasoan@example.vn", "fb yt zl tw",
    ],
)  # fmt: skip
def test_lines_of_the_page(line):
    assert sections(f"{BODY}\n\n{line}\n\n{BODY}")[1] == ("boilerplate", line)


@pytest.mark.parametrize(
    "line", [">>> Xem thêm: Bản vùng cao có điện lưới", ">> Khởi công cầu mới", "Xem thêm: Khởi công cầu mới ở xã"]
)
def test_a_link_within_the_article_is_a_teaser_and_the_article_goes_on(line):
    assert sections(f"{BODY}\n\n{line}\n\n{BODY}") == [("body", BODY), ("teaser", line), ("body", BODY)]


def test_a_box_of_links_ends_where_paragraphs_follow_each_other():
    long = f"{BODY} {BODY}"
    text = f"{BODY}\n\nTin liên quan\n\nKhởi công cầu mới ở xã\n\n{long}\n\n{long}"
    assert [name for name, _ in sections(text)] == ["body", "teaser", "body"]


def test_a_name_after_the_article_and_a_list_are_no_headings():
    text = (
        f"{BODY}\n\nDanh sách hộ được hỗ trợ\n\nHộ ông Tính\n\nHộ bà Sua\n\n{BODY}\n\nHoàng Mai\n\nTin khác\n\nMột tin"
    )
    assert [name for name, _ in sections(text)] == ["body", "teaser"]


def test_a_dateline_opens_the_lead():
    text = f"Lào Cai\n\n{BODY}\n\n{BODY}"
    assert [name for name, _ in sections(text)] == ["lead", "lead", "body"]


def test_the_name_of_a_credit_on_the_next_line_belongs_to_the_caption():
    text = f"{BODY}\n\nNước dâng cao trên cầu. Ảnh:\n\nMinh Hà.\n\n{BODY}"
    assert [name for name, _ in sections(text)] == ["body", "caption", "caption", "body"]


def test_a_sentence_cut_at_the_end_of_lines_is_body():
    text = f"{BODY}\nĐoàn công tác của tỉnh về xã\ntặng quà cho các hộ bị thiệt\nhại sau bão."
    assert [name for name, _ in sections(text)] == ["body"]


def test_text_wrapped_at_a_width_is_body():
    text = "Đoàn công tác của tỉnh do đồng chí\nPhạm Quang Hưng làm trưởng đoàn về\nxã Nậm Khoa tặng quà\ncác hộ dân."
    assert [name for name, _ in sections(text)] == ["body"]


def test_a_repeated_headline_is_of_the_page():
    title = "Bộ đội giúp dân dựng lại nhà sau gió lốc"
    assert [name for name, _ in sections(f"{title}\n\n{title}\n\n{BODY}\n\n{BODY}")] == [
        "title", "boilerplate", "lead", "body",
    ]  # fmt: skip


@given(st.text(alphabet="aăđ Ảnh:.jpg\n_12", max_size=300) | st.text())
def test_sections_cover_every_line_that_is_not_blank(text):
    found = FINDER.find(text)
    assert all(name in SECTIONS for _, _, name in found)
    assert "".join("".join(text[a:b].split()) for a, b, _ in found) == "".join(text.split())
    assert [a for a, _, _ in found] == sorted(a for a, _, _ in found)


def test_a_cue_of_the_users_own_tells_a_section(tmp_path):
    text = f"Đồn Biên phòng giúp dân dựng lại nhà sau gió lốc\n\n{BODY}\n{BODY}\n\nBản tin nội bộ\n\nSố 12"
    (tmp_path / "mine.tsv").write_text("form\tkind\nBản tin nội bộ\tboilerplate\n", encoding="utf-8")
    lexicons = {"section_cues": tmp_path / "mine.tsv"}
    assert "boilerplate" not in set(bp.extract(text).sentences.section)
    for nlp in (bp.Extractor(lexicons), bp.load(lexicons)):
        sentences = bp.extract(text, nlp=nlp).sentences
        assert sentences.section[sentences.text == "Bản tin nội bộ"].tolist() == ["boilerplate"]
    doc = bp.load(lexicons)(text)
    rows = [row for row in doc.user_data["bpextract"]["sentences"] if "Bản tin nội bộ" in row]
    assert "boilerplate" in rows[0]


@pytest.mark.parametrize(
    ("box", "rest"),
    [
        ("HPG:Tập đoàn Hòa PhátGiá hiện tại24.7Thay đổi1.1 (4.7%)Cập nhật lúc 9:00 Thứ 4, 9/7/2025", ""),
        ("Font Size50%75%100%125%", "Font Size"),
        ("Admicro AdX", ""),
        ("Ads by AdmaticAds by Admatic", ""),
        ("TIN MỚI", ""),
    ],
)  # fmt: skip
def test_boxes_glued_into_a_paragraph_are_boilerplate(box, rest):
    text = f"{BODY}{box}{BODY}"
    assert [(name, part.removeprefix(rest)) for name, part in sections(text)] == [
        ("body", BODY + rest),
        ("boilerplate", box.removeprefix(rest)),
        ("body", BODY),
    ]
    found = bp.extract(text).sentences
    assert found.text.tolist() == [part for part in (BODY, rest, box.removeprefix(rest), BODY) if part]


@pytest.mark.parametrize("line", ["Play", "0%", "75%100%125%", "TIN MỚI", "Admicro AdX"])
def test_lines_of_players_are_boilerplate(line):
    assert ("boilerplate", line) in sections(f"Tựa bài viết về lũ quét ở xã\n\n{BODY}\n\n{line}\n\n{BODY}")


@pytest.mark.parametrize("text", ["Có 75% và 100% số hộ", "BẢN TIN MỚI NHẤT", "xem trên FPT Play hôm nay"])
def test_what_only_looks_like_a_box_is_body(text):
    assert sections(f"{BODY} {text} ở xã. {BODY}") == [("body", f"{BODY} {text} ở xã. {BODY}")]


def test_a_byline_may_be_glued_to_a_number():
    assert sections(f"{BODY} Đội khách vào vòng 1/8.Hiếu Lương") == [
        ("body", f"{BODY} Đội khách vào vòng 1/8."),
        ("boilerplate", "Hiếu Lương"),
    ]
    assert len(sections(f"{BODY} Ông dùng bản 4.Android")) == 1

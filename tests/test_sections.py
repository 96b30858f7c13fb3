from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bpextract.text.sections import SECTIONS, find_sections

SEED = Path(__file__).parent.parent / "corpora" / "articles" / "seed.txt"
BODY = "Ngày hôm nay, cán bộ và chiến sĩ của đồn đã cùng bà con dựng lại những ngôi nhà bị gió lốc làm tốc mái hôm qua."


def sections(text):
    return [(name, text[start:end].strip()) for start, end, name in find_sections(text)]


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


@given(st.text(alphabet="aăđ Ảnh:.jpg\n_12", max_size=300) | st.text())
def test_sections_cover_every_line_that_is_not_blank(text):
    found = find_sections(text)
    assert all(name in SECTIONS for _, _, name in found)
    assert "".join("".join(text[a:b].split()) for a, b, _ in found) == "".join(text.split())
    assert [a for a, _, _ in found] == sorted(a for a, _, _ in found)

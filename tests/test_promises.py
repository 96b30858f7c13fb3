"""The tables keep what they promise, and `schema.check` says where they would not."""

import random
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_robustness import ANY, WORDS

import bpextract as bp
from bpextract import schema

ARTICLES = sorted((Path(__file__).parent.parent / "corpora" / "articles").glob("*.txt"))
TEXT = (
    "Ông Lò Văn Hải, Chủ tịch UBND xã Bản Phiệt, tỉnh Lào Cai, trao 5-7 triệu đồng ngày 12/11/2025.\n"
    "Bà Đỗ Thị Loan ở xã Mường Khương nhận 3,5 tấn gạo của Công an tỉnh Lào Cai."
)


def test_the_tables_of_articles_keep_their_promises():
    texts = pd.Series({path.stem: path.read_text(encoding="utf-8") for path in ARTICLES})
    assert schema.check(bp.extract(texts)) == []


def test_tables_of_documents_that_failed_keep_them_too():
    assert schema.check(bp.extract(["", None, TEXT, 7, "\ud800"], published="hôm qua")) == []


def test_results_that_were_stored_keep_them(tmp_path):
    bp.extract([TEXT, TEXT]).to_parquet(tmp_path, texts=False)
    assert schema.check(bp.read_parquet(tmp_path)) == []


@settings(max_examples=80, deadline=None)
@given(st.lists(ANY, max_size=5))
def test_any_text_keeps_them(texts):
    assert schema.check(bp.extract(texts)) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("thi đấu từ ngày 9/12 đến 20/12", ". 47 nội dung"),
        ("Mẹ Việt Nam", "\nanh hùng Nguyễn Thị Lụa"),
        ("trả hơn 60", "\ntriệu đồng tiền công"),
        ("Ông là Phó Chủ tịch", "\nUBND tỉnh Lào Cai"),
        ("Ông sinh ngày 5", "\ntháng 8 năm 1990"),
        ("vào Tháng 11 -", "\n2025 có lũ"),
        ("Có hai trăm", "\nba mươi hộ"),
    ],
)
def test_no_mention_crosses_a_sentence_or_a_line(before, after):
    result = bp.extract(f"{before}{after}")
    assert schema.check(result) == []
    border = len(before)
    assert not ((result.mentions.start < border) & (result.mentions.end > border)).any()


@pytest.mark.slow
def test_text_like_pages_as_they_come_keeps_them():
    """What pages bring beside sentences: lines cut anywhere, glued words, boxes, lost letters, odd marks."""
    rng = random.Random(16)
    joints = [" "] * 12 + [
        "",
        "\n",
        "\r\n",
        ". ",
        ".",
        ",",
        ", ",
        " - ",
        "\u00a0",
        "\u200b",
        "\t",
        "…",
        "\n\n",
        "%",
        "/",
    ]
    odd = ["Admicro AdX", "75%100%125%", "Viá»‡t", "Lào CaiSau", "TPBankcó", "\u0301", "&nbsp;", "Công_an", "IMG_1.jpg"]
    sentences = [line for path in ARTICLES for line in path.read_text(encoding="utf-8").splitlines() if line]
    for _ in range(50):
        texts = []
        for _ in range(20):
            words = [word for line in rng.sample(sentences, 6) for word in line.split(" ")]
            words = [rng.choice([*odd, *WORDS]) if rng.random() < 0.05 else word for word in words]
            texts.append("".join(word + rng.choice(joints) for word in words))
        assert schema.check(bp.extract(texts)) == []


def result_with(table, column, value, row=0):
    result = bp.extract(TEXT)
    frames = {name: result.table(name).copy() for name in result.tables if name != "tokens"}
    frames[table].loc[row, column] = value
    return bp.result.Result.from_frames(frames, {"0": TEXT})


@pytest.mark.parametrize(
    ("table", "column", "value", "said"),
    [
        ("documents", "n_mentions", 99, "n_mentions is 99"),
        ("documents", "n_chars", 5, "n_chars is 5"),
        ("documents", "published", "2025-02-30", "no ISO date"),
        ("documents", "doc_id", "x", "which is no document"),
        ("sentences", "sentence_id", 7, "should be number 0"),
        ("sentences", "end", 150, "begins before the one before it ends"),
        ("sentences", "section", "lead", "its sentence in lead"),
        ("mentions", "mention_id", 1, "stands there 2 times"),
        ("mentions", "start", -1, "is not in the text"),
        ("mentions", "text", "Sửu", "not 'Sửu'"),
        ("mentions", "sentence_id", 1, "does not lie in its sentence"),
        ("mentions", "sentence_id", 9, "there is no sentence 9"),
        ("mentions", "end", 30, "crosses"),
        ("mentions", "entity_id", 9, "and no row"),
        ("mentions", "confidence", 1.5, "confidence is 1.5"),
        ("people", "mention_id", 1, "is not one of it"),
        ("people", "n_mentions", 3, "and says 3"),
        ("roles", "person_id", 8, "which people does not have"),
        ("places", "parent_place_id", 0, "lies in itself"),
        ("places", "parent_place_id", 8, "which places does not have"),
        ("places", "lat", 123.0, "lat is 123.0"),
        ("figures", "value_low", 9e9, "is over value_high"),
        ("figures", "subject_person_id", 5, "which people does not have"),
        ("dates", "end_date", "2025-11-11", "is over end_date"),
        ("dates", "start_date", "12/11/2025", "no ISO date"),
        ("dates", "value", "hôm qua", "no ISO value"),
    ],
)
def test_a_broken_promise_is_said(table, column, value, said):
    found = schema.check(result_with(table, column, value))
    assert any(said in fault for fault in found), found

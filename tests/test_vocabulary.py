"""A user's entries reach everything that reads the lexicon they are added to."""

import pickle
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import spacy

import bpextract as bp


def written(folder: Path, lexicons: dict[str, str]) -> dict[str, str | Path]:
    for name, text in lexicons.items():
        (folder / f"{name}.tsv").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.tsv" for name in lexicons}


CASES = [
    (
        {"actions": "form\nCả bản\n"},  # no verb at all, so that the model can't find it
        "Cả bản đã mua 85 con bò.",
        "figures",
        {"action": "mua"},
        {"action": "Cả bản"},
    ),
    (
        {"number_words": "form\tkind\tvalue\nCủ\tscale\t1000000\n"},
        "Xe có giá 5 củ rưỡi đồng.",
        "figures",
        {"value": 5.0},
        {"value": 5_500_000.0},
    ),
    (
        {"date_words": "form\tkind\tvalue\nbốn\tmonth\t4\n"},
        "Lễ mở vào cuối tháng bốn năm 2024.",
        "dates",
        {"precision": "year"},
        {"precision": "month"},
    ),
    (
        {"number_cues": "form\tkind\nhộp sữa\tout_of\n"},
        "Có 9/10 hộp sữa đã hỏng.",
        "mentions",
        {"label": "DATE"},
        {"label": "FIGURE"},
    ),
    (
        {"directions": "form\tdirection\nmua\tup\n"},
        "Cả bản đã mua 85 con bò.",
        "figures",
        {"direction": None},
        {"direction": "up"},
    ),
    (
        {"acronyms": "form\texpansion\nđtxd\tđầu tư xây dựng\n"},
        "Theo Sở Đầu tư Xây dựng, việc đã xong. Đại diện Sở ĐTXD nói như vậy.",
        "organizations",
        {"n_mentions": 1},
        {"n_mentions": 2},
    ),
    (
        {"place_aliases": "form\tlevel\tname\nXứ Mường Hoa\tprovince\tLào Cai\n"},
        "Mưa lớn ở tỉnh Xứ Mường Hoa.",
        "places",
        {"code": None},
        {"code": "15"},
    ),
    (
        {"alias_cues": "form\tbare\nbiệt hiệu giang hồ\t\n"},
        "Công an bắt Bùi Minh Hải (biệt hiệu giang hồ Bùi Văn Sáu) hôm qua.",
        "people",
        {"n_mentions": 1},
        {"n_mentions": 2},
    ),
    (
        {"organization_parts": "form\tkind\nphân viện\tpart\n"},
        "Phân viện Hà Giang, Công an tỉnh Hà Giang đã họp.",
        "organizations",
        {"parent": None},
        {"parent": "Công an tỉnh Hà Giang"},
    ),
    (
        {"place_units": "form\tgroup\tinside\tofficial\nhuyn\tdistrict\tyes\thuyện\n"},
        "Huyn Bắc Hà, tỉnh Lào Cai họp.",
        "places",
        {"name": "Huyn Bắc Hà", "code": None},
        {"name": "Bắc Hà", "code": "085"},
    ),
    (
        {"place_words": "form\tkind\nlô\thouse\n"},
        "Anh ở lô 54 Hàng Lờ.",
        "places",
        {"level_group": "region"},
        {"level_group": "street"},
    ),
    (
        {"pointing_words": "form\tuse\nnọ\t\n"},
        "Phó Giám đốc bệnh viện nọ Nguyễn Thị Lan nói.",
        "mentions",
        {"text": "Nguyễn Thị Lan"},
        {"text": "Phó Giám đốc bệnh viện nọ"},
    ),
    (
        {"role_words": "form\tkind\nrời ngũ\tretired\n"},
        "Thiếu tướng rời ngũ Nguyễn Văn Nam nói.",
        "mentions",
        {"label": "PERSON", "text": "Nguyễn Văn Nam"},
        {"label": "ROLE", "text": "Thiếu tướng rời ngũ"},
    ),
    (
        {"gender_words": "form\tgender\twhere\nvị\tmale\ttitle\n"},
        "Đêm qua vị ca sĩ Trương Minh Kha hát ba bài.",
        "people",
        {"gender": None},
        {"gender": "male"},
    ),
    (
        {"credit_words": "form\tkind\nbiên tập\tcredit\n"},
        "Lũ cuốn trôi ba cây cầu ở xã Mai Sơn. Biên tập: Lê Văn Nam, và sáng nay nước đã rút.",
        "people",
        {"byline": False},
        {"byline": True},
    ),
    (
        {"abbreviations": "form\nNNƯT\n"},
        "Bà con mời NNƯT. Lò Thị Lan múa xòe.",
        "documents",
        {"n_sentences": 2},
        {"n_sentences": 1},
    ),
    (
        {"page_words": "form\tkind\nHình\tpicture\n"},
        "Đoàn xã Mai Sơn lợp lại mái nhà. Hình: Minh Hà. Sáng nay nước đã rút, bà con ở các bản ven suối cùng nhau "
        "dọn bùn, dựng lại chuồng trại và chia nhau từng bó rau còn sót lại sau trận lũ.",
        "mentions",
        {"text": "Đoàn xã Mai Sơn", "section": "body"},
        {"text": "Đoàn xã Mai Sơn", "section": "caption"},
    ),
    (
        {"number_cues": "form\tkind\nbạc\tafter_left_out\n"},
        "Ông góp 2 triệu 3 bạc cho quỹ.",
        "figures",
        {"value": 2_000_000.0},
        {"value": 2_300_000.0},
    ),
]  # fmt: skip
IDS = [
    "actions", "number_words", "date_words", "number_cues", "directions", "acronyms", "place_aliases", "alias_cues",
    "organization_parts", "place_units", "place_words", "pointing_words", "role_words",
    "gender_words", "credit_words", "abbreviations", "page_words", "after_left_out",

]  # fmt: skip


def values(text: str, table: str, columns: Iterable[str], nlp: Any = None) -> dict[str, Any]:
    """Return the columns of the first row of a table."""
    row = bp.extract(text, nlp=nlp).table(table).astype(object).iloc[0]
    return {name: None if row.isna()[name] else row[name] for name in columns}


@pytest.mark.parametrize(("lexicons", "text", "table", "plain", "own"), CASES, ids=IDS)
def test_own_entries_reach_resolution(
    tmp_path: Path, lexicons: dict[str, str], text: str, table: str, plain: dict[str, Any], own: dict[str, Any]
) -> None:
    assert values(text, table, plain) == plain
    assert values(text, table, plain, bp.Extractor(written(tmp_path, lexicons))) == own


def test_own_entries_of_all_lexicons_are_stored(tmp_path: Path) -> None:
    """One pipeline and one extractor with the lexicons of nearly all cases, as they are and read back."""
    cases = {text: (lexicons, table, own) for lexicons, text, table, _, own in CASES}  # one of those of a text
    merged = {name: entries for lexicons, *_ in cases.values() for name, entries in lexicons.items()}
    extractor, nlp = bp.Extractor(written(tmp_path, merged)), bp.load(written(tmp_path, merged))
    nlp.to_disk(tmp_path / "model")
    read_back = pickle.loads(pickle.dumps(extractor)), spacy.load(tmp_path / "model")
    for text, (lexicons, table, own) in cases.items():
        if all(merged[name] == entries for name, entries in lexicons.items()):
            for each in (extractor, nlp, *read_back):
                assert values(text, table, own, each) == own, text

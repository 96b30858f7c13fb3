"""Who does what a figure tells, and the verb for it."""

from pathlib import Path

import pytest
from named import rows

import bpextract as bp


def figure(marked: str) -> tuple[str | None, str | None]:
    """Return subject and action of the last figure."""
    row = rows(marked)["figures"][-1]
    return row["subject"], row["action"]


@pytest.mark.parametrize(
    ("text", "subject", "action"),
    [
        # A body within a role stands for who holds it.
        ("Bà [Lò Thị Én](PERSON), Chủ tịch [UBND [xã Mai Sơn](PLACE)](ORG), tặng 20 suất quà.", "Lò Thị Én", "tặng"),
        ("Chủ tịch [UBND [xã Mai Sơn](PLACE)](ORG) [Lò Thị Én](PERSON) trao 20 suất quà.", "Lò Thị Én", "trao"),
        ("Ông [Trần Văn Hòa](PERSON) - Giám đốc [Công ty Hải Long](ORG) - đã chi 20 tỷ đồng.", "Trần Văn Hòa", "chi"),
        (
            "Chủ tịch [UBND [xã Mai Sơn](PLACE)](ORG) tặng 20 suất quà.",
            "UBND xã Mai Sơn",
            "tặng",
        ),  # nobody named holds it
        # What follows the verb is its object.
        ("Sau hai năm, chúng tôi đã vay [Vietcombank](ORG) và [Agribank](ORG) 85 tỷ đồng.", None, "vay"),
        ("[UBND [xã Mai Sơn](PLACE)](ORG) tặng bà [Lò Thị Én](PERSON) 20 suất quà.", "UBND xã Mai Sơn", "tặng"),
        # Prepositions and other verbs govern names.
        (
            "[Công ty Hải Long](ORG) ký với [Công ty Nam Phong](ORG) hợp đồng trị giá 20 tỷ đồng.",
            "Công ty Hải Long",
            "trị giá",
        ),
        ("Theo [Công an [tỉnh Lào Cai](PLACE)](ORG), vụ cháy làm chết 3 người.", None, "chết"),
        ("Theo ông [Trần Văn Hòa](PERSON), [Công ty Hải Long](ORG) đã chi 20 tỷ đồng.", "Công ty Hải Long", "chi"),
        (
            "[Công an [tỉnh Lào Cai](PLACE)](ORG) bắt [Nguyễn Văn Bình](PERSON) chiếm đoạt 20 tỷ đồng.",
            "Nguyễn Văn Bình",
            "chiếm đoạt",
        ),
        ("Theo số liệu của [Sở Công Thương [tỉnh Lào Cai](PLACE)](ORG), kim ngạch đạt 20 triệu USD.", None, "đạt"),
        ("Theo kế hoạch, [UBND [xã Mai Sơn](PLACE)](ORG) cấp 20 tấm tôn.", "UBND xã Mai Sơn", "cấp"),
        # Several who do it together: the first.
        ("Ông [Trần Văn Hòa](PERSON) cùng bà [Lò Thị Én](PERSON) trao 20 suất quà.", "Trần Văn Hòa", "trao"),
        # Who speaks does not do what others are said to do.
        ("Ông [Trần Văn Hòa](PERSON) cho biết, gia đình nuôi 20 con lợn.", None, "nuôi"),
        ("[Công an [tỉnh Lào Cai](PLACE)](ORG) cho biết đã khởi tố 4 bị can.", "Công an tỉnh Lào Cai", "khởi tố"),
        ("Ông [Trần Văn Hòa](PERSON) kể lại, ông đã mất 20 con lợn.", "Trần Văn Hòa", "mất"),
        (
            "[Công an xã](ORG) tố cáo [Nguyễn Văn Bình](PERSON) (16 tuổi, ngụ [xã Mai Sơn](PLACE)) trộm 20 xe máy.",
            "Nguyễn Văn Bình",
            "trộm",
        ),
        (
            "Bà [Lò Thị Én](PERSON) cầm cố xe cho [Nguyễn Văn Bình](PERSON) (44 tuổi) để vay 20 triệu đồng.",
            "Lò Thị Én",
            "vay",
        ),
        # A semicolon ends a clause, unless a verb goes on.
        (
            "[Công an [tỉnh Lào Cai](PLACE)](ORG) khởi tố vụ án; bắt tạm giam 2 bị can.",
            "Công an tỉnh Lào Cai",
            "bắt tạm giam",
        ),
        ("Ông [Trần Văn Hòa](PERSON) tới dự; nhà trường trao 20 suất quà.", None, "trao"),
        # Brackets and ages are of the name before them.
        ("[Công an [tỉnh Lào Cai](PLACE)](ORG) bắt giữ [Nguyễn Văn Bình](PERSON) (44 tuổi).", "Nguyễn Văn Bình", None),
        ("Danh sách có [Steve Harvey](PERSON) (42 triệu USD).", "Steve Harvey", None),
    ],
)
def test_subject_and_action(text: str, subject: str | None, action: str | None) -> None:
    assert figure(text) == (subject, action)


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Đối với 20 hộ nghèo, xã sẽ tính sau.", None),
        ("Theo thống kê 20 hộ bị ngập.", None),
        ("Tổng thiệt hại 20 tỷ đồng.", None),
        ("Khách được tặng phụ kiện trị giá 15 triệu đồng.", "trị giá"),
        ("Cả bản đã thực hiện 3 tháng cao điểm.", "thực hiện"),
        ("Xã (đã đóng cửa chợ) phát hiện 20 ca bệnh.", "phát hiện"),
    ],
)
def test_an_action_is_a_whole_verb(text: str, action: str | None) -> None:
    assert figure(text)[1] == action


def test_the_subject_leads_to_its_row() -> None:
    tables = rows("Bà [Lò Thị Én](PERSON), Chủ tịch [UBND [xã Mai Sơn](PLACE)](ORG), tặng 20 suất quà.")
    (row,) = tables["figures"]
    assert tables["people"][row["subject_person_id"]]["name"] == "Lò Thị Én"
    assert row["subject_organization_id"] is None


def test_verbs_of_ones_own(tmp_path: Path) -> None:
    text = "Cả bản thưng 20 bức vách."
    assert figure(text)[1] is None
    lexicon = tmp_path / "actions.tsv"
    lexicon.write_text("form\tuse\nthưng\taction\n", encoding="utf-8")
    assert bp.extract(text, nlp=bp.Extractor({"actions": lexicon})).figures.action[0] == "thưng"

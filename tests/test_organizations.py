"""Organizations: what is read of their names, the acronyms and short names of a text, and rows."""

import pickle

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from named import ORGANIZATIONS, VOCABULARY, anything, named, read, rows

import bpextract as bp
from bpextract.annotation import Annotation
from bpextract.mentions import OrganizationMention
from bpextract.resolution.body_names import acronyms_of, spelled_out

ACRONYMS = acronyms_of(VOCABULARY)


def bodies(marked: str) -> list[OrganizationMention]:
    return read(marked, ORGANIZATIONS).organizations


@pytest.mark.parametrize(
    ("name", "kind", "head"),
    [
        ("UBND huyện Mường Chà", "state", "UBND"),
        ("Sở Y tế", "state", "Sở"),
        ("Trường THPT Chu Văn An", "school", "Trường THPT"),
        ("Công ty TNHH Hà Lan", "company", "Công ty TNHH"),
        ("công ty TNHH Hà Lan", "company", "công ty TNHH"),
        ("TAND cấp cao tại Hà Nội", "court", "TAND cấp cao"),
        ("Ngân hàng Phát triển Mê Kông", "company", "Ngân hàng"),
        ("Ngân hàng Thế giới", "international", "Ngân hàng"),
        # No head: the list of bodies tells, or an English word, the last one first; or nothing does.
        ("Vietcombank", "company", None),
        ("Lakeside Development Bank", "company", None),
        ("Lakeside University Hospital", "hospital", None),
        ("Lakeside Xyz", None, None),
    ],
)
def test_kind_and_head(name: str, kind: str | None, head: str | None) -> None:
    (body,) = bodies(f"Theo [{name}](ORG), việc đã xong.")
    assert body.kind == kind
    assert body.head_end == (None if head is None else len("Theo ") + len(head))


def test_a_head_or_a_known_body_that_goes_on_behind_the_name_tells_nothing() -> None:
    (body,) = bodies("[Ngân](ORG) hàng")
    assert (body.kind, body.head_end) == (None, None)


@pytest.mark.parametrize(
    ("marked", "same_as"),
    [
        # The acronym in brackets, and whenever it comes again.
        ("[Bộ Tư lệnh Vùng Tám](ORG) (BTLV)", [None]),
        ("[Bộ Tư lệnh Vùng Tám](ORG) ([BTLV](ORG)) diễn tập. [Sở Y tế](ORG) mời [BTLV](ORG).", [None, 0, None, 0]),
        ("[Bộ Tư lệnh Vùng Tám](ORG) [[BTLV](ORG)".replace("[[", "\\[[", 1), [None, 0]),
        ("[BTLV](ORG) mời [Bộ Tư lệnh Vùng Tám](ORG) ([BTLV](ORG))", [None, None, 1]),
        # Only an acronym, and only in brackets.
        ("[Sở Y tế](ORG) ([Hải Âu](ORG)), [Hải Âu](ORG)", [None, None, None]),
        ("[Sở Y tế](ORG), [SYT](ORG), [SYT](ORG)", [None, None, None]),
        # What the full name of a company ends in, from the first word that has all capitals behind it.
        ("[Công ty CP Địa ốc Lam Sơn](ORG) nợ. [Lam Sơn](ORG) trả.", [None, 0]),
        ("[Công ty CP Địa ốc Lam Sơn](ORG) nợ. [Sơn](ORG) trả.", [None, None]),
        ("[Sở Xây dựng Lam Sơn](ORG) nợ. [Lam Sơn](ORG) trả.", [None, None]),
        ("[Lam Sơn](ORG) trả. [Công ty CP Địa ốc Lam Sơn](ORG) nợ.", [None, None]),
    ],
)
def test_short_names(marked: str, same_as: list[int | None]) -> None:
    found = bodies(marked)
    assert [None if body.same_as is None else found.index(body.same_as) for body in found] == same_as


def test_a_short_name_has_the_kind_of_the_full_one() -> None:
    found = bodies("[Công ty CP Địa ốc Lam Sơn](ORG) ([QZX](ORG)) nợ. [Lam Sơn](ORG) trả.")
    assert [body.kind for body in found] == ["company"] * 3


def test_only_names_of_bodies_are_read_and_say_where_they_come_from() -> None:
    annotation = named("[UBND [xã Mai Sơn](PLACE)](ORG) mời [Lê An](PERSON) đến [Huế](PLACE)")
    annotation.names[0] = annotation.names[0]._replace(probability=0.7, source="names.head")
    (body,) = ORGANIZATIONS.find(annotation)
    assert (body.label, body.start, body.end, body.source, body.confidence) == ("ORG", 0, 15, "names.head", 0.7)


def test_an_acronym_of_the_document_is_the_organization() -> None:
    (row,) = rows("[Bộ Tư lệnh Vùng Tám](ORG) ([BTLV](ORG)) diễn tập. Sau đó [BTLV](ORG) sơ kết.")["organizations"]
    assert (row["name"], row["kind"], row["n_mentions"]) == ("Bộ Tư lệnh Vùng Tám", "army", 3)


def test_rows_hold_place_and_parent() -> None:
    table = rows(
        "[Phòng An ninh](ORG), [Công an [tỉnh Lào Cai](PLACE)](ORG) và [công an [tỉnh Lào Cai](PLACE)](ORG); "
        "[Sở Y tế](ORG), [Sở Nội vụ](ORG); [Sở Tư pháp](ORG) thuộc [Bộ Tư pháp](ORG)"
    )["organizations"]
    assert [(row["name"], row["parent"], row["place_id"], row["n_mentions"]) for row in table] == [
        ("Phòng An ninh", "Công an tỉnh Lào Cai", 0, 1),
        ("Công an tỉnh Lào Cai", None, 0, 2),
        ("Sở Y tế", None, 0, 1),
        ("Sở Nội vụ", None, 0, 1),
        ("Sở Tư pháp", "Bộ Tư pháp", 0, 1),
        ("Bộ Tư pháp", None, None, 1),
    ]


def test_a_body_is_one_row_however_it_is_spelled() -> None:
    table = rows(
        "[Sở GD&ĐT [Lào Cai](PLACE)](ORG) mời [BĐBP](ORG). [Bộ đội Biên phòng](ORG) gặp "
        "[Sở GD-ĐT [Lào Cai](PLACE)](ORG), [Sở Giáo dục và Đào tạo [Lào Cai](PLACE)](ORG), [Sở Y tế](ORG)."
    )["organizations"]
    assert [(row["name"], row["n_mentions"]) for row in table] == [
        ("Sở Giáo dục và Đào tạo Lào Cai", 3), ("Bộ đội Biên phòng", 2), ("Sở Y tế", 1),
    ]  # fmt: skip


def test_a_finder_pickles() -> None:
    (body,) = pickle.loads(pickle.dumps(ORGANIZATIONS)).find(named("[UBND tỉnh](ORG) họp"))
    assert (body.end, body.kind, body.head_end) == (9, "state", 4)


WORDS = ["UBND", "tỉnh", "Phòng", "Công an", "(", ")", "[", ",", "-", ".", "và", "Bộ", "Y tế", "7", "Lê", "\n", "BTLV"]
NAMES = ["Công ty TNHH thương mại và", "Đoàn", "tại", "cao", "Việt Nam", "chi nhánh", "Honda", "Bank", "115"]
TEXTS = st.lists(st.sampled_from(WORDS + NAMES)).map(" ".join) | st.text()


@given(anything(TEXTS))
def test_each_name_is_one_mention_of_the_same_span(annotation: Annotation) -> None:
    tokens = annotation.tokens
    names = [name for name in annotation.names if name.label == "ORG"]
    found = ORGANIZATIONS.find(annotation)
    assert [(m.start, m.end) for m in found] == [(tokens.starts[n.start], tokens.ends[n.end - 1]) for n in names]
    for body in found:
        assert isinstance(body, OrganizationMention)
        assert body.head_end is None or body.start < body.head_end <= body.end
        assert body.same_as is None or (body.same_as.end <= body.start and body.same_as.same_as is None)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh", True),
        ("Sở LĐ-TB&XH", "sở Lao động, Thương binh và Xã hội", True),
        ("Sở GTVT", "Sở Giao thông", False),
        ("Ca sĩ", "CA sĩ", False),
    ],
)
def test_names_are_compared_spelled_out(one: str, other: str, same: bool) -> None:
    assert (spelled_out(one, ACRONYMS) == spelled_out(other, ACRONYMS)) is same


@given(st.text())
def test_a_name_spelled_out_stays_as_it_is(name: str) -> None:
    words = spelled_out(name, ACRONYMS)
    assert spelled_out(words, ACRONYMS) == words or not words.islower()


def test_a_body_is_one_however_its_name_is_written():
    found = bp.extract(
        "Trường Đại học Văn Lang (VLU) tuyển 64 ngành. Năm ngoái, Đại học Văn Lang tuyển 10.000 sinh viên. "
        "Công ty VinFast bán xe. Công ty Vin Fast lỗ ròng. Đại học Huế không đổi."
    ).organizations
    assert found[["name", "n_mentions"]].values.tolist() == [
        ["Trường Đại học Văn Lang", 3],
        ["Công ty VinFast", 2],
        ["Đại học Huế", 1],
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Công an huyện Bát Xát bắt hai người. Công an H.Bát Xát và Công an Bát Xát đang điều tra.",
            [("Công an huyện Bát Xát", 3)],
        ),
        ("Công an Q.7 bắt hai người. Công an quận 7 đang điều tra.", [("Công an quận 7", 2)]),
        ("HĐND TP Hà Nội họp. HĐND thành phố Hà Nội ra nghị quyết.", [("HĐND thành phố Hà Nội", 2)]),
        # Another name of the place, and another place of the name, make another body.
        ("Đại học Sài Gòn họp. Đại học TP HCM họp.", [("Đại học Sài Gòn", 1), ("Đại học TP HCM", 1)]),
        ("Công an quận 7 họp. Công an phường 7 họp.", [("Công an quận 7", 1), ("Công an phường 7", 1)]),
    ],
)
def test_a_body_is_one_however_the_unit_of_its_place_is_written(text, names):
    found = bp.extract(text).organizations
    assert list(zip(found.name, found.n_mentions, strict=True)) == names


def test_a_body_said_back_by_its_class_is_the_one_that_was_named():
    found = bp.extract(
        "Công an tỉnh Lâm Đồng ra quyết định. Công an tỉnh xác định đối tượng. Bộ Y tế và Bộ Công an họp; Bộ nói gì?"
    ).organizations
    assert found[["name", "n_mentions"]].values.tolist() == [
        ["Công an tỉnh Lâm Đồng", 2],
        ["Bộ Y tế", 1],
        ["Bộ Công an", 1],
        ["Bộ", 1],  # either of two
    ]


def test_what_brackets_hold_is_another_name():
    text = "Ngân hàng TMCP Phát triển TP.HCM (HDBank) tăng vốn. HDBank lãi lớn. Cục Hậu cần (Bộ Công an) nhận hàng."
    found = bp.extract(text).organizations
    assert found[["name", "n_mentions"]].values.tolist() == [
        ["Ngân hàng TMCP Phát triển TP.HCM", 3],
        ["Cục Hậu cần", 1],
        ["Bộ Công an", 1],
    ]


def test_a_city_is_not_the_province_of_bodies_of_the_province():
    text = "Đoàn công tác ở Hà Nội, thăm quận Cầu Giấy, Hà Nội. Bí thư Tỉnh ủy Nguyễn Văn An cùng dự."
    assert bp.extract(text).organizations.place_id.isna().all()
    text = text.replace("quận Cầu Giấy, Hà Nội", "huyện Bảo Thắng, Lào Cai").replace("Hà Nội", "Lào Cai")
    assert bp.extract(text).organizations.place_inferred.tolist() == [True]


@pytest.mark.parametrize(
    ("marked", "place"),
    [
        ("[Công ty Phương Thành](ORG) ở [TP Cẩm Phả](PLACE) bị phạt.", 0),
        ("[Bệnh viện St. James](ORG) ([Anh](PLACE)) đông.", 0),
        ("[Bệnh viện St. James](ORG) ([Anh](PLACE) và Mỹ) đông.", None),
        ("[Công ty Phương Thành](ORG) ở [Việt Nam](PLACE) bị phạt.", None),
        ("Vụ việc xảy ra tại [Trường Sen Hồng](ORG) tại [Huế](PLACE).", 0),
        ("[Công ty Phương Thành](ORG) tại [Cẩm Phả](PLACE) báo cáo.", None),
        ("Sinh viên [Đại học Sen Hồng](ORG) ở [Huế](PLACE) bị nạn.", None),
        ("[Bộ Y tế](ORG) tại [Cẩm Phả](PLACE) họp.", None),  # where it meets
    ],
)
def test_where_a_body_stands_may_follow_its_name(marked, place):
    row = rows(marked)["organizations"][0]
    assert (row["place_id"], row["place_inferred"]) == (place, False)


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("Đà Nẵng họp. Công an TP Đà Nẵng nói, Công an TP đồng ý, Sở Y tế TP về.", "Sở Y tế TP", "Đà Nẵng"),
        ("Tại huyện Bảo Thắng, Lào Cai, một thôn bị lũ. Công an huyện đến ngay.", "Công an huyện", "Bảo Thắng"),
        ("Tỉnh Lào Cai họp. Ban Tổ chức Tỉnh ủy báo cáo.", "Ban Tổ chức Tỉnh ủy", "Lào Cai"),
        ("Tỉnh Lào Cai họp. Sở Y tế báo cáo.", "Sở Y tế", "Lào Cai"),
        ("Chủ tịch UBND TP Hà Nội họp. Sở GD&ĐT báo cáo.", "Sở GD&ĐT", "Hà Nội"),
        ("Tỉnh Lào Cai và tỉnh Yên Bái họp. Sở Y tế báo cáo.", "Sở Y tế", None),
        ("Đoàn Lào Cai đến Mỹ. Sở Cảnh sát đón tiếp.", "Sở Cảnh sát", None),
        ("Thành ủy Hải Phòng họp. Ở Hải Phòng, UBND thành phố báo cáo.", "UBND thành phố", "Hải Phòng"),
        ("Tại huyện Bảo Thắng và huyện Bát Xát, Lào Cai, có lũ. Công an huyện đến.", "Công an huyện", None),  # which?
        ("TP Lào Cai, tỉnh Lào Cai có lũ. UBND huyện đến.", "UBND huyện", None),
    ],
)
def test_a_body_of_one_level_takes_the_only_place_of_that_level(text, name, place):
    tables = bp.extract(text)
    body = tables.organizations.set_index("name").loc[name]
    places = tables.places.set_index("place_id").name
    assert (None if pd.isna(body.place_id) else places[body.place_id]) == place
    assert body.place_inferred == (place is not None)


@pytest.mark.parametrize(
    ("text", "name", "parent"),
    [
        ("Phòng CSHS, Công an tỉnh Hà Giang bắt ba người.", "Phòng CSHS", "Công an tỉnh Hà Giang"),
        (
            "Cơ quan CSĐT Công an huyện Nam Đàn khởi tố vụ án.",
            "Cơ quan CSĐT Công an huyện Nam Đàn",
            "Công an huyện Nam Đàn",
        ),
        ("Ông làm ở Ban Dân vận Tỉnh ủy Lào Cai.", "Ban Dân vận Tỉnh ủy Lào Cai", "Tỉnh ủy Lào Cai"),
        ("Bà làm ở Cục Thú y (Bộ Nông nghiệp và Môi trường).", "Cục Thú y", "Bộ Nông nghiệp và Môi trường"),
        ("Ông gửi đơn đến Cơ quan CSĐT, VKSND tỉnh Lào Cai.", "Cơ quan CSĐT", None),
    ],
)
def test_the_name_or_what_follows_tells_the_parent(text, name, parent):
    rows = bp.extract(text).organizations.set_index("name")
    found = rows.loc[name].parent
    assert found == parent if parent else pd.isna(found)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # An acronym whose letters do not match, or that is spelled like a syllable; it may stand before its full name.
        ("Viện Giáo dục Quốc tế Mỹ (IIE) khảo sát. IIE công bố.", [("Viện Giáo dục Quốc tế Mỹ", 3)]),
        ("EU họp khẩn. Liên minh châu Âu (EU) ra thông báo. EU lo ngại.", [("Liên minh châu Âu", 4)]),
        # The words of the full name, some of them short.
        ("Cục Quản lý cạnh tranh (Cục QLCT) vào cuộc. Cục QLCT yêu cầu.", [("Cục Quản lý cạnh tranh", 3)]),
        # A body above it has words of its own.
        ("Trường Đại học Y (ĐH Quốc gia Hà Nội) mở lớp.", [("Trường Đại học Y", 1), ("ĐH Quốc gia Hà Nội", 1)]),
        # A brand after a dash, but not a body above it.
        ("Ngân hàng TMCP Đông Nam Á – SeABank cho vay. SeABank lãi.", [("Ngân hàng TMCP Đông Nam Á", 3)]),
        ("Công ty Cổ phần DAP số 2 - Vinachem họp.", [("Công ty Cổ phần DAP số 2", 1), ("Vinachem", 1)]),
        ("Viện Khoa học Lâm nghiệp - Bộ Nội vụ họp.", [("Viện Khoa học Lâm nghiệp", 1), ("Bộ Nội vụ", 1)]),
    ],
)
def test_a_short_name_after_the_full_one_joins_it(text, names):
    found = bp.extract(text).organizations
    assert list(zip(found.name, found.n_mentions, strict=True)) == names


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("[Khoa Nhi](ORG), [Bệnh viện Bạch Mai](ORG) đông.", "hospital"),
        ("[Khoa Phục hồi chức năng Bệnh viện Đại học Y dược](ORG) đông.", "hospital"),
        ("[Khoa Luật Đại học Huế](ORG) tuyển sinh.", "school"),
        ("[Khoa Luật](ORG) tuyển sinh.", "school"),  # nobody else is named
        ("[Phòng Tham mưu](ORG) của [Công an [tỉnh Lào Cai](PLACE)](ORG) họp.", "police"),
        ("[phòng PC67](ORG) họp.", "police"),
        ("[Đảng ủy Công an Trung ương](ORG) họp.", "party"),  # its own words tell
        ("[Đảng ủy](ORG), [Bệnh viện Bạch Mai](ORG) họp.", "party"),
    ],
)
def test_a_department_is_of_the_kind_of_its_whole(marked, kind):
    assert rows(marked)["organizations"][0]["kind"] == kind


@pytest.mark.parametrize(
    ("marked", "kinds"),
    [
        # A class word before the name, its field between, or after `là`.
        ("Hãng nghiên cứu thị trường [Norvex](ORG) lãi.", ["company"]),
        ("Trang công nghệ [Mobinews](ORG) viết.", ["media"]),
        ("Báo Tây Ban Nha [Sol](ORG) viết.".replace("Tây Ban Nha", "[Tây Ban Nha](PLACE)"), ["media"]),
        ("Các hãng xe như [Voltara](ORG), [Luxmar](ORG) lãi.", ["company", "company"]),
        ("[Voltara](ORG) là hãng xe lớn.", ["company"]),
        ("Bà là CEO [Voltara](ORG).", ["company"]),
        ("Bà là CEO của [Voltara](ORG).", ["company"]),
        ("Bà là khách của [Voltara](ORG).", [None]),
        ("Xe mới ra mắt. Ảnh: [Norvex](ORG)", ["media"]),
        ("Xe mới ra mắt. Ảnh: [ND](ORG)", [None]),
        ("[Xinmei](ORG) đưa tin.", ["media"]),
        # None of the name's own: other words that end so, or a clause between.
        ("Lâu đài [Norvex](ORG) đẹp. Nhà báo [Norvex](ORG) viết.", [None]),
        ("Hãng đã bàn bạc với [Norvex](ORG).", [None]),
        ("[Norvex](ORG) là đối thủ.", [None]),
        # The source of a text; not that of a figure.
        ("Giá dầu giảm. Minh Anh (theo [Norvex](ORG), [Sol](ORG))", ["media", "media"]),
        ("Giá dầu giảm mạnh.\nTheo [Công an nhân dân](ORG)", ["media"]),
        ("Lực lượng [Công an nhân dân](ORG) họp.", ["police"]),
        ("Giá giảm 3% (theo [Norvex](ORG)) và còn giảm.", [None]),
        # A row of companies or clubs, and the same name elsewhere.
        ("[Apple](ORG), [Norvex](ORG) và [Samsung](ORG) họp.", ["company", "company", "company"]),
        ("[Sở Y tế](ORG) và [Norvex](ORG) họp.", ["state", None]),
        ("[Norvex](ORG) họp. Tổng giám đốc [Norvex](ORG) vui.", ["company"]),
        # Clubs, in a text that tells of clubs.
        ("[CLB Hải Âu](ORG) và [CLB Đại Bàng](ORG) thua, khi gặp [Norvex](ORG).", ["sport", "sport", "sport"]),
        ("[CLB Hải Âu](ORG) thua, khi gặp [Norvex](ORG).", ["sport", None]),
        ("[câu lạc bộ máu hiếm [Cần Thơ](PLACE)](ORG) họp.", ["mass"]),
    ],
)
def test_what_stands_beside_a_name_tells_its_kind(marked, kinds):
    assert [row["kind"] for row in rows(marked)["organizations"]] == kinds


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("[Công ty CP Nam Cảnh](ORG) nợ, [Công ty Nam Cảnh](ORG) trả.", ["Công ty CP Nam Cảnh"]),
        ("[Công ty Nam Cảnh](ORG) nợ, [Tập đoàn Nam Cảnh](ORG) trả.", ["Công ty Nam Cảnh", "Tập đoàn Nam Cảnh"]),
        (
            "[Công ty TNHH Nam Cảnh](ORG) kiện [Công ty CP Nam Cảnh](ORG).",
            ["Công ty TNHH Nam Cảnh", "Công ty CP Nam Cảnh"],
        ),
        ("[Nam Định](ORG) thắng, [CLB Nam Định](ORG) vui.", ["CLB Nam Định"]),
        (
            "[Nam Định](ORG) thắng, [CLB Nam Định](ORG), [Công ty Nam Định](ORG) vui.",
            ["Nam Định", "CLB Nam Định", "Công ty Nam Định"],
        ),
        ("[Đội tuyển [Việt Nam](PLACE)](ORG) thắng, [tuyển [Việt Nam](PLACE)](ORG) vui.", ["Đội tuyển Việt Nam"]),
        ("[U23 [Việt Nam](PLACE)](ORG) thắng, [tuyển [Việt Nam](PLACE)](ORG) vui.", ["U23 Việt Nam", "tuyển Việt Nam"]),
        ("[Tòa Tối cao [Mỹ](PLACE)](ORG) họp, [Tòa Tối cao](ORG) bác.", ["Tòa Tối cao Mỹ"]),
        ("[Bộ Ngoại giao [Mỹ](PLACE)](ORG) họp, [Bộ Ngoại giao](ORG) bác.", ["Bộ Ngoại giao Mỹ", "Bộ Ngoại giao"]),
        ("[Ngân hàng Nhà nước](ORG) và [Ngân hàng Nhà nước [Việt Nam](PLACE)](ORG)", ["Ngân hàng Nhà nước Việt Nam"]),
        ("[Bộ GD- ĐT](ORG) và [Bộ GD-ĐT](ORG), [Bộ GD-ĐT](ORG)", ["Bộ GD-ĐT"]),
        ("[Ngân hàng Nam Sông](ORG) ([Nam Song Bank](ORG), mã: [NSB](ORG)), [NSB](ORG) lãi.", ["Ngân hàng Nam Sông"]),
        ("[CLB [Hà Nam](PLACE)](ORG), [Hà Nam FC](ORG), [CLB bóng đá [Hà Nam](PLACE)](ORG)", ["CLB bóng đá Hà Nam"]),
        ("[CLB bóng chuyền Nam An](ORG), [CLB bóng đá Nam An](ORG)", ["CLB bóng chuyền Nam An", "CLB bóng đá Nam An"]),
        ("[Công ty TNHH TMDV Hải Thịnh](ORG) nợ. [Công ty Hải Thịnh](ORG)", ["Công ty TNHH TMDV Hải Thịnh"]),
        ("[Công ty Nam Sông](ORG) (mã: [VRQ](ORG)), [VRQ](ORG) lãi.", ["Công ty Nam Sông"]),
        # With its place and without it, and the class of both; not of a city and of the country, nor a branch.
        (
            "[Sở Y tế [Hải Dương](PLACE)](ORG) họp, [Sở Y tế](ORG) báo cáo, [Sở](ORG) nói.",
            ["Sở Y tế Hải Dương"],
        ),
        ("[Sở Y tế](ORG) họp, [Sở Y tế [Hải Dương](PLACE)](ORG) nói.", ["Sở Y tế Hải Dương"]),
        (
            "Ở [Hà Nam](PLACE), [Sở Y tế](ORG) mời [Sở Y tế [Hải Dương](PLACE)](ORG).",
            ["Sở Y tế", "Sở Y tế Hải Dương"],
        ),
        (
            "[Sở Y tế [Hải Dương](PLACE)](ORG), [Sở Y tế [Hà Nam](PLACE)](ORG) họp, [Sở Y tế](ORG) nói.",
            ["Sở Y tế Hải Dương", "Sở Y tế Hà Nam", "Sở Y tế"],
        ),
        ("[Thành ủy](ORG) họp, [Thành ủy [Hà Nội](PLACE)](ORG) nói.", ["Thành ủy Hà Nội"]),
        (
            "[Đại học Y [Hà Nội](PLACE)](ORG) họp, [Đại học Y](ORG), [Đại học Huế](ORG) nói.",
            ["Đại học Y Hà Nội", "Đại học Y", "Đại học Huế"],
        ),
        ("[UBND [xã Hòa Sơn](PLACE)](ORG) họp, [UBND xã](ORG) nói.", ["UBND xã Hòa Sơn"]),
        (
            "[Hội Nông dân [Việt Nam](PLACE) [tỉnh Cà Mau](PLACE)](ORG), [Hội Nông dân [Việt Nam](PLACE)](ORG) họp.",
            ["Hội Nông dân Việt Nam tỉnh Cà Mau", "Hội Nông dân Việt Nam"],
        ),
        (
            "[Sở Y tế [Đà Nẵng](PLACE)](ORG) họp. Tại [Tam Kỳ](PLACE), [tỉnh Quảng Nam](PLACE), [Sở Y tế](ORG) nói.",
            ["Sở Y tế Đà Nẵng", "Sở Y tế"],
        ),
        (
            "[Sở Y tế [Đà Nẵng](PLACE)](ORG) họp. Tại [Đà Nẵng](PLACE), [Sở Y tế](ORG) nói. Ở [Huế](PLACE) mưa.",
            ["Sở Y tế Đà Nẵng"],
        ),
        ("[Sở Y tế [Hà Nội](PLACE)](ORG) họp. Các [Sở Y tế](ORG) báo cáo.", ["Sở Y tế Hà Nội", "Sở Y tế"]),
        ("[Thành ủy [Hải Phòng](PLACE)](ORG) họp, [Thành ủy](ORG) nói.", ["Thành ủy Hải Phòng"]),
        (
            "[Công an [Hải Phòng](PLACE)](ORG) họp, [công an các nước](ORG) nói.",
            ["Công an Hải Phòng", "công an các nước"],
        ),
        (
            "[Tỉnh ủy [Lào Cai](PLACE)](ORG), [Tỉnh đoàn [Cà Mau](PLACE)](ORG) họp, [Tỉnh ủy](ORG) nói.",
            ["Tỉnh ủy Lào Cai", "Tỉnh đoàn Cà Mau", "Tỉnh ủy"],
        ),
        ("[Công ty Norvex [Hà Nội](PLACE)](ORG), [Công ty Norvex](ORG)", ["Công ty Norvex Hà Nội", "Công ty Norvex"]),
        ("[đảng Dân chủ [bang Texas](PLACE)](ORG), [đảng Dân chủ](ORG)", ["đảng Dân chủ bang Texas", "đảng Dân chủ"]),
    ],
)
def test_long_and_short_names_are_one_body(marked, names):
    assert [row["name"] for row in rows(marked)["organizations"]] == names


def test_a_body_is_of_the_place_in_its_name_rather_than_of_the_country():
    table = rows(
        "[Hội Nông dân [Việt Nam](PLACE) [tỉnh Cà Mau](PLACE)](ORG) họp. "
        "[Hội hữu nghị [Việt Nam](PLACE) - [Lào](PLACE)](ORG) họp. "
        "[Công an [xã Đá](PLACE) [huyện Nậm](PLACE)](ORG) họp."
    )
    places = [place["name"] for place in table["places"]]
    assert [places[row["place_id"]] for row in table["organizations"]] == ["Cà Mau", "Việt Nam", "Đá"]


def test_the_parent_is_called_as_its_row():
    table = rows(
        "[Tỉnh ủy [Cà Mau](PLACE)](ORG) họp ở [Cà Mau](PLACE). [Ban Tổ chức Tỉnh ủy](ORG) báo cáo [Tỉnh ủy](ORG)."
    )["organizations"]
    assert [row["parent"] for row in table] == [None, "Tỉnh ủy Cà Mau"]
    table = rows(
        "[Công an [Cà Mau](PLACE)](ORG) mở án. [Phòng CSGT đường bộ Công an [tỉnh Cà Mau](PLACE)](ORG), "
        "[Cơ quan CSĐT công an [tỉnh Cà Mau](PLACE)](ORG) vào cuộc."
    )["organizations"]
    assert [row["parent"] for row in table] == [None, "Công an Cà Mau", "Công an Cà Mau"]


def test_brackets_hold_the_greater_body_or_the_place():
    table = rows(
        "[Bệnh viện 175](ORG) ([Bộ Quốc phòng](ORG)), [Bệnh viện Saint Paul](ORG) ([Pháp](PLACE)), "
        "[Bệnh viện Hải Âu](ORG) ([Bệnh viện Nhi](ORG))"
    )["organizations"]
    assert [row["parent"] for row in table] == ["Bộ Quốc phòng", *[None] * 4]
    assert [row["place_id"] for row in table] == [None, None, 0, None, None]
    table = rows("[Cục An toàn thực phẩm](ORG) ([Bộ Y tế](ORG)) họp.")["organizations"]
    assert [row["parent"] for row in table] == ["Bộ Y tế", None]


def test_what_stands_after_of_is_the_parent_of_a_body_with_a_head():
    table = rows(
        "[Báo Văn nghệ](ORG) của [Hội Nhà văn](ORG). "
        "Thắng [CLB Hải Âu](ORG) của [Hà Lan FC](ORG), [Zalo](ORG) của [VNG](ORG)"
    )["organizations"]
    assert [row["parent"] for row in table] == ["Hội Nhà văn", *[None] * 5]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Siêu sao của Real Madrid ghi bàn. Real thắng Barcelona 2-0.", {"Real Madrid": 2, "Barcelona": 1}),
        ("AC Milan thắng. HLV của Milan vui.", {"AC Milan": 2}),
        ("Bộ Quốc phòng Liên bang Nga cho biết. Bộ Quốc phòng Nga cũng nói.", {"Bộ Quốc phòng Liên bang Nga": 2}),
        (
            "Ông là giám đốc Công ty TNHH Grab Việt Nam. Kết quả thanh tra đối với Uber, Grab.",
            {"Công ty TNHH Grab Việt Nam": 2, "Uber": 1},
        ),
    ],
)
def test_short_names_of_one_body(text, found):
    rows = bp.extract(text).organizations
    assert dict(zip(rows.name, rows.n_mentions, strict=True)) == found


@pytest.mark.parametrize(
    "text",
    [
        "Theo Đại học Oxford, Đồng Nai có nhiều ca bệnh.",
        "Ông thăm Bệnh viện Nhi, Lào Cai, Yên Bái.",
    ],
)
def test_a_place_behind_a_comma_that_is_not_where_the_body_is(text):
    assert bp.extract(text).organizations.place_id.isna().all()


def test_a_short_name_of_two_clubs_is_neither():
    rows = bp.extract("Real Madrid thắng Real Sociedad. Real vui.").organizations
    assert len(rows) == 3


@pytest.mark.parametrize(
    ("text", "body", "parent", "place"),
    [
        ("Phòng Cảnh sát hình sự (PC02) Công an TPHCM bắt nhóm cướp.", 0, "Công an TPHCM", "Hồ Chí Minh"),
        ("Tổng cục Thuế - Bộ Tài chính thu.", 0, "Bộ Tài chính", None),
        ("Bé học trường Mầm non Bạch Hà, xã Thác Bà, bị ngã.", 0, None, "Thác Bà"),
        ("Ông họp với Sở Y tế, Hà Nội, Huế.", 0, None, None),
    ],
)
def test_the_whole_and_the_place_beside_a_body(text, body, parent, place):
    result = bp.extract(text)
    row = result.organizations.iloc[body]
    assert (row.parent if isinstance(row.parent, str) else None) == parent
    assert (None if pd.isna(row.place_id) else result.places.name[row.place_id]) == place


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        # Without the greater body that its name ends in.
        (
            "[Phòng CSHS Công an [tỉnh A](PLACE)](ORG) vào cuộc. [Phòng CSHS](ORG) cho biết.",
            ["Phòng CSHS Công an tỉnh A"],
        ),
        (
            "[Đội 1 Công an [tỉnh A](PLACE)](ORG) và [Đội 1 Công an [tỉnh B](PLACE)](ORG) họp. [Đội 1](ORG) nói.",
            ["Đội 1 Công an tỉnh A", "Đội 1 Công an tỉnh B", "Đội 1"],
        ),
        ("Các [Đội 1](ORG) họp. [Đội 1 Công an [tỉnh A](PLACE)](ORG) nói.", ["Đội 1", "Đội 1 Công an tỉnh A"]),
        # A ministry by the first words of its field; not that of another country.
        ("[Bộ Giáo dục](ORG) họp. [Bộ GD-ĐT](ORG) nói.", ["Bộ Giáo dục"]),
        (
            "[Bộ Giao thông vận tải [Lào](PLACE)](ORG) và [Bộ Giao thông vận tải](ORG) họp. [Bộ Giao thông](ORG) nói.",
            ["Bộ Giao thông vận tải Lào", "Bộ Giao thông vận tải"],
        ),
        ("[Bộ Công an](ORG) và [Bộ Công Thương](ORG) họp.", ["Bộ Công an", "Bộ Công Thương"]),
        (
            "[Bộ Ngoại giao và Thương mại [Úc](PLACE)](ORG) nói. [Bộ Ngoại giao](ORG) trả lời.",
            ["Bộ Ngoại giao và Thương mại Úc", "Bộ Ngoại giao"],
        ),
        # Another body with a place, or another that begins so, and a sentence that is of another place.
        (
            "[Bệnh viện Nhi Trung ương](ORG) và [Bệnh viện Nhi [Hà Nội](PLACE)](ORG) họp. [Bệnh viện Nhi](ORG) nói.",
            ["Bệnh viện Nhi Trung ương", "Bệnh viện Nhi Hà Nội"],
        ),
        (
            "[Alba Research](ORG) và [Alba Display](ORG) họp. [Alba](ORG) nói.",
            ["Alba Research", "Alba Display", "Alba"],
        ),
        (
            "[Sở Giáo dục và Đào tạo [Hà Nội](PLACE)](ORG) họp. Tại [Huế](PLACE), [Sở Giáo dục](ORG) họp.",
            ["Sở Giáo dục và Đào tạo Hà Nội", "Sở Giáo dục"],
        ),
        ("[Microsoft Research](ORG) họp. [Microsoft](ORG) nói.", ["Microsoft Research", "Microsoft"]),
        # The highest hospital, and a closing word.
        ("[Bệnh viện Nhi Trung ương](ORG) đông. [Bệnh viện Nhi](ORG) mở thêm giường.", ["Bệnh viện Nhi Trung ương"]),
        ("[Counterpoint Research](ORG) công bố. [Counterpoint](ORG) nói.", ["Counterpoint Research"]),
        ("Theo [Zing](ORG) và [Zing.vn](ORG), trời mưa.", ["Zing.vn"]),
        ("[Alba Research](ORG) và [Alba Group](ORG) họp. [Alba](ORG) nói.", ["Alba Research", "Alba Group", "Alba"]),
        # What a school or a company is for, and a class word.
        ("[Trường Sen Vàng](ORG) đóng cửa. [Trường Mầm non Sen Vàng](ORG) mở lại.", ["Trường Mầm non Sen Vàng"]),
        (
            "[Trường Mầm non Sen Vàng](ORG) và [Trường Tiểu học Sen Vàng](ORG) mở. [Trường Sen Vàng](ORG) đông.",
            ["Trường Mầm non Sen Vàng", "Trường Tiểu học Sen Vàng", "Trường Sen Vàng"],
        ),
        ("[Công ty CP xây dựng An Nghĩa](ORG) thắng. [Công ty An Nghĩa](ORG) nói.", ["Công ty CP xây dựng An Nghĩa"]),
        (
            "[Công ty xây dựng An Nghĩa](ORG) và [Công ty May An Nghĩa](ORG) họp. [Công ty An Nghĩa](ORG) nói.",
            ["Công ty xây dựng An Nghĩa", "Công ty May An Nghĩa", "Công ty An Nghĩa"],
        ),
        ("[Tập đoàn An Nghĩa](ORG) thắng. [Công ty An Nghĩa](ORG) nói.", ["Tập đoàn An Nghĩa", "Công ty An Nghĩa"]),
        ("[Bệnh viện Hồng Ngọc](ORG) đông. Bác sĩ của [Hồng Ngọc](ORG) nói.", ["Bệnh viện Hồng Ngọc"]),
    ],
)  # fmt: skip
def test_whole_names_and_shorter_ones_are_one_body(marked: str, names: list[str]) -> None:
    assert [row["name"] for row in rows(marked)["organizations"]] == names


@pytest.mark.parametrize(
    ("marked", "parent"),
    [
        ("[Phòng An ninh chính trị nội bộ Công an [tỉnh A](PLACE)](ORG) họp.", "Công an tỉnh A"),
        ("[Hội đồng tuyển sinh Trường ĐH Bách khoa](ORG) họp.", "Trường ĐH Bách khoa"),
        ("[Tổng cục Thuế](ORG) họp.", None),
        ("[Hội đồng Anh](ORG), [Bộ Giáo dục](ORG) ký.", None),
        ("[Ban Thường vụ Đảng ủy Bộ Y tế](ORG) họp.", "Đảng ủy Bộ Y tế"),
        (
            "[Đại học Ngoại ngữ](ORG), [Đại học Quốc gia [Hà Nội](PLACE)](ORG). [Bộ Giáo dục](ORG) nói.",
            "Đại học Quốc gia Hà Nội",
        ),
        ("Các trường [Đại học Kinh tế](ORG), [Đại học [Huế](PLACE)](ORG) tuyển sinh.", None),
        ("[Đại học Ngoại thương](ORG), [Đại học Quốc gia [Hà Nội](PLACE)](ORG) tuyển sinh.", None),
        ("[Đại học Ngoại ngữ](ORG), [Đại học Quốc gia [Hà Nội](PLACE)](ORG), tuyển sinh.", "Đại học Quốc gia Hà Nội"),
        (
            "[Đại học Y](ORG), [Đại học Quốc gia [Hà Nội](PLACE)](ORG), [Đại học Ngoại thương](ORG) tuyển sinh.",
            None,
        ),
        ("[Đại học Ngoại ngữ](ORG), [Đại học Ngoại thương](ORG) tuyển sinh.", None),
    ],
)
def test_parents_in_a_name_and_behind_a_school(marked: str, parent: str | None) -> None:
    assert rows(marked)["organizations"][0]["parent"] == parent


def test_a_body_called_after_two_cities_is_in_neither() -> None:
    table = rows(
        "[Ngân hàng [Sài Gòn](PLACE) - [Hà Nội](PLACE)](ORG) và [Công ty An Nghĩa](ORG) (ở [TP Huế](PLACE)) họp."
    )
    places = {row["place_id"]: row["name"] for row in table["places"]}
    assert [places.get(row["place_id"]) for row in table["organizations"]] == [None, "Huế"]

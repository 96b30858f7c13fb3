"""What stands beside a body tells of it: its kind, where it is, what it is part of, and which names are one."""

import pytest

import bpextract as bp


def bodies(text: str) -> dict[str, tuple[str | None, str | None, str | None]]:
    """Return the kind, the parent and the place of each body by its name."""
    result = bp.extract(text)
    places = dict(zip(result.places["place_id"], result.places["name"], strict=True))
    rows = result.organizations.astype(object).where(result.organizations.notna(), None)
    return {
        row["name"]: (row["kind"], row["parent"], None if row["place_id"] is None else places[row["place_id"]])
        for _, row in rows.iterrows()
    }


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "Loạt công ty trong hệ sinh thái Vingroup như Vin Energo, Vin Robotics, Vin Space góp vốn.",
            "Vin Robotics",
            "company",
        ),
        ("Hai hãng là Zentro và Malvo góp vốn.", "Malvo", "company"),
        ("Công ty lo lắng như Zapkar vẫn góp vốn.", "Zapkar", None),
        ("Nhiều công ty bị các nhóm hacker như LockBit tấn công.", "LockBit", None),
        ("Theo Cục Quân y, dịch đã lui.", "Cục Quân y", "army"),
    ],
)
def test_a_class_word_for_several_tells_the_kind_of_each_of_the_list(text: str, name: str, kind: str | None) -> None:
    found = bodies(text)
    assert found.get(name, (None,))[0] == kind


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("Công ty Thụy Sĩ Energy Vault dựng tháp.", "Energy Vault", "Thụy Sĩ"),
        ("Tại Đức Audi bán chạy.", "Audi", None),
        ("Hãng Samsung của Hàn Quốc tăng lãi.", "Samsung", "Hàn Quốc"),
        ("WHO của Mỹ là bạn.", "WHO", None),
        ("Tập đoàn Minh Dương của Trung Quốc rót vốn.", "Tập đoàn Minh Dương", "Trung Quốc"),
        ("Cựu sao Chelsea của Bờ Biển Ngà ghi bàn.", "Chelsea", None),
        ("Bộ Quốc phòng của Nga lên tiếng.", "Bộ Quốc phòng", "Nga"),
        ("Trên thị trường Việt Nam Grab chiếm 60% thị phần.", "Grab", None),
        ("Nhà cung cấp của Apple có trụ sở tại Đài Loan.", "Apple", None),
        ("U23 Việt Nam tại Indonesia thắng trận.", "U23 Việt Nam", "Việt Nam"),
        ("Công ty Hải Long có trụ sở chính tại Đà Nẵng.", "Công ty Hải Long", "Đà Nẵng"),
        ("Đại sứ quán Việt Nam tại Nhật Bản thông báo.", "Đại sứ quán Việt Nam tại Nhật Bản", "Nhật Bản"),
    ],
)
def test_a_country_or_a_seat_beside_a_body_is_where_it_is(text: str, name: str, place: str | None) -> None:
    assert bodies(text)[name][2] == place


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Phòng CSGT Hà Nội và Phòng CSGT Công an TP Hà Nội vào cuộc.", ["Phòng CSGT Công an TP Hà Nội"]),
        (
            "Cơ quan công an tỉnh Tiền Giang tìm. Công an tỉnh Tiền Giang bắt Đức.",
            ["Cơ quan công an tỉnh Tiền Giang"],
        ),
        ("Anh rời Crystal Palace. Hợp đồng với Palace hết hạn vào hè.", ["Crystal Palace"]),
        (
            "Đảng ủy Công an TP Hà Nội họp. Đảng ủy TP Hà Nội dự.",
            ["Đảng ủy Công an TP Hà Nội", "Đảng ủy TP Hà Nội"],
        ),
        ("Inter Milan hòa, còn Milan thua.", ["Inter Milan", "Milan"]),
        (
            "Học viện An ninh nhân dân và Học viện An ninh Công an nhân dân.",
            ["Học viện An ninh nhân dân", "Học viện An ninh Công an nhân dân"],
        ),
    ],
)
def test_names_of_one_body(text: str, names: list[str]) -> None:
    assert list(bodies(text)) == names


@pytest.mark.parametrize(
    ("text", "name", "parent"),
    [
        ("Bệnh viện Vinmec (Vingroup) mở cửa.", "Bệnh viện Vinmec", "Vingroup"),
        ("Sở Giao dịch Chứng khoán TP HCM (HoSE) báo lãi.", "Sở Giao dịch Chứng khoán TP HCM", None),
        ("Ngân hàng Nhà nước (Vietcombank) bán USD.", "Ngân hàng Nhà nước", None),
        (
            "Cục Trẻ em, Bộ Lao động - Thương binh và Xã hội, cho biết.",
            "Cục Trẻ em",
            "Bộ Lao động - Thương binh và Xã hội",
        ),
        ("Vụ Thực hành quyền công tố, Viện KSND Tối cao.", "Vụ Thực hành quyền công tố", "Viện KSND Tối cao"),
        ("Viện Pháp y, Cục Y tế, Bộ Công an.", "Viện Pháp y", "Cục Y tế"),
        ("Cục Điện ảnh, Cục Bản quyền cùng dự.", "Cục Điện ảnh", None),
        (
            "Có Viện Khoa học hình sự, Cục Kỹ thuật nghiệp vụ, Công an huyện Châu Thành.",
            "Cục Kỹ thuật nghiệp vụ",
            None,
        ),
        ("Ông ở Viện Thủy công, Viện Khoa học Thủy lợi Việt Nam.", "Viện Thủy công", "Viện Khoa học Thủy lợi Việt Nam"),
        ("Ông ở Vụ Pháp chế, Tổng cục Thuế.", "Vụ Pháp chế", "Tổng cục Thuế"),
        # One that names its level alone is the only row that begins so.
        ("UBND tỉnh Phú Yên họp. Ông ở Văn phòng UBND tỉnh.", "Văn phòng UBND tỉnh", "UBND tỉnh Phú Yên"),
        ("UBND tỉnh Phú Yên, UBND tỉnh Khánh Hòa và Văn phòng UBND tỉnh họp.", "Văn phòng UBND tỉnh", "UBND tỉnh"),
        ("Sở Y tế Hưng Yên thăm Trạm y tế xã Mễ Sở.", "Trạm y tế xã Mễ Sở", None),
    ],
)
def test_what_a_body_is_part_of(text: str, name: str, parent: str | None) -> None:
    assert bodies(text)[name][1] == parent

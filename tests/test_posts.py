"""What people are, every post once: `Result.posts`."""

import pytest

import bpextract as bp
from bpextract.errors import InputError
from bpextract.report.posts import COLUMNS


def posts_of(*texts, **options):
    found = bp.extract(list(texts), **options).posts()
    return found[["person", "title", "organization", "status", "n_mentions"]].fillna("").values.tolist()


def test_a_post_said_again_is_one_row():
    text = (
        "Ông Trần Văn Sình, Chủ tịch UBND tỉnh Lào Cai, đến dự. Chủ tịch Trần Văn Sình phát biểu. "
        "CHỦ TỊCH UBND tỉnh Trần Văn Sình trao quà."
    )
    assert posts_of(text) == [["Trần Văn Sình", "Chủ tịch", "UBND tỉnh Lào Cai", "current", 3]]


def test_other_spellings_of_a_title_are_one():
    assert posts_of("Thượng toạ Thích Minh Nghĩa dự lễ. Thượng tọa Thích Minh Nghĩa nói chuyện.") == [
        ["Thích Minh Nghĩa", "Thượng toạ", "", "current", 2]
    ]


def test_bodies_people_status_and_documents_keep_posts_apart():
    first = (
        "Ông Lê Văn An, Giám đốc Sở Y tế Lào Cai, nguyên Giám đốc Bệnh viện Sa Pa, "
        "và ông Vũ Bình, Giám đốc Sở Y tế Sơn La."
    )
    second = "Ông Lê Văn An, Giám đốc Sở Y tế Lào Cai, phát biểu."
    assert posts_of(first, second) == [
        ["Lê Văn An", "Giám đốc", "Sở Y tế Lào Cai", "current", 1],
        ["Lê Văn An", "Giám đốc", "Bệnh viện Sa Pa", "former", 1],
        ["Vũ Bình", "Giám đốc", "Sở Y tế Sơn La", "current", 1],
        ["Lê Văn An", "Giám đốc", "Sở Y tế Lào Cai", "current", 1],
    ]


def test_posts_without_a_body_are_told_apart_by_their_place():
    assert len(posts_of("Ông Lê An từng là Bí thư Đà Nẵng, Bí thư Quảng Nam.")) == 2


def test_frames_with_an_index_of_their_own():
    result = bp.extract(["Ông Lê An, Giám đốc Sở Y tế Sơn La.", "Ông Vũ Bình, Giám đốc Sở Nội vụ Hà Nội."])
    frames = {name: result.table(name) for name in ("people", "roles", "places", "organizations", "mentions")}
    frames["roles"] = frames["roles"][frames["roles"].doc_id == "1"]
    assert bp.Result.from_frames(frames).posts().organization.tolist() == ["Sở Nội vụ Hà Nội"]


def test_the_row_is_that_of_the_mention_with_the_body():
    result = bp.extract("Giám đốc Lê Văn An nói. Ông Lê Văn An, Giám đốc Sở Y tế Lào Cai, ký văn bản.")
    post = result.posts().iloc[0]
    assert post.role_id == 1 and post.n_mentions == 2
    assert post.place == "Lào Cai" and result.organizations.name[post.organization_id] == post.organization


def test_the_body_may_stand_behind_the_holder():
    post = bp.extract("Bác sĩ Lê Thị Hoa, Khoa Nhi Bệnh viện Bạch Mai, cho biết đã khỏe.").posts().iloc[0]
    assert (post.organization, post.organization_id) == ("Khoa Nhi Bệnh viện Bạch Mai", 0)


def test_columns_and_keys():
    result = bp.extract(["Không có gì.", "Bà Lò Thị Én, Chủ tịch UBND xã Mai Sơn, dự lễ."])
    found = result.posts()
    assert tuple(found.columns) == COLUMNS == tuple(bp.extract("").posts().columns)
    assert found[["doc_id", "role_id"]].values.tolist() == result.roles[["doc_id", "role_id"]].values.tolist()
    assert found.dtypes[["person_id", "organization_id", "place_id"]].astype(str).tolist() == ["Int64"] * 3


def test_a_table_that_was_not_made():
    with pytest.raises(InputError, match="no table roles was made"):
        bp.extract("Ông A.", tables=["figures"]).posts()


def test_a_post_is_in_the_nearest_of_the_bodies_that_it_names():
    assert posts_of("Ông Lê Giang Nam, Trưởng phòng Tổ chức cán bộ, Sở Y tế tỉnh Nghệ An, đến dự.") == [
        ["Lê Giang Nam", "Trưởng phòng", "phòng Tổ chức cán bộ", "current", 1]
    ]

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

import bpextract as bp
from bpextract import schema
from bpextract.cli import app
from bpextract.errors import InputError
from bpextract.linking.bodies import body, rows, title_key
from bpextract.linking.clusters import clusters, confidences
from bpextract.linking.names import frequency, is_full, name_key
from bpextract.linking.records import TABLES
from bpextract.linking.shares import shares
from bpextract.linking.stored import link_folder

pytest.importorskip("splink")
pytest.importorskip("duckdb")

# Made up: two people of one name, one of them in three articles, and a text that two papers have.
HEAD = "Ông Trần Văn Sình, Chủ tịch UBND tỉnh Lào Cai, thăm xã Bản Phiệt, huyện Bảo Thắng sáng 1/3."
CASE = (
    "Công an tỉnh Cà Mau bắt Trần Văn Sình (SN 1990, trú xã Khánh Hải, huyện Trần Văn Thời) về tội trộm cắp tài sản. "
    "Khám nhà của Trần Văn Sình, công an thu 12 xe máy và nhiều giấy tờ của người dân trong vùng bị mất đầu năm nay."
)
NEWS = pd.DataFrame(
    [
        ("a", HEAD, "2024-03-01"),
        ("b", "Chủ tịch UBND tỉnh Lào Cai Trần Văn Sình dự lễ khai giảng ở huyện Bảo Thắng.", "2024-09-05"),
        ("c", "Ông Trần Văn Sình, Bí thư Tỉnh ủy Lào Cai, tiếp đoàn công tác của Bộ Y tế.", "2025-02-10"),
        ("d", CASE, "2024-05-05"),
        ("e", CASE, "2024-05-06"),
        ("f", "Sở Y tế tỉnh Lào Cai và UBND tỉnh họp. Bà Lò Thị Mỷ, Giám đốc Sở Y tế, nói về dịch.", "2024-06-01"),
    ],
    columns=["id", "text", "date"],
)


@pytest.fixture(scope="module")
def result():
    return bp.extract(NEWS, text="text", id="id", published="date")


@pytest.fixture(scope="module")
def linked(result):
    return bp.link(result)


def entity_of(linked, result, doc_id, name):
    people = result.people
    (person,) = people.person_id[(people.doc_id == doc_id) & (people.name == name)]
    rows = linked.appearances
    (entity,) = rows.entity_id[(rows.doc_id == doc_id) & (rows.label == "PERSON") & (rows.id == person)]
    return entity


def assert_typed(linked):
    for name, record in TABLES.items():
        table = linked._frames[name]
        assert {c: str(table[c].dtype) for c in table} == {c.name: c.dtype for c in schema.columns(record)}


def test_tables_have_fixed_columns(linked):
    assert_typed(linked)
    assert linked.entities.entity_id.is_unique
    assert set(linked.appearances.entity_id) == set(linked.entities.entity_id)
    assert linked.appearances.confidence.between(0, 1).all()


def test_every_person_place_and_body_appears_once(linked, result):
    rows = linked.appearances
    assert not rows.duplicated(["doc_id", "label", "id"]).any()
    counts = rows.label.value_counts()
    assert counts.to_dict() == {
        "PERSON": len(result.people), "PLACE": len(result.places), "ORG": len(result.organizations),
    }  # fmt: skip


def test_same_post_is_one_person_and_another_life_another(linked, result):
    who = {doc: entity_of(linked, result, doc, "Trần Văn Sình") for doc in "abcde"}
    assert who["a"] == who["b"] == who["c"]
    assert who["d"] == who["e"] != who["a"]


def test_copies_count_once(linked, result):
    entity = entity_of(linked, result, "d", "Trần Văn Sình")
    row = linked.entities.set_index("entity_id").loc[entity]
    assert row.n_documents == 1
    assert (linked.appearances.entity_id == entity).sum() == 2
    assert (row.first_date, row.last_date) == ("2024-05-05", "2024-05-06")


def test_bodies_take_the_place_of_the_document(linked):
    bodies = linked.entities[linked.entities.label == "ORG"].set_index("name")
    assert "UBND tỉnh" in bodies.loc["UBND tỉnh Lào Cai"].other_names.split("|")
    assert bodies.loc["UBND tỉnh Lào Cai"].n_documents == 3
    assert "Sở Y tế" not in bodies.index  # one row of its document with Sở Y tế tỉnh Lào Cai
    places = linked.entities.set_index("entity_id")
    assert places.loc[bodies.loc["UBND tỉnh Lào Cai"].place, "name"] == "tỉnh Lào Cai"


def test_places_have_codes_and_heirs(linked):
    places = linked.entities[linked.entities.label == "PLACE"]
    old = places[places.code == "old:10"].iloc[0]
    assert old["name"] == "tỉnh Lào Cai"
    assert isinstance(old.heirs, str)


def test_timeline_and_posts(linked, result):
    head = entity_of(linked, result, "a", "Trần Văn Sình")
    held = linked.timeline(head)
    assert held.title.tolist() == ["Chủ tịch", "Bí thư"]
    assert held.first_date.tolist() == ["2024-03-01", "2025-02-10"]
    assert held.documents[0] == "a|b"
    assert linked.posts("UBND tỉnh Lào Cai").person.tolist() == [head]
    with pytest.raises(InputError, match="2 entities are called"):
        linked.timeline("Trần Văn Sình")
    with pytest.raises(InputError, match="no entity"):
        linked.posts("Sở Không có")


def test_two_at_a_time_are_shown():
    news = pd.DataFrame(
        [
            ("a", "Ông Trần Văn Sình, Chủ tịch UBND tỉnh Lào Cai, thăm Bảo Thắng.", "2024-03-01"),
            ("b", "Bà Lò Thị Mỷ, Chủ tịch UBND tỉnh Lào Cai, thăm Bảo Thắng.", "2024-03-01"),
        ],
        columns=["id", "text", "date"],
    )
    held = bp.link(bp.extract(news, text="text", id="id", published="date")).posts("UBND tỉnh Lào Cai")
    assert held.others.tolist() == ["Trần Văn Sình", "Lò Thị Mỷ"]


def test_any_table_carries_the_entity(linked, result):
    roles = linked.carry(result.roles, "person_id")
    assert roles.entity_id.notna().all()
    assert linked.carry(result.figures, "subject_person_id").columns[-1] == "entity_id"
    with pytest.raises(InputError, match="no column of ids"):
        linked.carry(result.roles, "title")


def test_ids_stay_when_documents_are_added(linked, result):
    assert bp.link(result).appearances.equals(linked.appearances)
    before = bp.link(bp.extract(NEWS[:4], text="text", id="id", published="date")).appearances
    after = linked.appearances[linked.appearances.doc_id.isin(list("abcd"))]
    same = before.merge(after, on=["doc_id", "label", "id"])
    assert (same.entity_id_x == same.entity_id_y).all()
    assert len(same) == len(before)


def test_results_are_read_back(linked, tmp_path):
    linked.to_parquet(tmp_path)
    again = bp.Linked.read(tmp_path)
    assert again.entities.equals(linked.entities)
    assert again.timeline("Lò Thị Mỷ").equals(linked.timeline("Lò Thị Mỷ"))
    with pytest.raises(InputError, match="no entities"):
        bp.Linked.read(tmp_path / "none")


@pytest.mark.parametrize("texts", [[], [""], ["Trời mưa."], [HEAD], [HEAD, HEAD], ["Ông Toàn nói."]])
def test_little_input(texts):
    linked = bp.link(bp.extract(texts))
    assert_typed(linked)
    assert linked.entities.first_date.isna().all()


def test_a_result_of_another_version(result):
    """Columns and whole tables may be missing, others be there."""
    frames = {name: result.table(name) for name in ("documents", "sentences", "mentions", "people", "places")}
    frames["people"] = frames["people"].drop(columns=["byline"]).assign(more=1)
    frames["documents"] = frames["documents"].drop(columns=["published"])
    linked = bp.link(bp.Result.from_frames(frames))
    assert_typed(linked)
    assert (linked.entities.label == "PERSON").any()


@pytest.mark.parametrize("missing", ["roles", "figures", "sentences", "organizations"])
def test_tables_that_may_be_missing(linked, result, missing):
    frames = {name: result.table(name) for name in schema.TABLES if name != missing and name in result.tables}
    found = bp.link(bp.Result.from_frames(frames))
    assert_typed(found)
    assert len(found.appearances) == len(linked.appearances) - (8 if missing == "organizations" else 0)


@pytest.mark.parametrize("day", ["hôm qua", "2024", "", None, "2024-13-45", "2024-03-01T00:00:00+07:00"])
def test_dates_of_any_kind(result, day):
    frames = {name: result.table(name) for name in result.tables}
    frames["documents"] = frames["documents"].assign(published=day)
    assert len(bp.link(bp.Result.from_frames(frames)).appearances) == 27


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda frames: {name: pd.concat([frame, frame]) for name, frame in frames.items()}, "have the doc_id 'a'"),
        (lambda frames: {**frames, "documents": frames["documents"][1:]}, "'a', which the table documents lacks"),
        (lambda frames: {**frames, "people": frames["people"].drop(columns="person_id")}, "without a person_id"),
        (lambda frames: {name: frame for name, frame in frames.items() if name != "mentions"}, "no table of mentions"),
    ],
)
def test_results_that_nothing_can_be_made_of_are_refused(result, tmp_path, spoil, said):
    frames = spoil({name: result.table(name) for name in result.tables})
    with pytest.raises(InputError, match=said):
        bp.link(bp.Result.from_frames(frames))
    for name, frame in frames.items():
        frame.to_parquet(tmp_path / f"{name}.parquet")
    with pytest.raises(InputError, match=said):
        link_folder(tmp_path)


def test_names():
    assert name_key("Bùi  Sỹ Hoà") == name_key("bùi sĩ hòa")
    assert name_key("Lê Quý T.") == "lê quý t"
    assert name_key("Moon Jae-in") == name_key("Moon Jae In") == "moon jae in"
    assert name_key("Kylian Mbappé") == name_key("Kylian Mbappe")
    assert name_key("Lê Văn Hòa") != name_key("Lê Văn Hoa")
    assert is_full("lê toàn") and not is_full("toàn") and is_full("trump")
    assert frequency("nguyễn văn hùng") > 100 * frequency("bùi sĩ khuông")
    assert frequency("nguyễn văn t") >= frequency("nguyễn văn hùng")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Sở GD&ĐT tỉnh Hà Giang", "Hà Giang"), ("Sở Giáo dục và Đào tạo Hà Giang", "Hà Giang")),
        (("UBND tỉnh", None), ("Ủy ban nhân dân tỉnh Lào Cai", "Lào Cai")),
        (("Sở NN và PTNT", None), ("Sở Nông nghiệp và Phát triển nông thôn", None)),
        (("Sở NN-MT", None), ("Sở Nông nghiệp và Môi trường", None)),
        (("Bộ NN - MT", None), ("Bộ Nông nghiệp và Môi trường", None)),
        (("UB Về các vấn đề xã hội", None), ("Ủy ban Các vấn đề xã hội", None)),
        (("Công an tỉnh Thừa Thiên- Huế", "Thừa Thiên- Huế"), ("Công an tỉnh", None)),
    ],
)
def test_bodies_are_written_out(one, other):
    assert body(*one).words == body(*other).words


def test_levels_tell_bodies_apart():
    assert body("UBND Quận 11", "Quận 11").level == "quận"
    assert not body("Viện KSND Tối cao").local
    assert title_key("Phó GĐ") == title_key("phó giám đốc phụ trách")


def test_clusters_agree_on_the_whole():
    """A third that seems to be both of two does not make one of them."""
    weights = np.array([[0, 3, -9, -9], [3, 0, 2, -9], [-9, 2, 0, 4], [-9, -9, 4, 0]], dtype=float)
    group = clusters(weights)
    assert group == [0, 0, 2, 2]
    assert min(confidences(weights, group)) > 0.8
    assert clusters(np.zeros((1, 1))) == [0] and clusters(np.zeros((0, 0))) == []


@pytest.mark.parametrize("seed", range(5))
def test_clusters_are_those_of_the_plain_way(seed):
    random = np.random.default_rng(seed)
    weights = random.normal(0, 3, (9, 9))
    weights = weights + weights.T
    groups = [[n] for n in range(9)]
    while len(groups) > 1:
        means = {
            (a, b): np.mean([weights[i, j] for i in groups[a] for j in groups[b]])
            for a in range(len(groups)) for b in range(a)
        }  # fmt: skip
        (a, b), best = max(means.items(), key=lambda item: item[1])
        if best <= 0:
            break
        groups[b] += groups.pop(a)
    assert sorted(map(sorted, groups)) == sorted(
        [n for n, each in enumerate(clusters(weights)) if each == first] for first in set(clusters(weights))
    )


@pytest.mark.parametrize("limit", [2, 3])
def test_names_with_many_appearances_are_taken_in_blocks(limit):
    from bpextract.linking.link import gather, prepare
    from bpextract.linking.people import link_people
    from bpextract.linking.tables import connect, view_result

    texts = [HEAD] * 3 + [CASE] * 2 + [HEAD, CASE]
    connection = connect()
    view_result(connection, bp.extract(texts))
    gather(connection)
    prepare(connection)
    found = link_people(connection, limit=limit).to_pandas()
    leaders = found[found.unique_id.str.endswith("#0")].leader.tolist()
    assert len({leaders[n] for n in (0, 1, 2, 5)}) == 1
    assert leaders[3] != leaders[0]


class Stopped(Exception):
    pass


def stop_at(said):
    def tell(text):
        if text.startswith(said):
            raise Stopped

    return tell


def test_stored_results_are_linked_the_same(linked, result, tmp_path):
    result.to_parquet(tmp_path, texts=False)
    counts = link_folder(tmp_path)
    again = bp.Linked.read(tmp_path)
    for name in TABLES:
        assert again._frames[name].equals(linked._frames[name]), name
        assert counts[name] == len(again._frames[name])
    assert not (tmp_path / "_link").exists()


@pytest.mark.parametrize("at", ["documents: 1", "documents: 3", "6 people", "people: 1", "people: 2"])
def test_a_stopped_run_goes_on_and_gives_the_same(linked, result, tmp_path, at):
    result.to_parquet(tmp_path, texts=False)
    with pytest.raises(Stopped):
        link_folder(tmp_path, tell=stop_at(at), documents=2, people=1)
    assert not (tmp_path / "entities.parquet").exists()
    link_folder(tmp_path, 200, documents=2, people=1)
    assert bp.Linked.read(tmp_path).appearances.equals(linked.appearances)


def test_results_that_changed_are_linked_anew(result, tmp_path):
    result.to_parquet(tmp_path, texts=False)
    with pytest.raises(Stopped):
        link_folder(tmp_path, tell=stop_at("people: 1"), people=2)
    other = bp.extract([HEAD])
    other.to_parquet(tmp_path, texts=False)
    link_folder(tmp_path, people=2)
    assert bp.Linked.read(tmp_path).appearances.equals(bp.link(other).appearances)


def test_the_command(tmp_path):
    bp.extract([HEAD]).to_parquet(tmp_path / "out")
    done = CliRunner().invoke(app, ["link", str(tmp_path / "out"), "--memory-limit", "300"])
    assert done.exit_code == 0, done.output
    assert "entities" in done.output
    assert len(bp.Linked.read(tmp_path / "out").timeline("Trần Văn Sình")) == 1
    none = CliRunner().invoke(app, ["link", str(tmp_path / "none")])
    assert none.exit_code == 2 and "no tables in Parquet" in none.output


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--engine", "dask"], "local or spark"),
        (["--engine", "local", "--master", "spark://host:7077"], "Spark master"),
    ],
)
def test_engines_that_link_does_not_have(tmp_path, options, said):
    done = CliRunner().invoke(app, ["link", str(tmp_path), *options])
    assert done.exit_code == 2 and said in done.output


def test_parts_of_several_versions_are_read_together(result, tmp_path):
    """A job that went on with another version has files whose columns differ."""
    (tmp_path / "people").mkdir()
    result.to_parquet(tmp_path, texts=False)
    (tmp_path / "people.parquet").unlink()
    half = len(result.people) // 2
    result.people[:half].drop(columns=["byline"]).to_parquet(tmp_path / "people" / "part-000000.parquet")
    result.people[half:].to_parquet(tmp_path / "people" / "part-000001.parquet")
    (tmp_path / "roles.parquet").unlink()
    link_folder(tmp_path)
    assert len(bp.Linked.read(tmp_path).appearances) == len(bp.link(result).appearances)


def test_files_of_a_job_are_read_in_shares(linked, result, tmp_path):
    for name in result.tables:
        (tmp_path / name).mkdir()
        table = result.table(name)
        for number, docs in enumerate(("ab", "cd", "ef")):
            table[table.doc_id.isin(list(docs))].to_parquet(tmp_path / name / f"part-{number:06d}.parquet")
    assert [share.parts for share in shares(tmp_path, 3)] == [
        ("part-000000.parquet", "part-000001.parquet"),
        ("part-000002.parquet",),
    ]
    link_folder(tmp_path, documents=3)
    assert bp.Linked.read(tmp_path).appearances.equals(linked.appearances)


def bodies_of(*texts, dates=None):
    """Return the entity of each body, by document and name, and the name of each entity."""
    news = pd.DataFrame(
        {"id": [str(n) for n in range(len(texts))], "text": texts, "date": dates or [None] * len(texts)}
    )
    result = bp.extract(news, text="text", id="id", published="date")
    linked = bp.link(result)
    found = linked.carry(result.organizations, "organization_id")
    names = dict(zip(linked.entities.entity_id, linked.entities.name, strict=True))
    return {(row.doc_id, row.name): row.entity_id for row in found.itertuples(index=False)}, names


def test_a_body_goes_on_where_the_reform_kept_the_name_of_its_unit():
    text = "Chủ tịch UBND tỉnh {} kiểm tra tiến độ xây trường học."
    bodies, _ = bodies_of(
        text.format("Lào Cai"),
        text.format("Lào Cai"),
        text.format("Yên Bái"),
        dates=["2024-03-01", "2026-03-01", "2024-03-01"],
    )
    assert bodies["0", "UBND tỉnh Lào Cai"] == bodies["1", "UBND tỉnh Lào Cai"] != bodies["2", "UBND tỉnh Yên Bái"]


def test_a_part_is_where_the_whole_is():
    bodies, names = bodies_of(
        "Phòng Cảnh sát kinh tế, Công an tỉnh Nghệ An khám xét hai kho hàng.",
        "Phòng Cảnh sát kinh tế Công an tỉnh Nghệ An bắt ba người.",
        "Phòng Cảnh sát kinh tế (Công an tỉnh Hà Giang) thu giữ tang vật.",
    )
    parts = [
        next(entity for (doc, name), entity in bodies.items() if doc == n and name.startswith("Phòng")) for n in "012"
    ]
    assert parts[0] == parts[1] != parts[2]
    assert names[parts[0]].endswith("Nghệ An")


def test_the_province_of_the_nearest_place_is_that_of_a_department():
    bodies, names = bodies_of(
        "Ngày 29/3, ông Nguyễn Văn An, Phó Bí thư Huyện ủy Hưng Hà, nhận quyết định. "
        "Ông Lê Văn Bình, Phó Giám đốc Sở Nội vụ, được điều động về UBND huyện Hưng Hà."
    )
    assert names[bodies["0", "Sở Nội vụ"]] == "Sở Nội vụ tỉnh Thái Bình"


def heirs_of(names, linked):
    """Return the names of the heirs of the body that has the name."""
    found = linked.entities.set_index("name").loc[names, "heirs"]
    ids = linked.entities.set_index("entity_id").name
    return None if pd.isna(found) else [ids[each] for each in found.split("|")]


def test_bodies_lead_to_their_heirs_of_2025():
    news = pd.DataFrame(
        [
            ("a", "Sở Nông nghiệp và PTNT tỉnh Lào Cai, Sở Tài nguyên và Môi trường tỉnh Lào Cai họp.", "2024-03-01"),
            ("b", "Sở Nông nghiệp và Môi trường tỉnh Lào Cai kiểm tra ruộng bậc thang.", "2025-04-01"),
            ("c", "Bộ Giao thông vận tải Trung Quốc và Bộ Giao thông vận tải họp ở Hà Nội.", "2024-04-01"),
            ("d", "Bộ Xây dựng họp ở Hà Nội.", "2025-04-01"),
            ("e", "UBND tỉnh Yên Bái và Tỉnh ủy Quảng Nam họp.", "2024-04-01"),
            ("f", "UBND tỉnh Lào Cai và Thành ủy Đà Nẵng họp.", "2026-04-01"),
        ],
        columns=["id", "text", "date"],
    )
    linked = bp.link(bp.extract(news, text="text", id="id", published="date"))
    heir = ["Sở Nông nghiệp và Môi trường tỉnh Lào Cai"]
    assert heirs_of("Sở Nông nghiệp và PTNT tỉnh Lào Cai", linked) == heir
    assert heirs_of("Sở Tài nguyên và Môi trường tỉnh Lào Cai", linked) == heir
    assert heirs_of("Bộ Giao thông vận tải", linked) == ["Bộ Xây dựng"]
    assert heirs_of("Bộ Giao thông vận tải Trung Quốc", linked) is None
    assert heirs_of("UBND tỉnh Yên Bái", linked) == ["UBND tỉnh Lào Cai"]
    assert heirs_of("Tỉnh ủy Quảng Nam", linked) == ["Thành ủy Đà Nẵng"]


def test_former_and_present_bodies_are_written_as_linking_writes_them():
    for former, current, how, day in rows("renamed_bodies.tsv"):
        assert body(former).words == former and body(current).words == current
        assert how in ("renamed", "merged") and day.startswith("2025-")


def test_a_company_is_known_by_its_ticker():
    bodies, _ = bodies_of(
        "Công ty CP Chứng khoán Rồng Việt (VDS – HOSE) báo lãi lớn trong quý này.",
        "Công ty Chứng khoán VDSC (mã CK: VDS) mở chi nhánh ở Hà Nội.",
        "Công ty Chứng khoán Bảo Minh báo lỗ.",
    )
    one, other = (next(e for (doc, name), e in bodies.items() if doc == n and "Chứng khoán" in name) for n in "01")
    assert one == other != bodies["2", "Công ty Chứng khoán Bảo Minh"]


@pytest.mark.parametrize(("ranks", "people"), [(("Thượng tá", "Đại tá"), 1), (("Đại tá", "Thượng tá"), 2)])
def test_ranks_only_rise(ranks, people):
    news = pd.DataFrame(
        [
            (day, f"{rank} Trần Văn Sình dự hội nghị.", day)
            for rank, day in zip(ranks, ("2022-03-01", "2024-03-01"), strict=True)
        ],
        columns=["id", "text", "date"],
    )
    linked = bp.link(bp.extract(news, text="text", id="id", published="date"))
    assert (linked.entities.label == "PERSON").sum() == people


def test_home_tells_namesakes_apart():
    texts = [
        "Trần Văn Sình (quê xã Bản Phiệt, huyện Bảo Thắng, tỉnh Lào Cai) bị bắt. Anh khai nhận.",
        "Bị cáo Trần Văn Sình, trú tại xã Bản Phiệt, huyện Bảo Thắng, tỉnh Lào Cai, lĩnh án.",
        "Trần Văn Sình (ngụ huyện Thới Bình, tỉnh Cà Mau) gặp tai nạn.",
    ]
    result = bp.extract(texts)
    who = bp.link(result).carry(result.people, "person_id").entity_id.tolist()
    assert who[0] == who[1] != who[2]


@pytest.mark.parametrize(
    ("name", "place", "local", "vague"),
    [
        ("Quân khu 3", None, False, False),
        ("Bộ Tư lệnh BĐBP", None, False, False),
        ("Bộ Tư lệnh Thủ đô", None, True, False),
        ("Ban Chấp hành TƯ Đảng", None, False, False),
        ("Sở", None, True, True),
        ("Tập đoàn", None, True, True),
        ("Bộ Tài chính", None, False, False),
        ("Bộ đội Biên phòng Quảng Trị", "Quảng Trị", True, False),
        ("Đại sứ quán Việt Nam", "Việt Nam", True, True),
        ("Trường THPT Nguyễn Huệ", None, True, False),
        ("Đại học Quốc gia Hà Nội", "Hà Nội", True, False),
        ("Tòa hình sự TAND tỉnh", None, True, False),
    ],
)
def test_heads_tell_whether_a_body_is_one(name, place, local, vague):
    found = body(name, place)
    assert (found.local, found.vague) == (local, vague)


def test_parts_take_the_level_of_what_they_are_named_after():
    assert body("Ban Dân vận Tỉnh ủy").level == "tỉnh"
    assert body("Ban Tổ chức Huyện ủy").level == "huyện"
    assert body("Phòng CSHS Công an tỉnh Hà Giang", "Hà Giang").words == body("Phòng CSHS").words

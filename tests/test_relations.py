"""What figures say: the arrays that the model reads, the pointers, whom a subject names, and the rows that follow."""

import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from named import EXTRACTOR, VOCABULARY, anything, read, rows

import bpextract as bp
from bpextract.annotation import Annotation
from bpextract.labels import LABELS
from bpextract.relations import reading
from bpextract.relations.answers import Span, pointer_rows
from bpextract.relations.candidates import FEATURES, Candidates, Pool
from bpextract.relations.facts import Facts
from bpextract.relations.model import packaged_reader
from bpextract.relations.network import FIELDS, LONGEST
from bpextract.relations.passages import GAP
from bpextract.relations.reading import AFTER, BEFORE, Forms
from bpextract.relations.subjects import Named, Subjects
from bpextract.resolution.overlaps import resolve_overlaps

TEXT = (
    "Ngày 12/3/2025, tại xã Bản Phiệt, Đội Kiểm lâm thu giữ 20 m3 gỗ, 3 xe tải. Hai đối tượng bỏ trốn.\n"
    "Đơn vị này đã phạt 35 triệu đồng."
)
FORMS = Forms(["0", "thu", "giữ", "gỗ"])


def annotated(text: str) -> Annotation:
    return EXTRACTOR.annotate(text)[0]


def test_windows_stay_in_reach_and_end_with_the_sentence() -> None:
    annotation = annotated(TEXT)
    passages = reading.read(annotation, FORMS)
    assert passages is not None
    windows, tokens = passages.windows(), annotation.tokens
    assert len(windows.heads) == len(annotation.figures)
    for figure, (first, past) in zip(annotation.figures, windows.spans.tolist(), strict=True):
        shown = windows.tokens[first:past]
        assert (np.diff(shown) == 1).all()
        assert tokens.at(figure.start) - shown[0] <= BEFORE
        sentence = annotation.sentences[annotation.sentence_at(figure.start)]
        assert tokens.ends[shown[-1]] <= sentence.end
        assert shown[-1] - (tokens.before(figure.end) - 1) <= AFTER
        assert (windows.owners[first - GAP : first] == -1).all()
        assert (windows.rows[first:past] > 0).all()


def test_each_row_knows_how_it_stands_to_its_figure() -> None:
    annotation = annotated(TEXT)
    passages = reading.read(annotation, FORMS)
    assert passages is not None
    windows = passages.windows()
    first, past = windows.spans[1].tolist()  # 3 xe tải
    words = [annotation.tokens.words[token] for token in windows.tokens[first:past]]
    at = words.index("xe") + first
    assert windows.inside[at - 1 : at + 1].tolist() == [1, 2]  # its number, its unit
    assert windows.inside[first + words.index("gỗ")] == 0
    assert windows.distance[at] == 0
    assert windows.distance[first + words.index(",", words.index("gỗ"))] == 1
    assert windows.between[first + words.index("thu")] == 3 - 1  # the figure of the wood stands between
    assert windows.between[first + words.index("gỗ")] == 3


def test_forms_are_found_folded_and_numbers_are_one() -> None:
    found, _ = FORMS.find(["Thu", "giữ", "3,5", "2025", "lạ"])
    assert found.tolist() == [2, 3, 1, 1, 0]
    again = pickle.loads(pickle.dumps(FORMS))
    assert again.find(["Thu"])[0].tolist() == [2]


@given(anything(st.text(alphabet="aăâ 0123456789.,;:()đồnghộkm%\nNĐ", max_size=120)))
def test_reading_never_raises(annotation: Annotation) -> None:
    for label in ("DATE", "FIGURE"):
        annotation.mentions[label] = list(EXTRACTOR.finders[label].find(annotation))
    resolve_overlaps(annotation, LABELS)
    answers = packaged_reader().answers(annotation)
    assert len(answers) == len(annotation.figures)
    for answer in answers:
        for field in FIELDS:
            span = getattr(answer, field)
            assert span is None or annotation.text[span.start : span.end].strip()


def test_candidates_are_the_nearest_each_form_once() -> None:
    text = "Ở [Lào Cai](PLACE), [Hà Nội](PLACE) và [Lào Cai](PLACE) có 20 hộ ở [Huế](PLACE)."
    annotation = read(text)
    offered = Pool([Candidates(annotation, annotation.places)]).offer([annotation.figures])
    names = [annotation.places[number].name for number in offered.numbers]
    assert names == ["Lào Cai", "Hà Nội", "Huế"]
    assert offered.numbers.tolist() == [2, 1, 3]
    assert offered.features.shape == (3, FEATURES)
    assert offered.features[:, 1].tolist() == [0, 0, 1]  # after the figure


def test_a_figure_without_candidates_points_at_nothing() -> None:
    annotation = annotated("Có 20 hộ.")
    offered = Pool([Candidates(annotation, annotation.places)]).offer([annotation.figures])
    passages = reading.read(annotation, FORMS)
    assert passages is not None
    assert len(offered.numbers) == len(pointer_rows(passages.windows(), offered)) == 0
    assert packaged_reader().answers(annotation)[0].place is None


@pytest.mark.parametrize(
    ("text", "subject", "who"),
    [
        ("Bà [Lò Thị Én](PERSON) đến. Bà tặng 20 suất quà.", "Bà", "Lò Thị Én"),
        ("Bà [Lò Thị Én](PERSON) gặp ông [Trần Văn Hòa](PERSON). Bà tặng 20 suất quà.", "Bà", "Lò Thị Én"),
        ("[Công ty Hải Long](ORG) mở rộng. Đơn vị này vay 20 tỷ đồng.", "Đơn vị này", "Công ty Hải Long"),
        ("[Công ty Hải Long](ORG) mở rộng. Công ty vay 20 tỷ đồng.", "Công ty", "Công ty Hải Long"),
        ("[Trần Văn Hòa](PERSON) bỏ trốn. Người này lấy 20 triệu đồng.", "Người này", "Trần Văn Hòa"),
        ("[Nga](PLACE) chế tạo 15 tàu ngầm.", "Nga", "Nga"),
        ("Người dân [Lào Cai](PLACE) trồng 20 ha chè.", "Người dân Lào Cai", None),
        ("Chủ tịch [UBND [xã Mai Sơn](PLACE)](ORG) [Lò Thị Én](PERSON) trao 20 suất quà.", "Lò Thị Én", "Lò Thị Én"),
        ("Nhiều hộ ở [Lào Cai](PLACE) có 20 con bò.", "Nhiều hộ", None),
    ],
)
def test_whom_a_subject_names(text: str, subject: str, who: str | None) -> None:
    annotation = read(text)
    resolve_overlaps(annotation, LABELS)
    start = annotation.text.rindex(subject)
    found = Subjects(VOCABULARY).who(Named(annotation), Span(start, start + len(subject)))
    assert (None if found is None else annotation.text[found.start : found.end]) == who


def test_the_words_of_a_figure_are_exact_and_its_ids_lead_to_rows() -> None:
    tables = rows("Năm 2024, [Công ty Hải Long](ORG) ở [tỉnh Lào Cai](PLACE) bị xử phạt 350 triệu đồng.")
    (figure,) = tables["figures"]
    assert (figure["action"], figure["subject"]) == ("bị xử phạt", "Công ty Hải Long")
    assert tables["organizations"][figure["subject_organization_id"]]["name"] == "Công ty Hải Long"
    assert tables["dates"][figure["date_id"]]["start_date"] == "2024-01-01"
    assert figure["date_from"] == "sentence"


def test_changes_have_a_direction_and_what_they_are_against() -> None:
    (figure,) = rows("Doanh thu tăng 14,4% so với cùng kỳ năm trước.")["figures"]
    assert (figure["action"], figure["direction"], figure["baseline"]) == ("tăng", "up", "cùng kỳ năm trước")
    assert figure["what"] == "Doanh thu"
    assert rows("Thu nhập giảm 12%.")["figures"][0]["direction"] == "down"
    assert rows("Xã trồng 12 ha chè.")["figures"][0]["direction"] is None


def test_a_figure_of_no_place_has_none() -> None:
    (figure,) = rows("Ông [Trần Văn Hòa](PERSON), 45 tuổi, ngụ [xã Mai Sơn](PLACE), bỏ trốn.")["figures"]
    assert figure["place_id"] is figure["place_from"] is None


def test_verbs_of_ones_own() -> None:
    facts = Facts(bp.lexicons.vocabulary.Vocabulary({"actions": "form\nthưng\n"}))
    annotation = annotated("Cả bản thưng 20 bức vách.")
    assert facts.of(annotation, *facts.answers([annotation]))[0].action == "thưng"


def test_the_same_in_whatever_company_and_by_several_threads() -> None:
    texts = [TEXT, "Xã có 20 hộ nghèo.", TEXT.replace("gỗ", "than"), "Không có gì."] * 4
    alone = [EXTRACTOR.rows(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(EXTRACTOR.rows, texts)) == alone
    together = bp.extract(texts)
    for number, tables in enumerate(alone):
        mine = together.figures[together.figures.doc_id == str(number)]
        assert mine.what.fillna("").tolist() == [row[_column("what")] or "" for row in tables["figures"]]


def _column(name: str) -> int:
    return [column.name for column in bp.schema.columns("figures")][1:].index(name)


def test_answers_have_no_more_tokens_than_the_model_allows() -> None:
    text = "Xã có 20 hộ nghèo " + "và rất nghèo ở bản xa " * 40 + "được hỗ trợ."
    annotation = annotated(text)
    for answer in packaged_reader().answers(annotation):
        for field in FIELDS:
            span = getattr(answer, field)
            if span is not None:
                tokens = annotation.tokens
                assert tokens.before(span.end) - tokens.at(span.start) <= LONGEST


def test_facts_is_one_row_a_figure_with_what_its_ids_stand_for() -> None:
    texts = [TEXT, "Xã có 20 hộ nghèo.", "Không có gì."]
    result = bp.extract(texts, published=date(2025, 3, 20))
    facts = result.facts()
    assert facts.figure_id.tolist() == result.figures.figure_id.tolist()
    assert facts.sentence.notna().all() and facts.figure.notna().all()
    assert set(facts.published) == {"2025-03-20"}
    assert facts.month.dropna().str.fullmatch(r"\d{4}-\d{2}").all()
    grouped = facts.groupby(["province", "month", "who_kind", "kind"], dropna=False).value_norm.sum()
    assert grouped.sum() == pytest.approx(facts.value_norm.sum())
    assert list(bp.extract("").facts().columns) == list(facts.columns)


def test_facts_are_the_same_in_duckdb(tmp_path) -> None:
    duckdb = pytest.importorskip("duckdb")
    result = bp.extract([TEXT, "Nga chế tạo 15 tàu ngầm.", "Ông Lò Văn Én, 44 tuổi."], published="2025-03-20")
    result.to_duckdb(tmp_path / "news.duckdb")
    with duckdb.connect(str(tmp_path / "news.duckdb")) as connection:
        stored = connection.sql("SELECT * FROM facts ORDER BY doc_id, figure_id").df()
    mine = result.facts()
    assert list(stored.columns) == list(mine.columns)
    for column in mine.columns:
        pairs = zip(mine[column], stored[column], strict=True)
        assert all((pd.isna(left) and pd.isna(right)) or left == right for left, right in pairs), column


def test_many_figures_are_read_as_few_are() -> None:
    prices = " ".join(f"Gạo loại {number} giá {number}.000 đồng một kg." for number in range(10, 190))
    annotation = annotated(prices)
    answers = packaged_reader().answers(annotation)
    assert len(answers) == len(annotation.figures) > 150
    passages = reading.read(annotation, FORMS)
    assert passages is not None
    whole, part = passages.windows(), passages.windows(100, 130)
    first, past = whole.spans[100].tolist()
    assert part.tokens[GAP : GAP + past - first].tolist() == whole.tokens[first:past].tolist()
    assert part.between[GAP : GAP + past - first].tolist() == whole.between[first:past].tolist()


def test_of_a_list_each_place_has_its_own_figure():
    facts = bp.extract(
        "Số tiền được phân bổ như sau: tỉnh Hà Tĩnh được cấp 560 tỷ đồng, tỉnh Quảng Bình nhận 760 tỷ đồng."
    ).facts()
    assert facts[["subject", "place"]].values.tolist() == [
        ["tỉnh Hà Tĩnh", "Hà Tĩnh"],
        ["tỉnh Quảng Bình", "Quảng Bình"],
    ]


def test_a_company_said_back_is_no_body_of_another_kind():
    facts = bp.extract(
        "Công ty Hòa Bình họp với Sở Tài chính Lào Cai. Doanh nghiệp này đã nộp ngân sách 66 tỷ đồng."
    ).facts()
    assert facts.who.tolist() == ["Công ty Hòa Bình"]

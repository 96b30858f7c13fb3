import datetime
import pickle
import warnings

import numpy as np
import pandas as pd
import pytest
import spacy

import bpextract as bp
from bpextract import schema
from bpextract.errors import InputError, LexiconError
from bpextract.mentions import Name

TEXT = "Ông Nguyễn Văn An, Phó Chủ tịch UBND tỉnh Lào Cai, nói trên 70 km đường bị ngập ngày 1/12/2025."


@pytest.fixture(scope="module")
def nlp():
    return bp.load()


@pytest.fixture(scope="module")
def result():
    return bp.extract(TEXT)


def test_every_table_has_its_columns_and_dtypes(result):
    for table in schema.TABLES:
        expected = {column.name: column.dtype for column in schema.columns(table)}
        assert list(result.table(table).columns) == list(expected)
        assert {name: str(dtype) for name, dtype in result.table(table).dtypes.items()} == expected


def test_empty_tables_have_every_column_too():
    empty = bp.extract([])
    for table in schema.TABLES:
        assert list(empty.table(table).columns) == [column.name for column in schema.columns(table)]
        assert len(empty.table(table)) == 0


def test_offsets_are_those_of_the_text_passed_in(result):
    for table in (result.mentions, result.sentences):
        assert [TEXT[a:b] for a, b in zip(table.start, table.end, strict=True)] == list(table.text)


def test_rows_point_at_rows_that_exist(result):
    mentions = set(result.mentions.mention_id)
    for table in (result.people, result.roles, result.places, result.organizations, result.figures, result.dates):
        assert set(table.mention_id) <= mentions
    assert set(result.roles.person_id.dropna()) <= set(result.people.person_id)
    assert set(result.roles.place_id.dropna()) <= set(result.places.place_id)
    assert set(result.mentions.sentence_id) <= set(result.sentences.sentence_id)


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (["a", "b"], ["0", "1"]),
        ((text for text in ("a", "b")), ["0", "1"]),
        (pd.Series(["a", "b"], index=["x", "y"]), ["x", "y"]),
        ({"x": "a", "y": "b"}, ["x", "y"]),
        ("a", ["0"]),
    ],
)
def test_documents_keep_their_order_and_ids(data, ids):
    assert list(bp.extract(data).documents.doc_id) == ids


def test_frame_gives_ids_and_dates():
    frame = pd.DataFrame({"url": ["u1", "u2"], "body": [TEXT, "Mưa."], "date": ["2025-12-02", None]})
    documents = bp.extract(frame, text="body", id="url", published="date").documents
    assert list(documents.doc_id) == ["u1", "u2"]
    assert documents.published[0] == "2025-12-02"
    assert documents.published.isna().tolist() == [False, True]


@pytest.mark.parametrize("day", ["2025-12-02", datetime.date(2025, 12, 2), pd.Timestamp("2025-12-02 08:00")])
def test_one_date_for_all(day):
    assert bp.extract(TEXT, published=day).documents.published[0] == "2025-12-02"


@pytest.mark.parametrize(
    ("value", "error"),
    [
        ("", "the text is empty"),
        (" \n\t", "the text is only white space"),
        (None, "the text is missing"),
        (float("nan"), "the text is missing"),
        (np.nan, "the text is missing"),
        (pd.NA, "the text is missing"),
        (pd.NaT, "the text is missing"),
        (b"abc", "the text is bytes; decode it first, as in text.decode('utf-8')"),
        (5, "the text is of type int, not str"),
    ],
)
def test_a_bad_text_is_a_row_with_an_error_and_the_others_go_on(value, error):
    documents = bp.extract([TEXT, value, TEXT]).documents
    assert documents.error.fillna("").tolist() == ["", error, ""]
    assert documents.n_mentions[0] == documents.n_mentions[2]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: bp.extract(None), "the text is missing"),
        (lambda: bp.extract(b"abc"), "bytes; decode it first"),
        (lambda: bp.extract(5), "cannot extract from int"),
        (lambda: bp.extract(pd.DataFrame({"lead": ["a"]})), r"the columns are lead; name it, as in .*text='body'"),
        (lambda: bp.extract(pd.DataFrame({"body": ["a"]}), text="text"), "no such column; the columns are body"),
        (lambda: bp.extract(pd.DataFrame({"body": ["a"]}), text="body", id="url"), "id='url': no such column"),
        (lambda: bp.extract(["a"], text="body"), "name columns of a DataFrame"),
        (lambda: bp.extract("a", sections=["boddy"]), "no section boddy; the sections are title"),
        (lambda: bp.extract("a", min_confidence=1.5), "min_confidence is 1.5; it must be from 0 to 1"),
        (lambda: bp.extract("a", min_confidence=float("nan")), "min_confidence is nan"),
        (lambda: next(bp.iter_extract(["a"], min_confidence=-1)), "min_confidence is -1"),
        (lambda: bp.load(min_confidence=90), "min_confidence is 90"),
        (lambda: bp.Extractor().rows("a", min_confidence=2), "min_confidence is 2"),
        (lambda: next(bp.iter_extract(["a"], chunk_size=0)), "chunk_size is 0"),
        (lambda: bp.extract(["a", "b"]).show(), "2 documents are here"),
        (lambda: bp.extract("a").show("x"), "no document 'x'"),
        (lambda: bp.extract("a").view("mentions"), "no view 'mentions'; the views are people"),
        (lambda: bp.extract("a").table("peple"), "no table 'peple'; the tables are documents"),
    ],
)
def test_wrong_calls_say_what_to_do(call, message):
    with pytest.raises(InputError, match=message):
        call()


def test_a_published_date_that_is_none_is_reported():
    documents = bp.extract([TEXT], published="20/13/2025").documents
    assert "published is '20/13/2025', not a date" in documents.error[0]


def test_a_repeated_id_stays_apart():
    frame = pd.DataFrame({"id": ["a", "a", "b"], "body": ["Một.", "Hai.", "Ba."]})
    result = bp.extract(frame, text="body", id="id")
    assert list(result.documents.doc_id) == ["a", "a#2", "b"]
    assert not result.sentences.duplicated(["doc_id", "sentence_id"]).any()


def test_a_failing_document_is_reported_and_the_others_go_on(nlp):
    from spacy.language import Language

    @Language.component("explodes")
    def explodes(doc):
        if "nổ" in doc.text:
            raise ValueError("bùm")
        return doc

    nlp = bp.load()
    nlp.add_pipe("explodes", first=True)
    documents = bp.extract(["Yên.", "Có nổ.", "Yên."], nlp=nlp).documents
    assert documents.error.fillna("").tolist() == ["", "ValueError: bùm", ""]


def test_a_text_of_a_tenth_of_a_megabyte():
    text = (TEXT + "\n") * (100_000 // len(TEXT))
    result = bp.extract(text)
    assert result.documents.error.isna().all()
    last = result.mentions.iloc[-1]
    assert text[last.start : last.end] == last.text


def test_iter_extract_gives_the_same_rows_in_chunks():
    texts = [TEXT, "Mưa.", TEXT, "", TEXT]
    whole = bp.extract(texts)
    parts = list(bp.iter_extract(iter(texts), chunk_size=2))
    assert [len(part.documents) for part in parts] == [2, 2, 1]
    for table in ("documents", "mentions", "people", "figures"):
        together = pd.concat([part.table(table) for part in parts], ignore_index=True)
        pd.testing.assert_frame_equal(together, whole.table(table))


def test_sections_filter_mentions():
    assert len(bp.extract(TEXT, sections=["caption"]).mentions) == 0
    assert len(bp.extract(TEXT, sections=schema_sections()).mentions) == len(bp.extract(TEXT).mentions)


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    """A lexicon of the user's own: whom it names is certain."""
    path = tmp_path_factory.mktemp("lexicons") / "people.tsv"
    path.write_text("form\nNguyễn Văn An\n", encoding="utf-8")
    return {"people": path}


@pytest.fixture(scope="module")
def own(people):
    return bp.Extractor(people)


def test_only_what_is_sure_enough_is_kept(own):
    every = bp.extract(TEXT, nlp=own).mentions
    assert {"FIGURE", "DATE"} <= set(every.label) and (every.confidence < 1).any()
    sure = bp.extract(TEXT, min_confidence=1, nlp=own)
    assert (sure.mentions.confidence == 1).all() and "Nguyễn Văn An" in set(sure.mentions.text)
    assert "Nguyễn Văn An" in set(sure.people.name)
    assert not len(sure.figures) and not len(sure.dates)
    (part,) = bp.iter_extract([TEXT], min_confidence=1, nlp=own)
    pd.testing.assert_frame_equal(part.mentions, sure.mentions)
    assert sure.documents.n_mentions[0] == len(sure.mentions)


def test_names_that_are_not_sure_enough_are_not_read(own):
    annotation, rows = own.annotate(TEXT, min_confidence=1)
    assert {name.probability for name in annotation.names} == {1}
    assert rows == own.rows(TEXT, min_confidence=1)
    annotation, _ = own.annotate(TEXT, min_confidence=0.5)
    unsure, sure = Name(0, 1, "PERSON", 0.79, "test"), Name(1, 2, "PLACE", 0.8, "test")
    annotation.raise_confidence(0.8)
    annotation.take([unsure, sure])
    assert annotation.names == [sure]


def test_a_pipeline_says_how_sure_its_docs_are(people, own, tmp_path):
    strict = bp.load(people, min_confidence=1)
    strict.to_disk(tmp_path / "strict")
    for nlp in (strict, spacy.load(tmp_path / "strict"), pickle.loads(pickle.dumps(strict))):
        doc = nlp(TEXT)
        assert "Nguyễn Văn An" in [span.text for span in doc.spans["PERSON"]] and not doc.spans["FIGURE"]
    sure = bp.extract(TEXT, min_confidence=1, nlp=own).mentions
    for asked, nlp in ((0, strict), (0.5, strict), (1, bp.load(people))):
        pd.testing.assert_frame_equal(bp.extract(TEXT, min_confidence=asked, nlp=nlp).mentions, sure)


def schema_sections():
    from bpextract.text.sections import SECTIONS

    return list(SECTIONS)


def test_parquet_round_trip(result, tmp_path):
    result.tokens  # noqa: B018  asked for, so it is written
    result.to_parquet(tmp_path / "out")
    back = bp.read_parquet(tmp_path / "out")
    for table in schema.TABLES:
        pd.testing.assert_frame_equal(back.table(table), result.table(table))
    assert back.text() == TEXT


def test_parquet_without_texts_says_so(result, tmp_path):
    result.to_parquet(tmp_path, texts=False)
    back = bp.read_parquet(tmp_path)
    with pytest.raises(InputError, match="texts are not kept"):
        back.show()


def test_read_parquet_of_nothing(tmp_path):
    with pytest.raises(InputError, match="no such folder"):
        bp.read_parquet(tmp_path / "missing")
    with pytest.raises(InputError, match="no tables of bpextract"):
        bp.read_parquet(tmp_path)


def test_duckdb_and_excel(result, tmp_path):
    duckdb = pytest.importorskip("duckdb")
    result.to_duckdb(tmp_path / "news.duckdb")
    with duckdb.connect(str(tmp_path / "news.duckdb")) as connection:
        assert connection.execute("select count(*) from mentions").fetchone()[0] == len(result.mentions)
    bp.extract("=1+1 là 5 kg").to_excel(tmp_path / "out.xlsx")
    sentences = pd.read_excel(tmp_path / "out.xlsx", sheet_name="sentences")
    assert sentences.text[0] == "=1+1 là 5 kg"


def test_tokens_are_words_with_offsets(result):
    tokens = result.tokens
    assert [TEXT[a:b] for a, b in zip(tokens.start, tokens.end, strict=True)] == list(tokens.word)
    assert "Chủ tịch" in set(tokens.word) or "Phó Chủ tịch" in set(tokens.word)


def test_a_sentence_that_underthesea_rewrites_costs_no_other_its_words():
    odd = "Ông \U0001d15e nói thế."  # a note that no normal form leaves as it is
    texts = {"a": "Chủ tịch tỉnh đi 5 km.", "b": odd, "c": "Chủ tịch huyện đi 6 km."}
    tokens = bp.extract(texts).tokens
    assert set(tokens.doc_id) == set(texts)
    assert [texts[t.doc_id][t.start : t.end] for t in tokens.itertuples()] == list(tokens.word)
    for name in ("a", "c"):  # as if it were alone
        alone = bp.extract({name: texts[name]}).tokens
        assert list(tokens[tokens.doc_id == name].word) == list(alone.word)
    assert list(tokens[tokens.doc_id == "b"].word) == odd.split()


def test_tokens_need_no_texts(result, tmp_path):
    result.to_parquet(tmp_path, texts=False)
    (tmp_path / "tokens.parquet").unlink(missing_ok=True)
    assert bp.read_parquet(tmp_path).tokens.equals(result.tokens)


def test_show_and_summary(result):
    html = str(result.show())
    assert "PERSON" in html and "Nguyễn" in html
    assert "<b>1</b> document ·" in result._repr_html_()
    assert "1 person, 1 role" in repr(result)


def test_text_is_escaped_in_html():
    html = str(bp.extract("Ông Nguyễn Văn <script>alert(1)</script> nói 5 kg.").show())
    assert "<script>" not in html


def test_language_is_an_ordinary_one(nlp, tmp_path):
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    copy = pickle.loads(pickle.dumps(nlp))
    docs = [pipeline(TEXT) for pipeline in (nlp, again, copy)] + list(nlp.pipe([TEXT]))
    for doc in docs:
        assert doc.text == TEXT
        assert [(e.text, e.label_) for e in doc.ents] == [(e.text, e.label_) for e in docs[0].ents]
        assert {label: [s.text for s in spans] for label, spans in doc.spans.items()} == {
            label: [s.text for s in spans] for label, spans in docs[0].spans.items()
        }


def test_docs_survive_bytes_with_their_rows(nlp):
    doc = nlp(TEXT)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        back = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert back.user_data["bpextract"] == doc.user_data["bpextract"]
    assert [span.id_ for span in back.spans["PERSON"]] == [span.id_ for span in doc.spans["PERSON"]]


def test_unknown_lexicon():
    with pytest.raises(LexiconError, match="no lexicon titels; the lexicons are"):
        bp.load(lexicons={"titels": "x.tsv"})
    with pytest.raises((LexiconError, FileNotFoundError)):
        bp.load(lexicons={"titles": "not-there.tsv"})


def test_import_is_light():
    import subprocess
    import sys

    code = "import sys, bpextract; sys.exit(any(m in sys.modules for m in ('spacy', 'pandas', 'underthesea')))"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_a_table_of_ones_own(tmp_path):
    from dataclasses import dataclass
    from typing import ClassVar

    from spacy.language import Language

    @dataclass(slots=True, kw_only=True)
    class Vehicle(bp.Record):
        """A vehicle by its number plate."""

        table: ClassVar[str] = "vehicles"
        plate: str = bp.column("number plate")
        seats: int | None = bp.column("seats")

    class Vehicles:
        records = (Vehicle,)

        def __call__(self, doc):
            found = [Vehicle(plate=token.text, seats=None) for token in doc if token.text == "biển"]
            doc.user_data["bpextract"]["vehicles"] = [list(vehicle.values()) for vehicle in found]
            return doc

    Language.factory("vehicles_of_a_test", func=lambda nlp, name: Vehicles())
    nlp = bp.load()
    nlp.add_pipe("vehicles_of_a_test")
    result = bp.extract(["Xe biển số 24A", "Xe khác"], nlp=nlp)
    assert result.table("vehicles").astype(object).fillna("").values.tolist() == [["0", "biển", ""]]
    result.to_parquet(tmp_path)
    pd.testing.assert_frame_equal(bp.read_parquet(tmp_path, [Vehicle]).table("vehicles"), result.table("vehicles"))


def test_with_and_without_spacy_the_rows_are_the_same(nlp):
    texts = [TEXT, "Tại xã Bản Phiệt, 3 người bị thương.\n\nẢnh: Lan"]
    plain, spacy_made = bp.extract(texts), bp.extract(texts, nlp=nlp)
    for table in schema.TABLES:
        pd.testing.assert_frame_equal(plain.table(table), spacy_made.table(table))


def test_extracting_does_not_import_spacy_or_pandas():
    import subprocess
    import sys

    code = (
        "import sys; from bpextract.document_rows import extract_rows; "
        "from bpextract.inputs import Input; extract_rows([Input('a', 'Có 5 kg.')]);"
        "sys.exit(any(m in sys.modules for m in ('spacy', 'pandas', 'underthesea')))"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_views_show_names_in_place_of_ids():
    from bpextract.report.views import view

    one, two = bp.extract(TEXT), bp.extract([TEXT, TEXT])
    roles = view(one, "roles")
    assert roles.loc[0, ["person", "title", "organization"]].tolist() == [
        "Nguyễn Văn An",
        "Phó Chủ tịch",
        "UBND tỉnh Lào Cai",
    ]
    assert list(roles.columns) == list(view(two, "roles").columns)
    assert view(one, "figures").loc[0, ["text", "modifier", "value"]].tolist() == ["trên 70 km", ">", 70]
    assert len(view(two, "figures")) == 2 * len(view(one, "figures"))


def test_a_view_has_its_columns_whatever_the_table_holds():
    from bpextract.labels import LABELS

    results = (
        bp.extract(TEXT),
        bp.extract([TEXT, "Mưa."]),
        bp.extract("Mưa."),
        bp.extract("Có 5 kg gạo."),
        bp.extract([]),
    )
    for result in results:
        for label in LABELS:
            shown = [name for name in result.view(label.table).columns if not name.endswith(("_low", "_high"))]
            assert shown == ["doc_id", *label.view]
    assert results[2].view("roles")[["person", "organization"]].empty


def test_values_of_a_view_are_numbers_and_are_written_out_where_it_is_displayed():
    from bpextract.report.views import displayed

    result = bp.extract("Có 1.250 kg gạo và 5 đến 7 hộ.")
    figures = result.view("figures")
    assert figures[["value", "value_low", "value_high"]].dtypes.eq("Float64").all()
    assert figures.value.sum() == 1250 and figures.value.isna().tolist() == [False, True]
    assert figures[["value_low", "value_high"]].values.tolist() == [[1250, 1250], [5, 7]]
    assert displayed(result, "figures").value.tolist() == ["1,250", "5 – 7"]
    assert "value_low" not in displayed(result, "figures")


def test_what_is_displayed_leaves_out_what_tells_nothing():
    from bpextract.report.views import displayed

    one = displayed(bp.extract("Có 5 kg gạo."), "figures")
    assert {"text", "value", "unit", "kind"} <= set(one.columns)
    assert "doc_id" not in one.columns and "subject" not in one.columns
    assert displayed(bp.extract(["Có 5 kg gạo.", "Mưa."]), "figures").columns[0] == "doc_id"


def test_every_mention_leads_to_its_row():
    result = bp.extract("Ông Lê Văn An ở xã Bản Phiệt. Ông An cùng UBND xã Bản Phiệt tặng 5 kg chè hôm 1/12/2025.")
    keys = {"PERSON": "people", "PLACE": "places", "ORG": "organizations", "FIGURE": "figures", "DATE": "dates"}
    for label, table in keys.items():
        rows = result.table(table)
        mentions = result.mentions[result.mentions.label == label]
        assert set(mentions.entity_id) == set(rows.iloc[:, 1]), label
    an = result.mentions[result.mentions.label == "PERSON"]
    assert an.text.tolist() == ["Lê Văn An", "An"] and an.entity_id.tolist() == [0, 0]


def test_half_a_surrogate_pair_costs_that_document_alone(tmp_path):
    result = bp.extract(["Ông Lê Văn An.", "Ông \ud83d An."])
    assert result.documents.error.isna().tolist() == [True, False]
    assert "character 4 is half a surrogate pair" in result.documents.error[1]
    result.to_parquet(tmp_path)
    assert bp.read_parquet(tmp_path).text("0") == "Ông Lê Văn An."


def test_faults_of_a_lexicon_come_with_the_name_of_its_file(tmp_path):
    (tmp_path / "mine.tsv").write_text("form\tkind\nNghệ nhân\tjob\n\toccupation\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"mine\.tsv:2: kind is 'job'.*\n.*mine\.tsv:3: the form is empty"):
        bp.load(lexicons={"titles": tmp_path / "mine.tsv"})

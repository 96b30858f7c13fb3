"""What users of spaCy do at first sight works: the whole extraction is a component of a pipeline of their own."""

import datetime
import pickle
import warnings

import pytest
import spacy
from spacy import displacy
from spacy.tokens import Doc

import bpextract as bp
import bpextract.pipeline  # where the package is not installed, nothing else tells spaCy of its components
from bpextract.errors import InputError, LexiconError
from bpextract.labels import LABELS

TEXT = "Ông Nguyễn Văn An, Phó Chủ tịch UBND xã Bản Phiệt, huyện Bảo Thắng, nói 70 km đường bị ngập ngày 1/12."
PYVI = {"nlp": {"tokenizer": {"use_pyvi": False}}}  # else spaCy wants pyvi for Vietnamese
OURS = {"nlp": {"tokenizer": {"@tokenizers": "bpextract.SyllableTokenizer.v1"}}}
BLANK = {"vi": ("vi", PYVI), "vi, our tokens": ("vi", OURS), "any language": ("xx", {})}


def blank(language="xx", config=None, **own):
    nlp = spacy.blank(language, config=config or {})
    nlp.add_pipe("bpextract", config=own)
    return nlp


def spans_of(doc, label):
    return [span.text for span in doc.spans[label]]


@pytest.mark.parametrize(("language", "config"), BLANK.values(), ids=BLANK)
def test_the_whole_extraction_is_one_component(language, config):
    nlp = blank(language, config)
    doc = nlp(TEXT)
    expected = bp.load()(TEXT)
    assert doc.user_data["bpextract"] == expected.user_data["bpextract"]
    assert (
        len(doc.spans["bpextract"]) == len(expected.spans["bpextract"]) == len(doc.user_data["bpextract"]["mentions"])
    )
    for span in doc.spans["bpextract"]:
        start, end = span._.bp_mention["start"], span._.bp_mention["end"]
        assert span.start_char <= start < end <= span.end_char and TEXT[start:end] == span._.bp_mention["text"]
    assert bp.extract(TEXT, nlp=nlp).mentions.equals(bp.extract(TEXT).mentions)


def test_tokens_that_part_at_marks_give_the_very_mentions():
    doc = blank()(TEXT)
    assert spans_of(doc, "PERSON") == ["Nguyễn Văn An"]
    assert spans_of(doc, "PLACE") == ["xã Bản Phiệt", "huyện Bảo Thắng"]
    assert doc.ents[1].text == "Phó Chủ tịch UBND xã Bản Phiệt, huyện Bảo Thắng"


def test_a_span_that_ends_inside_a_token_is_widened_and_its_row_is_not():
    doc = blank("vi", PYVI)(TEXT)  # whose tokens are parted by blanks alone
    (person,) = doc.spans["PERSON"]
    assert person.text == "Nguyễn Văn An," and person._.bp_mention["text"] == "Nguyễn Văn An"


def test_text_that_cleaning_changes_keeps_its_places():
    raw = (
        "\ufeffO\u0302ng Le\u0302 Va\u0306n An, Chu\u0309 ti\u0323ch UBND x\u0061\u0303 Mai So\u031bn,\u00a0tặng 5 kg."
    )
    doc = blank()(raw)
    assert doc.text == raw
    assert spans_of(doc, "PERSON") == ["Le\u0302 Va\u0306n An"]
    assert spans_of(doc, "FIGURE") == ["5 kg"]
    assert doc.spans["PERSON"][0]._.bp_row["name"] == "Lê Văn An"


def test_a_place_has_its_official_code():
    places = bp.extract(TEXT, published="2024-12-02").places
    nlp = bp.load()
    for pipeline in (nlp, blank()):
        doc = pipeline.make_doc(TEXT)
        doc._.bp_published = "2024-12-02"
        doc = pipeline(doc)
        found = {span._.bp_row["name"]: span.kb_id_ for span in doc.spans["PLACE"]}
        assert found == dict(zip(places.name, places.code, strict=True)) == {"Bản Phiệt": "02911", "Bảo Thắng": "086"}
        assert {span.kb_id_ for span in doc.spans["bpextract"] if span.label_ != "PLACE"} == {""}
    assert {entity.kb_id_ for entity in nlp("Bão vào xã Bản Phiệt, huyện Bảo Thắng.").ents} == {"02911", "086"}


def test_spans_know_their_rows():
    doc = bp.load()(TEXT)
    result = bp.extract(TEXT)
    for span in doc.spans["bpextract"]:
        table = next(label.table for label in LABELS if label.name == span.label_)
        row = (
            result.table(table)
            .astype(object)
            .where(lambda cells: cells.notna(), None)
            .iloc[span._.bp_mention["entity_id"]]
        )
        assert {"doc_id": "0", **span._.bp_row} == row.to_dict()
    figure = doc.spans["FIGURE"][0]
    assert (figure._.bp_row["value"], figure._.bp_row["unit"]) == (70, "km")
    assert doc[0:1]._.bp_row is None and doc[0:1]._.bp_mention is None
    other = Doc(doc.vocab, words=["An"])
    assert other[0:1]._.bp_row is None


def test_rows_survive_bytes_and_workers():
    nlp = blank()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        back = Doc(nlp.vocab).from_bytes(nlp(TEXT).to_bytes())
    assert back.spans["PERSON"][0]._.bp_row["name"] == "Nguyễn Văn An"
    assert [doc.spans["PERSON"][0]._.bp_row["name"] for doc in nlp.pipe([TEXT] * 2, n_process=2)] == [
        "Nguyễn Văn An"
    ] * 2


@pytest.mark.parametrize("make", [bp.load, blank])
def test_a_doc_has_a_date_of_publication(make):
    nlp = make()

    def dated(rows):
        for text, day in rows:
            doc = nlp.make_doc(text)
            doc._.bp_published = day
            yield doc

    days = ["2/12/2024", datetime.date(2025, 12, 2), None]
    docs = list(nlp.pipe(dated((TEXT, day) for day in days)))
    assert [doc.spans["DATE"][0]._.bp_row["start_date"] for doc in docs] == ["2024-12-01", "2025-12-01", None]
    assert [doc._.bp_published for doc in docs] == ["2024-12-02", "2025-12-02", None]
    with pytest.raises(InputError, match="published is 'hôm qua', not a date"):
        nlp.make_doc(TEXT)._.bp_published = "hôm qua"


def test_entities_of_other_components_stay_unless_they_are_to_be_overwritten():
    def entities(overwrite):
        nlp = spacy.blank("xx")
        nlp.add_pipe("entity_ruler").add_patterns([{"label": "NAME", "pattern": "Văn An"}])
        nlp.add_pipe("bpextract", config={"overwrite_ents": overwrite})
        doc = nlp(TEXT)
        assert spans_of(doc, "PERSON") == ["Nguyễn Văn An"]
        return [(entity.text, entity.label_) for entity in doc.ents]

    kept, overwritten = entities(False), entities(True)
    assert ("Văn An", "NAME") in kept and ("Nguyễn Văn An", "PERSON") not in kept
    assert ("Nguyễn Văn An", "PERSON") in overwritten and "NAME" not in {label for _, label in overwritten}
    assert set(kept) - {("Văn An", "NAME")} == set(overwritten) - {("Nguyễn Văn An", "PERSON")}


def test_words_of_ones_own_and_confidence():
    text = "Nghệ nhân chè Nguyễn Văn An tặng 5 kg chè."
    nlp = blank(extra={"titles": "form\tkind\nNghệ nhân chè\toccupation\n", "people": "form\nNguyễn Văn An\n"})
    doc = nlp(text)
    assert doc.spans["ROLE"][0]._.bp_row["title"] == "Nghệ nhân chè"
    sure = blank(extra={"people": "form\nNguyễn Văn An\n"}, min_confidence=1)
    doc = sure(text)
    assert spans_of(doc, "bpextract") == ["Nguyễn Văn An"]
    with pytest.raises(LexiconError, match="no lexicon titels"):
        blank(extra={"titels": "form\n"})
    with pytest.raises(InputError, match="min_confidence is 2"):
        blank(min_confidence=2)


def test_the_pipeline_is_stored_with_its_words(tmp_path):
    nlp = blank(extra={"titles": "form\tkind\nNghệ nhân chè\toccupation\n"})
    nlp.to_disk(tmp_path / "mine")
    for again in (spacy.load(tmp_path / "mine"), pickle.loads(pickle.dumps(nlp))):
        assert again("Nghệ nhân chè Nguyễn Văn An.").user_data["bpextract"]["roles"]


def test_displacy_shows_our_colours_and_nested_spans():
    options = bp.displacy_options()
    doc = blank()(TEXT)
    entities = displacy.render(doc, style="ent", options=options, jupyter=False)
    nested = displacy.render(doc, style="span", options=options, jupyter=False)
    for label in ("ROLE", "FIGURE", "DATE"):
        color = next(each.color for each in LABELS if each.name == label)
        assert f"background: {color}" in entities and color in nested
    assert "PERSON" in nested and "PLACE" in nested and "02911" in nested

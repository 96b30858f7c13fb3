"""A label of a user's own, from the page on extending, goes through everything that a built-in one does."""

import importlib
import pickle
import re
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from code_blocks import blocks
from rich.console import Console
from typer.testing import CliRunner

import bpextract as bp
from bpextract import schema
from bpextract.cli import app
from bpextract.corpora.examples import check
from bpextract.corpora.scoring import evaluate
from bpextract.document_rows import extract_rows
from bpextract.entities import Entities
from bpextract.errors import CorpusError, InputError, LexiconError
from bpextract.inputs import Input
from bpextract.labels import LABELS, in_order, with_own
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.report.page import page
from bpextract.report.terminal import coloured, legend, print_tables
from bpextract.resolution.records import Resolver
from bpextract.stored import read_results

ROOT = Path(__file__).parent.parent
TEXT = (
    "Hàng nghìn người dự Lễ hội Đền Hùng 2025 ở tỉnh Phú Thọ. Ông Nguyễn Văn An, Chủ tịch UBND tỉnh Phú Thọ, nói: "
    "lễ hội Đền Hùng 2025 đón 5 nghìn khách; SEA Games 33 thì không. Một lễ hội nữa."
)
EVENTS = [["Lễ hội Đền Hùng 2025", "festival", 2], ["SEA Games 33", "contest", 1]]


@pytest.fixture(scope="module")
def events(tmp_path_factory):
    """The module of the page, which is all that the label needs."""
    code = next(b.code for b in blocks((ROOT / "docs" / "extending.md").read_text("utf-8")) if "# events.py" in b.code)
    folder = tmp_path_factory.mktemp("own")
    (folder / "events.py").write_text(code, encoding="utf-8")
    sys.path.insert(0, str(folder))
    yield importlib.import_module("events")
    sys.path.remove(str(folder))
    del sys.modules["events"]


@pytest.fixture(scope="module")
def lexicons(tmp_path_factory):
    path = tmp_path_factory.mktemp("lexicons") / "events.tsv"
    path.write_text("form\tkind\nSEA Games 33\tcontest\n", encoding="utf-8")
    return {"events": path}


@pytest.fixture(scope="module")
def extractor(events, lexicons):
    return bp.Extractor(lexicons, labels=[events.EVENT])


@pytest.fixture(scope="module")
def nlp(events, lexicons):
    return bp.load(lexicons, labels=[events.EVENT])


@pytest.fixture(scope="module")
def result(extractor):
    return bp.extract({"a": TEXT, "b": "Mưa."}, nlp=extractor)


def test_its_table_and_view(result):
    assert result.view("events")[["name", "kind", "n_mentions"]].values.tolist() == EVENTS
    table = result.table("events")
    assert list(table.columns) == ["doc_id", "event_id", "name", "kind", "n_mentions", "mention_id"]
    mentions = result.mentions[result.mentions.label == "EVENT"]
    assert mentions.entity_id.tolist() == [0, 0, 1]
    assert mentions.text.tolist() == ["Lễ hội Đền Hùng 2025", "lễ hội Đền Hùng 2025", "SEA Games 33"]
    assert table.mention_id.tolist() == mentions.mention_id.tolist()[::2]
    assert not ((result.mentions.label == "FIGURE") & result.mentions.text.isin(["2025", "33"])).any()  # ruled out


def test_it_changes_nothing_of_the_others():
    bare, own = bp.extract(TEXT), bp.extract(TEXT, nlp=bp.Extractor())
    for table in set(schema.TABLES) - {"tokens"}:
        pd.testing.assert_frame_equal(bare.table(table), own.table(table))


def test_spacy_and_the_extractor_give_the_same(events, extractor, nlp, result):
    inputs = [Input("a", TEXT), Input("b", "Mưa.")]
    assert extract_rows(inputs, nlp=nlp) == extract_rows(inputs, nlp=extractor)
    doc = nlp(TEXT)
    assert [span.text for span in doc.spans["EVENT"]] == list(result.mentions.text[result.mentions.label == "EVENT"])
    rows = [[span._.bp_row[name] for name in ("name", "kind", "n_mentions")] for span in doc.spans["EVENT"]]
    assert [rows[0], rows[-1]] == EVENTS
    assert bp.displacy_options([events.EVENT])["colors"]["EVENT"] == events.EVENT.color
    assert "EVENT" in {span.label_ for span in doc.ents}
    assert "bpextract_events" in nlp.pipe_names
    assert bp.extract(TEXT, nlp=nlp).view("events")[["name", "kind", "n_mentions"]].values.tolist() == EVENTS


def test_it_pickles(extractor, nlp):
    for pipeline in (extractor, nlp):
        copy = pickle.loads(pickle.dumps(pipeline))
        assert extract_rows([Input("a", TEXT)], nlp=copy) == extract_rows([Input("a", TEXT)], nlp=extractor)


def test_spacy_says_how_it_is_read_back(nlp, tmp_path):
    import spacy

    nlp.to_disk(tmp_path)
    with pytest.raises(InputError, match=r"EVENT is not built in: make the pipeline with bp\.load\(labels"):
        spacy.load(tmp_path)(TEXT)


def test_every_way_to_look_at_it_shows_it(events, result):
    assert "2 events" in repr(result)
    assert "<b>2</b> events" in result._repr_html_() and "SEA Games 33" in result._repr_html_()
    html = result.show("a")
    assert '<mark data-label="EVENT">3</mark>' in html and 'data-label="EVENT" title="EVENT, found by' in html
    assert f'[data-label="EVENT"] {{ --c: {events.EVENT.color}; border-bottom: {events.EVENT.line}' in html
    assert f'#legend [data-label="EVENT"] {{ --c: {events.EVENT.color}' in page(result)
    assert legend(result.labels).plain.split()[-1] == "EVENT"
    styles = {span.style for span in coloured(TEXT, result.mentions, result.labels).spans}
    assert f"#000000 on {events.EVENT.color}" in styles
    console = Console(record=True, width=100)
    print_tables(console, result)
    assert "events (2)" in console.export_text()


def test_the_report_has_its_table_colour_and_legend(events, result, monkeypatch):
    data = {}
    monkeypatch.setattr("bpextract.report.page._packed", lambda blob: data.setdefault(len(data), blob) and "")
    page(result)
    index = data[0]
    assert index["colors"]["EVENT"] == events.EVENT.color
    assert index["labels"]["EVENT"] == "events"
    assert index["tables"]["events"]["shown"] == ["name", "kind", "n_mentions"]
    assert any(blob.get("name") == [name for name, *_ in EVENTS] for blob in data.values() if isinstance(blob, dict))


def test_it_is_stored_and_read_back(events, result, tmp_path):
    result.to_parquet(tmp_path / "out")
    back = bp.read_parquet(tmp_path / "out", labels=[events.EVENT])
    pd.testing.assert_frame_equal(back.table("events"), result.table("events"))
    pd.testing.assert_frame_equal(back.view("events"), result.view("events"))
    pytest.importorskip("duckdb")
    result.to_duckdb(tmp_path / "out.duckdb")
    again = read_results(tmp_path / "out.duckdb", labels=[events.EVENT])
    pd.testing.assert_frame_equal(again.table("events"), result.table("events"))
    unaware = bp.read_parquet(tmp_path / "out")  # who has the files alone still sees the mentions
    assert "EVENT" in set(unaware.mentions.label) and "events" not in unaware.tables
    assert 'data-label="EVENT"' in unaware.show("a") and coloured(TEXT, unaware.mentions, unaware.labels)


def test_evaluation_counts_it(extractor, nlp, tmp_path):
    gold = (
        "Chị An dự <EVT kind=festival>Lễ hội Đền Hùng</EVT> và <EVT kind=meeting>SEA Games 33</EVT>, "
        "rồi <EVT>hội nghị APEC</EVT>, <EVT>Tết</EVT>."
    )
    (tmp_path / "a.ann.txt").write_text(gold, encoding="utf-8")
    for pipeline in (extractor, nlp):
        evaluation = evaluate(tmp_path, pipeline)
        row = evaluation.frame().set_index("label").loc["EVENT"]
        assert row[["gold", "predicted", "precision", "recall", "value_accuracy"]].tolist() == [4, 3, 1, 0.75, 0.5]
        assert [(e.kind, e.expected, e.got) for e in evaluation.errors if e.label == "EVENT"] == [
            ("value", "meeting", "contest"), ("missed", "Tết", ""),
        ]  # fmt: skip
    assert list(evaluation.frame().label) == [*(label.name for label in LABELS), "EVENT"]
    (tmp_path / "a.ann.txt").write_text("<EVT when=x>Lễ hội Gầu Tào</EVT>", encoding="utf-8")
    with pytest.raises(CorpusError, match="EVT 'Lễ hội Gầu Tào' has no attribute when"):
        evaluate(tmp_path, extractor)


def test_examples_check_it(extractor, nlp, tmp_path):
    file = tmp_path / "a.txt"
    lines = "Dự [lễ hội Gầu Tào](EVENT kind=festival).\n[SEA Games 33](EVENT kind=meeting)\n! một lễ hội\n"
    file.write_text(f"# labels: EVENT\n{lines}", encoding="utf-8")
    for pipeline in (extractor, nlp):
        assert [each.status for each in check(file, pipeline)] == ["passed", "failed", "passed"]
    with pytest.raises(CorpusError, match="labels names EVENT; the labels are PERSON"):
        check(file, bp.Extractor())


def test_the_command_line_and_batches(events, tmp_path, monkeypatch):
    pytest.importorskip("duckdb")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.ann.txt").write_text("Dự <EVT>Lễ hội Đền Hùng</EVT>.", encoding="utf-8")
    (tmp_path / "examples.txt").write_text("# labels: EVENT\nDự [Lễ hội Đền Hùng](EVENT).\n", encoding="utf-8")

    def run(line):
        done = CliRunner().invoke(app, [*line.split(), "--pipeline", "events:pipeline"])
        assert done.exit_code == 0, done.output
        return done.output

    assert "[Lễ hội [Đền Hùng PLACE] 2025 EVENT]" in run("show a.txt") or "2025 EVENT]" in run("show a.txt")
    assert re.search(r"EVENT +1\.000", run("evaluate a.ann.txt --errors EVENT"))
    assert "1 example: 1 passed" in run("check examples.txt")
    for out in ("out", "csv --format csv", "out.duckdb"):
        run(f"extract a.txt -o {out} --workers 0")
        read = read_results(out.split()[0], labels=[events.EVENT])
        assert read.table("events")[["name", "kind", "n_mentions"]].values.tolist() == EVENTS[:1]
    run("report out -o report.html")
    assert '[data-label="EVENT"]' in (tmp_path / "report.html").read_text("utf-8")


def test_rows_by_a_function_and_a_label_that_reads_another(events):
    def records(annotation, mentions):
        places = annotation.mentions["PLACE"]
        rows = []
        for number, mention in enumerate(mentions):
            kind = "near" if any(place.start > mention.end for place in places) else "far"
            rows.append(events.Event(event_id=number, name="x", kind=kind, n_mentions=1, mention_id=mention.id))
        return Entities(rows, {row.mention_id: row.event_id for row in rows})

    label = replace(events.EVENT, records=records, reads=("PLACE",))
    made = bp.extract("Lễ hội Đền Hùng ở tỉnh Phú Thọ có giải Marathon 2025.", nlp=bp.Extractor(labels=[label]))
    assert made.table("events").kind.tolist() == ["near", "far"]
    assert made.mentions.entity_id[made.mentions.label == "EVENT"].tolist() == [0, 1]


def test_finders_run_after_those_they_read():
    order = [label.name for label in in_order(LABELS)]
    assert sorted(order) == sorted(label.name for label in LABELS)
    for label in LABELS:
        assert all(order.index(name) < order.index(label.name) for name in label.reads)


def test_what_is_wrong_with_a_label_is_said(events):
    for change, said in (
        ({"name": "PERSON"}, "the name PERSON is taken"),
        ({"record": schema.Person}, "the table people is taken"),
        ({"tag": bp.Tag("PER")}, "the tag PER is taken"),
        ({"reads": ("PLACES",)}, r"refers to PLACES, which is no label; .* did you mean PLACE\?"),
        ({"names": {"place": "spot_id"}}, "spot_id is the id of no label's table"),
        ({"color": "red"}, "its color is 'red'"),
        ({"name": "a b"}, "its name is 'a b'"),
        ({"record": schema.Text}, "its key is 'text'"),
    ):
        with pytest.raises(InputError, match=said):
            with_own([replace(events.EVENT, **change)])
    with pytest.raises(LexiconError, match="no lexicon events"):
        bp.Extractor({"events": "events.tsv"})


def test_a_label_that_nobody_told_of_is_named():
    annotation, _ = bp.Extractor().annotate("Mưa ở Huế.")
    annotation.mentions["EVENTS"] = [bp.Mention("EVENTS", 0, 3, "test")]
    with pytest.raises(InputError, match=r"no label EVENTS; the labels are PERSON, .*give one of your own"):
        Resolver(Vocabulary(), LABELS).resolve(annotation)


def test_the_schema_names_every_label():
    about = next(column.about for column in schema.columns("mentions") if column.name == "label")
    assert re.findall(r"[A-Z]{3,}", about) == [label.name for label in LABELS]
    assert [label.record for label in LABELS] == [schema.TABLES[label.table] for label in LABELS]

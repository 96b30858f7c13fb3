"""What outputs cannot hold, or would run."""

import json
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import bpextract as bp
from bpextract import schema
from bpextract.batch.writers import _to_lines
from bpextract.cells import guarded, unguarded
from bpextract.errors import LexiconError
from bpextract.lexicons.lexicon import packaged, parse_lexicon
from bpextract.lexicons.schemas import SCHEMAS, UNITS
from bpextract.stored import read_results

BEGINS = st.text(alphabet="'=+-@ \t\r\n\xa0\u200b\u3000\x00＝a1", max_size=5)


@pytest.mark.parametrize("cell", ["=1", " =1", "\xa0=1", "\u3000@x", "\u200b+1", " \t-1", "\ufeff＝1", "'=1", "\x0b=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_guarded_whatever_blanks_it_begins_with(cell):
    assert guarded(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["a=1", " a", "", "5 kg", "'a", 5, None, -1.5])
def test_other_cells_stay(cell):
    assert guarded(cell) == cell


@given(BEGINS)
def test_a_guarded_cell_is_read_back_as_it_was(cell):
    assert unguarded(guarded(cell)) == cell


def odd_result():
    result = bp.extract({"a\x0b\ud800": "Có 5 kg chè\x07 và 6 kg gạo.", "=1": "Có 7 kg chè."})
    figures = result.figures
    figures.loc[0, "value"] = math.inf
    figures.loc[1, "value"] = -math.inf
    return result


def test_a_workbook_holds_what_it_can_of_odd_cells(tmp_path):
    pytest.importorskip("openpyxl")
    odd_result().to_excel(tmp_path / "out.xlsx")
    sheets = pd.read_excel(tmp_path / "out.xlsx", sheet_name=None)
    assert sheets["documents"].doc_id.tolist() == ["a\ufffd?", "=1"]
    assert sheets["sentences"].text[0] == "Có 5 kg chè\ufffd và 6 kg gạo."
    assert sheets["figures"].value.tolist() == [math.inf, -math.inf, 7]


def test_other_outputs_hold_odd_cells(tmp_path):
    result = odd_result()
    result.to_parquet(tmp_path / "out")
    result.to_html(tmp_path / "out.html")
    back = bp.read_parquet(tmp_path / "out")
    assert back.documents.doc_id.tolist() == ["a\x0b?", "=1"]
    assert back.figures.value.tolist() == [math.inf, -math.inf, 7]


def test_json_lines_hold_no_infinities(tmp_path, monkeypatch):
    table = next(table for record, table in odd_result()._arrow_tables(False) if record is schema.Figure)
    monkeypatch.setattr("bpextract.batch.writers._tables", lambda *_: [table])
    _to_lines(None, schema.Figure, tmp_path / "figures.jsonl", 1)

    def refuse(word):
        raise AssertionError(f"{word} is no JSON")

    rows = [json.loads(line, parse_constant=refuse) for line in (tmp_path / "figures.jsonl").open(encoding="utf-8")]
    assert [row["value"] for row in rows] == [None, None, 7]


def test_odd_cells_come_back_from_csv(tmp_path):
    from bpextract.batch.engine import Engine
    from bpextract.batch.job import run

    ids = [" =1", "'=1", "\xa0+1", "'", "a"]
    lines = [json.dumps({"id": name, "text": "Có 5 kg chè."}) for name in ids]
    (tmp_path / "n.jsonl").write_text("\n".join(lines))
    run([tmp_path / "n.jsonl"], tmp_path / "out", "csv", engine=Engine(workers=0))
    assert read_results(tmp_path / "out").documents.doc_id.tolist() == ids


@pytest.mark.parametrize("factor", ["inf", "-inf", "nan", "1e999", "Infinity", "x"])
def test_the_factor_of_a_unit_is_a_finite_number(factor):
    text = f"form\tkind\tnorm\tfactor\ntạ\tmass\tkg\t{factor}\n"
    with pytest.raises(LexiconError, match=f"units.tsv:2: factor is '{factor}', not a number"):
        parse_lexicon(text, UNITS, "units.tsv")


ODD_FORMS = ("(khu tập thể", ".ong", "[", "a|b", "\\q", "k*g", "^ông", "{2}")


def test_odd_forms_in_lexicons_of_ones_own_find_only_themselves(tmp_path):
    """Whatever the lexicon and the kind of the entry, a form is text and never a pattern."""
    text = "Ông Nguyễn Văn An ở xã Bản Phiệt tặng 5 kg chè, 2-3 triệu đồng ngày 3/4/2024, xong việc.\n"
    files = {}
    for name, lexicon in SCHEMAS.items():
        samples = packaged(lexicon) or [dict.fromkeys(lexicon.columns, "")]
        kinds = {tuple(sample.get(column) for column in ("kind", "use")): sample for sample in samples}
        rows = ["\t".join(lexicon.columns)]
        for number, sample in enumerate(kinds.values()):
            forms = (form + "q" * number for form in ODD_FORMS)
            rows += ["\t".join({**sample, "form": form}[column] for column in lexicon.columns) for form in forms]
        files[name] = tmp_path / f"{name}.tsv"
        files[name].write_text("\n".join(rows), encoding="utf-8")
    found = bp.extract(text, nlp=bp.Extractor(files))
    assert found.documents.error.isna().all()
    pd.testing.assert_frame_equal(found.mentions, bp.extract(text).mentions)

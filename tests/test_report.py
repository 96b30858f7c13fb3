"""The report, in a real browser where there is one, and the other ways to look at results."""

import re
import shutil
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import bpextract as bp
from bpextract.cli import app
from bpextract.errors import InputError
from bpextract.report.highlight import displacy_input
from bpextract.report.page import page
from bpextract.report.palette import LABEL_COLORS

ARTICLES = Path(__file__).parent.parent / "corpora" / "articles"
EVIL = (
    "😀 Ông Lê Văn An <script>document.title = 'no'</script> tặng 5 kg chè.\n"
    "</script><b>Đậm</b> &amp; ở xã Bản Phiệt, ông Lê Văn Tám."
)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def result():
    texts = {name: (ARTICLES / f"{name}.txt").read_text(encoding="utf-8") for name in ("seed", "flood", "economy")}
    return bp.extract({**texts, "evil": EVIL, "missing": None})


def test_the_page_is_whole_and_asks_for_nothing(result):
    html = page(result)
    assert not re.search(r"%%[A-Z_]+%%", html)
    assert not re.search(r"<(?:link|img|iframe)\b|<script[^>]+src=|@import|url\(", html.split('id="blob-index"')[0])
    assert "default-src 'none'" in html
    assert "Lê Văn An" not in html  # every text is in a blob, none in the markup


def test_same_results_make_the_same_page(result):
    assert page(result) == page(result)


def test_page_of_nothing(tmp_path):
    bp.extract([]).to_html(tmp_path / "none.html")
    assert (tmp_path / "none.html").stat().st_size


def test_a_page_that_cannot_be_written(result, tmp_path):
    with pytest.raises(InputError, match="cannot be written"):
        result.to_html(tmp_path / "no" / "such" / "page.html")


def test_report_command(tmp_path):
    run = CliRunner().invoke
    assert run(app, ["extract", str(ARTICLES / "flood.txt"), "-o", str(tmp_path / "out")]).exit_code == 0
    done = run(app, ["report", str(tmp_path / "out"), "-o", str(tmp_path / "r.html")])
    assert done.exit_code == 0 and "1 documents" in done.output
    assert (tmp_path / "r.html").is_file()
    wrong = run(app, ["report", str(tmp_path), "-o", str(tmp_path / "r.html")])
    assert wrong.exit_code == 2 and "no tables of bpextract" in " ".join(wrong.output.split())


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip(
        "playwright.sync_api", reason='playwright is missing: pip install "bpextract[dev]"'
    )
    if CHROMIUM is None:
        pytest.skip("no Chromium here: apt-get install chromium")
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def opened(browser, result, tmp_path):
    result.to_html(tmp_path / "report.html")
    yield from _open(browser, tmp_path / "report.html")


def _open(browser, path):
    tab = browser.new_page(viewport={"width": 1300, "height": 800})
    problems = []
    tab.on("pageerror", lambda error: problems.append(str(error)))
    tab.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    tab.on(
        "request", lambda request: None if request.url.startswith(("file:", "blob:")) else problems.append(request.url)
    )
    tab.goto(path.as_uri())
    tab.wait_for_selector("body[data-ready]")
    yield tab
    tab.close()
    assert problems == []


def documents(tab, name):
    tab.locator("#documents .tabulator-row", has_text=name).first.click()
    tab.wait_for_selector(f'#article h2:text-is("{name}")')


def table(tab, name):
    tab.click(f"#tabs button[data-tab={name}]")
    tab.wait_for_selector("#grid .tabulator-row")


def narrow(tab, column, query, left):
    """Type a query over a column, and wait until so many rows are left."""
    tab.locator(f'#grid .tabulator-col[tabulator-field="{column}"] input').press_sequentially(query)
    tab.wait_for_selector(f'#count:text-matches("^{left} of ")')


def cells(tab, column):
    return tab.locator(f'#grid .tabulator-row .tabulator-cell[tabulator-field="{column}"]').all_inner_texts()


def test_an_article_cannot_become_part_of_the_page(opened):
    documents(opened, "evil")
    text = "".join(opened.locator("#article .section").all_text_contents())
    assert text == EVIL
    assert opened.title() == "bpextract report"
    assert opened.locator("#article script, #article b").count() == 0


def test_marks_stand_where_the_mentions_are_though_the_text_has_wide_characters(opened, result):
    documents(opened, "evil")
    marks = opened.locator("#article mark").evaluate_all("nodes => nodes.map(n => [n.dataset.label, n.textContent])")
    mentions = result.mentions[result.mentions.doc_id == "evil"].sort_values(["start", "end"], ascending=[True, False])
    assert marks == mentions[["label", "text"]].values.tolist()
    assert ["PERSON", "Lê Văn An"] in marks


def test_marks_nest(opened, result):
    documents(opened, "seed")
    nested = opened.locator('mark[data-label="ROLE"] mark[data-label="ORG"] mark[data-label="PLACE"]')
    assert nested.count() >= 3
    assert opened.locator("#article mark").count() == (result.mentions.doc_id == "seed").sum()


def test_hover_shows_the_row_and_the_rule(opened, result):
    documents(opened, "seed")
    place = result.places[(result.places.doc_id == "seed") & (result.places.name == "Bản Phiệt")].iloc[0]
    opened.locator(f'mark[data-mention="{place.mention_id}"]').hover()
    opened.wait_for_selector("#tip:not([hidden]) dl")
    shown = opened.inner_text("#tip")
    rule = result.mentions[(result.mentions.doc_id == "seed") & (result.mentions.mention_id == place.mention_id)].source
    for expected in ("PLACE", "Bản Phiệt", place.code, rule.iloc[0], "in ROLE"):
        assert expected in shown
    opened.click("#tip >> text=row in places")
    opened.wait_for_selector("#grid .tabulator-row.current")
    assert "Bản Phiệt" in opened.inner_text("#grid .tabulator-row.current")


def test_filter_sort_and_go_to_the_text(opened, result):
    table(opened, "figures")
    assert opened.inner_text("#count") == f"{len(result.figures)} of {len(result.figures)} rows"
    many = int((result.figures.value.fillna(result.figures.value_low) > 100_000).sum())
    narrow(opened, "value", "> 100000", many)
    opened.click('#grid .tabulator-col[tabulator-field="value"] .tabulator-col-title')
    opened.click('#grid .tabulator-col[tabulator-field="value"] .tabulator-col-title')
    values = [float(cell.split(" – ")[0].replace(",", "")) for cell in cells(opened, "value")]
    assert values == sorted(values, reverse=True) and values[0] == result.figures.value.max()
    text = cells(opened, "text")[0]
    opened.locator("#grid .tabulator-row").first.click()
    opened.wait_for_selector("mark.found")
    assert opened.inner_text("mark.found") == text
    assert opened.locator("mark.found").evaluate(
        "n => { const b = n.getBoundingClientRect(); return b.top > 0 && b.bottom < innerHeight }"
    )
    opened.go_back()
    opened.wait_for_selector("#grid .tabulator-row")
    assert opened.inner_text("#count").startswith(f"{many} of")


def test_filters_need_no_marks_and_know_this_document(opened, result):
    table(opened, "places")
    narrow(opened, "name", "ban phiet", int((result.places.name == "Bản Phiệt").sum()))
    assert set(cells(opened, "name")) == {"Bản Phiệt"}
    opened.click("#clear")
    documents(opened, "flood")
    table(opened, "places")
    opened.check("#only")
    here = int((result.places.doc_id == "flood").sum())
    opened.wait_for_selector(f'#count:text-matches("^{here} of ")')
    opened.check("#every")
    opened.wait_for_selector('#grid .tabulator-col[tabulator-field="n_candidates"]')


def test_find_a_document_and_hide_a_label(opened):
    opened.fill("#find", "FLOOD")
    opened.wait_for_selector("#documents .tabulator-row >> nth=1", state="detached")
    documents(opened, "flood")
    opened.uncheck('#legend label:has-text("PLACE") input')
    assert opened.locator('mark[data-label="PLACE"]:not(.off)').count() == 0
    assert opened.locator('mark[data-label="PERSON"]:not(.off)').count() > 0


def test_chart_leads_to_the_text(opened, result):
    opened.click("#tabs button[data-tab=chart]")
    opened.wait_for_selector("#plots rect")
    assert opened.locator("#plots rect").count() == result.figures.kind.nunique()
    opened.click('#plots rect[data-kind="money"]')
    opened.wait_for_selector("h3:has-text('Values of money')")
    opened.locator("#plots circle").last.click()
    opened.wait_for_selector('mark.found[data-label="FIGURE"]')


def test_a_failed_document_says_why(opened):
    documents(opened, "missing")
    assert "the text is missing" in opened.inner_text("#article")


def test_texts_that_are_not_kept_are_put_together_from_sentences(browser, result, tmp_path):
    result.to_parquet(tmp_path / "out", texts=False)
    bp.read_parquet(tmp_path / "out").to_html(tmp_path / "report.html")
    for tab in _open(browser, tmp_path / "report.html"):
        documents(tab, "seed")
        assert "not kept" in tab.inner_text("#article .facts")
        marks = tab.locator("#article mark").all_text_contents()
        mentions = result.mentions[result.mentions.doc_id == "seed"]
        assert sorted(marks) == sorted(mentions.text)


def test_a_table_of_ones_own_has_its_tab(browser, tmp_path):
    from dataclasses import dataclass
    from typing import ClassVar

    @dataclass(slots=True, kw_only=True)
    class Vehicle(bp.Record):
        table: ClassVar[str] = "vehicles"
        plate: str = bp.column("number plate")

    plain = bp.extract("Xe 24A-123.45 dừng.")
    rows = {name: plain.table(name).values.tolist() for name in plain.tables if name != "tokens"}
    bp.Result({**rows, "vehicles": [("0", "24A-123.45")]}, {"0": "Xe."}, {"vehicles": Vehicle}).to_html(
        tmp_path / "r.html"
    )
    for tab in _open(browser, tmp_path / "r.html"):
        table(tab, "vehicles")
        assert cells(tab, "plate") == ["24A-123.45"]


def luminance(color):
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("color", LABEL_COLORS.values())
def test_black_text_on_every_colour_has_the_contrast_of_wcag_aaa(color):
    assert (luminance(color) + 0.05) / 0.05 >= 7


def squeezed(text):
    return "".join(text.split())


def marks(part):
    """Return (label, text) of the spans of one part of displaCy's input."""
    return [(s["label"], squeezed("".join(part["tokens"][s["start_token"] : s["end_token"]]))) for s in part["spans"]]


def test_show_is_displacy_and_gives_no_markup_of_the_text(result):
    html = result.show("evil")
    assert 'class="spans"' in html and ">PERSON" in squeezed(html)
    assert "<script" not in html and "<b>" not in html


def test_show_marks_nested_mentions():
    result = bp.extract("Ông Lê Văn An, Chủ tịch UBND xã Bản Phiệt, phát biểu.\nÔng An đến Hà Nội.")
    first, second = displacy_input(result.text(), result.mentions)
    assert {
        ("PERSON", "LêVănAn"),
        ("ROLE", "ChủtịchUBNDxãBảnPhiệt"),
        ("ORG", "UBNDxãBảnPhiệt"),
        ("PLACE", "xãBảnPhiệt"),
    } <= set(marks(first))
    assert {("PERSON", "An"), ("PLACE", "HàNội")} <= set(marks(second))


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=12))
def test_any_spans_leave_the_text_whole(text, spans):
    rows = [(a, min(a + size, len(text)), str(number)) for number, (a, size) in enumerate(spans) if a < len(text)]
    parts = displacy_input(text, pd.DataFrame(rows, columns=["start", "end", "label"]))
    assert squeezed("".join(token for part in parts for token in part["tokens"])) == squeezed(text)
    found = [mark for part in parts for mark in marks(part)]
    for start, end, label in rows:
        assert "".join(shown for own, shown in found if own == label) == squeezed(text[start:end])


def test_summary_escapes_and_counts(result):
    html = result._repr_html_()
    assert "<b>5</b> documents" in html and "(<b>1</b> with an error)" in html
    evil = bp.extract("Ông Lê Văn An <b>ở</b> xã Bản Phiệt.", published="2025-12-01")
    assert "<b>ở" not in evil._repr_html_()

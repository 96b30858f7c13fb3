"""The report, in a real browser where there is one, and the other ways to look at results."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from in_browser import cells, documents, narrow, open_report, table
from typer.testing import CliRunner

import bpextract as bp
from bpextract.cli import app
from bpextract.errors import InputError
from bpextract.labels import LABELS
from bpextract.report.highlight import Span, mark
from bpextract.report.page import page

ARTICLES = Path(__file__).parent.parent / "corpora" / "articles"
EVIL = (
    "😀 Ông Lê Văn An, <script>document.title = 'no'</script> tặng 5 kg chè.\n"
    "</script><b>Đậm</b> &amp; ở xã Bản Phiệt, ông Lê Văn Tám."
)


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
    assert done.exit_code == 0 and "1 document, " in done.output
    assert (tmp_path / "r.html").is_file()
    wrong = run(app, ["report", str(tmp_path), "-o", str(tmp_path / "r.html")])
    assert wrong.exit_code == 2 and "no tables of bpextract" in " ".join(wrong.output.split())


@pytest.fixture(scope="module")
def written(result, tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "report.html"
    result.to_html(path)
    return path


@pytest.fixture
def opened(browser, written):
    yield from open_report(browser, written)


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


def test_a_table_is_sorted_from_the_keyboard(opened, result):
    table(opened, "people")
    opened.focus('#grid .tabulator-col[tabulator-field="n_mentions"] .tabulator-col-title-holder')
    for order in ("ascending", "descending"):
        opened.keyboard.press("Enter")
        opened.wait_for_selector(f'#grid .tabulator-col[tabulator-field="n_mentions"][aria-sort="{order}"]')
    assert int(cells(opened, "n_mentions")[0]) == result.people.n_mentions.max()


def test_the_chart_works_from_the_keyboard(opened):
    opened.click("#tabs button[data-tab=chart]")
    opened.focus('#plots rect[data-kind="count"]')
    opened.keyboard.press("Enter")
    opened.wait_for_selector("#plots rect.chosen[data-kind=count]:focus")
    opened.keyboard.press("Tab")
    for _ in range(opened.locator("#plots rect").count()):
        if opened.evaluate("document.activeElement.tagName") == "circle":
            break
        opened.keyboard.press("Tab")
    first = opened.inner_text("#chart-note")
    opened.keyboard.press("ArrowRight")
    second = opened.inner_text("#chart-note")
    assert first != second and " — " in second
    opened.keyboard.press("Enter")
    opened.wait_for_selector('mark.found[data-label="FIGURE"]')
    assert opened.inner_text("mark.found") == second.split(" — ")[0]


def test_a_failed_document_says_why(opened):
    documents(opened, "missing")
    assert "the text is missing" in opened.inner_text("#article")


def test_texts_that_are_not_kept_are_put_together_from_sentences(browser, result, tmp_path):
    result.to_parquet(tmp_path / "out", texts=False)
    bp.read_parquet(tmp_path / "out").to_html(tmp_path / "report.html")
    for tab in open_report(browser, tmp_path / "report.html"):
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
    for tab in open_report(browser, tmp_path / "r.html"):
        table(tab, "vehicles")
        assert cells(tab, "plate") == ["24A-123.45"]


def test_a_table_keeps_its_filters_while_one_looks_at_others(opened, result):
    table(opened, "places")
    here = int((result.places.name == "Bản Phiệt").sum())
    narrow(opened, "name", "ban phiet", here)
    table(opened, "people")
    table(opened, "places")
    opened.wait_for_selector(f'#count:text-matches("^{here} of ")')
    opened.check("#every")
    opened.wait_for_selector('#grid .tabulator-col[tabulator-field="n_candidates"]')
    opened.wait_for_selector(f'#count:text-matches("^{here} of ")')


def test_a_text_keeps_its_place_while_one_looks_into_a_table(opened):
    documents(opened, "seed")
    opened.evaluate("document.querySelector('#article').scrollTop = 700")
    table(opened, "people")
    opened.go_back()
    opened.wait_for_selector("#article:visible")
    assert opened.evaluate("document.querySelector('#article').scrollTop") == 700


def test_back_in_a_table_one_is_where_one_was(opened):
    table(opened, "mentions")
    holder = "#grid .tabulator-tableholder"
    opened.locator(holder).evaluate("node => { node.scrollTop = 2000 }")
    # Rows are drawn anew while one scrolls: the third of those in sight, once they stand.
    seen = opened.wait_for_function(
        """() => {
            const holder = document.querySelector("#grid .tabulator-tableholder");
            const frame = holder.getBoundingClientRect();
            const rows = [...document.querySelectorAll("#grid .tabulator-row")].map((row) => {
                const box = row.getBoundingClientRect();
                const [x, y] = [box.left + 40, box.top + box.height / 2];
                return { top: box.top, bottom: box.bottom, x, y, text: row.innerText };
            }).filter((row) => row.top >= frame.top && row.bottom <= frame.bottom);
            const still = window.lastTop === rows[2]?.top;
            window.lastTop = rows[2]?.top;
            return still && rows.length > 3 && { ...rows[2], place: holder.scrollTop };
        }""",
        polling=100,
    ).json_value()
    text, place = seen["text"], seen["place"]
    opened.mouse.click(seen["x"], seen["y"])
    opened.wait_for_selector("mark.found")
    opened.go_back()
    opened.wait_for_selector("#grid .tabulator-row.current")
    assert opened.inner_text("#grid .tabulator-row.current") == text
    assert opened.locator(holder).evaluate("node => node.scrollTop") == place > 1000


def test_documents_without_a_title_are_known_by_how_they_begin(opened):
    opened.fill("#find", "ong le van an")
    opened.wait_for_selector("#documents .tabulator-row >> nth=1", state="detached")
    assert EVIL[:40] in opened.inner_text("#documents .card b")
    assert opened.inner_text("#documents .card small").startswith("evil · ")
    assert opened.inner_text("#total") == "1 of 5 documents"


def test_documents_have_a_table_that_finds_the_failed_ones(opened):
    table(opened, "documents")
    narrow(opened, "error", "missing", 1)
    assert cells(opened, "document") == ["missing"]
    opened.locator("#grid .tabulator-row").click()
    opened.wait_for_selector('#article[data-doc="missing"]')


def test_the_keyboard_goes_everywhere(opened):
    opened.focus("#find")
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        opened.keyboard.press(key)
    opened.wait_for_selector('#article[data-doc="flood"]')
    opened.focus("#article mark >> nth=0")
    opened.keyboard.press("ArrowRight")
    focused = opened.evaluate("document.activeElement.dataset.mention")
    opened.wait_for_selector(f'#tip[data-mention="{focused}"]:not([hidden]) button')
    opened.keyboard.press("Enter")  # leads into the tip
    opened.wait_for_selector("#tip button:focus")
    opened.keyboard.press("Enter")  # presses its link
    opened.wait_for_selector("#grid .tabulator-row.current:focus")
    opened.keyboard.press("ArrowDown")
    opened.keyboard.press("ArrowUp")
    opened.keyboard.press("Enter")
    opened.wait_for_selector(f'mark.found[data-mention="{focused}"]')
    opened.focus("#tabs [aria-selected=true]")
    opened.keyboard.press("ArrowRight")
    opened.wait_for_selector("#search:not([hidden])")
    assert opened.get_attribute("#tabs [data-tab=search]", "aria-selected") == "true"


def test_other_mentions_of_the_same_place_are_outlined(opened, result):
    documents(opened, "seed")
    place = result.places[(result.places.doc_id == "seed") & (result.places.name == "Bản Phiệt")].iloc[0]
    opened.hover(f'mark[data-mention="{place.mention_id}"]')
    opened.wait_for_selector("mark.like")
    assert opened.locator("mark.like").count() == place.n_mentions >= 2


def test_labels_can_be_named_and_are_told_by_their_lines(opened):
    documents(opened, "seed")
    opened.check("#names")
    name = "n => getComputedStyle(n, '::before').content"
    assert opened.locator("mark[data-label=ORG]").first.evaluate(name) == '"ORG"'
    line = "n => { const s = getComputedStyle(n); return s.borderBottomStyle + s.borderBottomWidth }"
    lines = opened.locator("#legend label").evaluate_all(f"nodes => nodes.map({line})")
    assert len(lines) == 6 == len(set(lines))


def test_a_narrow_window_is_not_wider_than_itself(opened):
    opened.set_viewport_size({"width": 400, "height": 700})
    documents(opened, "seed")
    for tab in ("text", "figures", "chart"):
        opened.click(f"#tabs button[data-tab={tab}]")
        assert opened.evaluate("document.documentElement.scrollWidth") == 400


def test_print_has_the_whole_text_and_nothing_to_press(opened):
    documents(opened, "seed")
    opened.emulate_media(media="print")
    assert not opened.is_visible("aside") and not opened.is_visible("#tabs")
    assert opened.locator("#article").evaluate("n => n.scrollHeight <= n.clientHeight + 1")


def test_no_documents_and_no_mentions_say_so(browser, tmp_path):
    for texts, said in (([], "No documents."), (["Mưa."], "Mưa.")):
        bp.extract(texts).to_html(tmp_path / "r.html")
        for tab in open_report(browser, tmp_path / "r.html"):
            assert said in tab.inner_text("#article")
            tab.click("#tabs button[data-tab=people]")
            tab.wait_for_selector("#grid >> text=no people were found")
            tab.click("#tabs button[data-tab=chart]")
            tab.wait_for_selector("text=no figures were found")


# The contrast of each node's text with what is painted below it: thin colours lie over each other.
CONTRAST = """nodes => nodes.map(node => {
  const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const luminance = colors => {
    for (const color of colors) { paint.fillStyle = color; paint.fillRect(0, 0, 1, 1); }
    const linear = [...paint.getImageData(0, 0, 1, 1).data].map(c => c / 255)
      .map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
    return linear[0] * .2126 + linear[1] * .7152 + linear[2] * .0722;
  };
  const grounds = [];
  for (let at = node; at; at = at.parentElement) grounds.unshift(getComputedStyle(at).backgroundColor);
  const [text, below] = [luminance([...grounds, getComputedStyle(node).color]), luminance(grounds)];
  return [node.outerHTML.slice(0, 60), (Math.max(text, below) + .05) / (Math.min(text, below) + .05)];
})"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_the_contrast_of_wcag_aa(opened, scheme):
    opened.emulate_media(color_scheme=scheme)
    seen = set()

    def check(selector):
        for node, contrast in opened.locator(selector).evaluate_all(CONTRAST):
            seen.add(selector)
            assert contrast >= 4.5, (scheme, selector, node)

    documents(opened, "missing")
    check("#article .fault")
    documents(opened, "seed")
    opened.hover("mark >> nth=0")
    opened.wait_for_selector("#tip dl")
    texts = ["#article mark", ".facts", ".section", ".card b", ".card small", "#total", "nav button", "nav small",
             "#legend label", "#legend small", "#tip dt", "#tip .rule", "#tip button"]  # fmt: skip
    for selector in texts:
        check(selector)
    opened.keyboard.press("Escape")
    table(opened, "people")
    opened.hover("#grid .tabulator-row >> nth=1")
    tables = ["#grid .tabulator-cell", "#grid .tabulator-col-title", "#count", ".hint:visible", ".bar button:visible"]
    for selector in tables:
        check(selector)
    opened.locator("#grid .tabulator-row").first.click()
    opened.wait_for_selector("mark.found")
    check("mark.found")
    assert seen == {"#article .fault", "mark.found", *texts, *tables}


def test_a_value_in_the_list_of_a_filter_is_no_markup(browser, tmp_path):
    from dataclasses import dataclass
    from typing import ClassVar

    @dataclass(slots=True, kw_only=True)
    class Sign(bp.Record):
        table: ClassVar[str] = "signs"
        kind: str = bp.column("what it says")

    plain = bp.extract("Xe dừng.")
    rows = {name: plain.table(name).values.tolist() for name in plain.tables if name != "tokens"}
    kind = "<img src=x onerror=document.title='no'>"
    bp.Result({**rows, "signs": [("0", kind)]}, {"0": "Xe."}, {"signs": Sign}).to_html(tmp_path / "r.html")
    for tab in open_report(browser, tmp_path / "r.html"):
        table(tab, "signs")
        tab.click('#grid .tabulator-col[tabulator-field="kind"] input')
        tab.wait_for_selector(".tabulator-edit-list-item")
        assert kind in tab.locator(".tabulator-edit-list-item").all_inner_texts()
        assert tab.title() == "bpextract report" and tab.locator("img").count() == 0


class Marks(HTMLParser):
    """The text that HTML shows, and (label, text, how many marks are around it) of its marks."""

    def __init__(self, html):
        super().__init__()
        self.text, self.found, self.open = "", [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        assert tag == "mark"
        self.open.append((dict(attributes)["data-label"], len(self.text)))

    def handle_endtag(self, tag):
        label, start = self.open.pop()
        self.found.append((label, self.text[start:], len(self.open)))

    def handle_data(self, data):
        self.text += data


def test_show_marks_nested_mentions_and_leaves_the_text_as_it_is():
    result = bp.extract("Ông Lê Văn An, Chủ tịch UBND xã Bản Phiệt (Bảo Thắng), phát biểu.\nÔng An <b>đến</b> Hà Nội.")
    html = result.show()
    shown = Marks(html[html.index('dir="auto">') + len('dir="auto">') : -len("</div></div>")])
    assert shown.text == result.text()
    assert {("PERSON", "Lê Văn An", 0), ("ORG", "UBND xã Bản Phiệt", 1), ("PLACE", "xã Bản Phiệt", 2)} <= set(
        shown.found
    )
    assert len(shown.found) == len(result.mentions)
    assert 'title="PLACE, found by names.unit (' in html


def test_show_gives_no_markup_of_the_text(result):
    html = result.show("evil")
    assert "<script" not in html and "<b>" not in html
    assert 'data-label="PERSON"' in html


def test_show_displays_in_a_notebook(result, monkeypatch):
    display = pytest.importorskip("IPython.display")
    shown = []
    monkeypatch.setattr("spacy.util.is_in_jupyter", lambda: True)
    monkeypatch.setattr(display, "display", lambda html: shown.append(html.data))
    assert result.show("evil") is None
    assert 'data-label="PERSON"' in shown[0]


def test_show_has_a_legend_of_every_label(result):
    legend = re.search(r'<div class="legend">(.*?)</div>', result.show("seed"))[1]
    counts = result.mentions[result.mentions.doc_id == "seed"].label.value_counts()
    assert {name: n for name, n, _ in Marks(legend).found} == {each.name: str(counts[each.name]) for each in LABELS}


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=12))
def test_any_spans_leave_the_text_whole(text, spans):
    text = text.replace("\r", "")  # which a parser of HTML takes for a line feed
    rows = [Span(a, min(a + size, len(text)), str(number)) for number, (a, size) in enumerate(spans) if a < len(text)]
    html, _ = mark(text, 0, len(text), rows)
    shown = Marks(html)
    assert shown.text == text
    for start, end, label, _ in rows:
        assert "".join(part for own, part, _ in shown.found if own == label) == text[start:end]


@pytest.mark.parametrize(("ground", "ink"), [("#fff", "#000"), ("#111", "#fff"), ("#1e1e1e", "#ccc")])
def test_show_can_be_read_on_the_ground_of_any_notebook(browser, result, ground, ink):
    tab = browser.new_page()
    tab.set_content(f"<body style='background:{ground};color:{ink}'>{result.show('seed')}</body>")
    for node, contrast in tab.locator(".bpextract mark").evaluate_all(CONTRAST):
        assert contrast >= 4.5, node
    tab.close()


def test_summary_escapes_and_counts(result):
    html = result._repr_html_()
    assert "<b>5</b> documents (1 with an error)" in html and "&lt;NA&gt;" not in html
    evil = bp.extract("Ông Lê Văn An <b>ở</b> xã Bản Phiệt.", published="2025-12-01")
    assert "<b>ở" not in evil._repr_html_()

"""What the report shows beside texts and tables: search, pages of who is named, map, timeline, series, CSV."""

import csv
import io
from pathlib import Path

import pandas as pd
import pytest
from in_browser import cells, documents, narrow, open_report, table

import bpextract as bp
from bpextract.linking.linked import Linked, typed
from bpextract.report.ground import ground
from bpextract.report.who import bodies_of_roles, pages

TEXTS = {
    "phiet": (
        "Ông Nguyễn Văn An, Chủ tịch UBND tỉnh Lào Cai, thăm xã Bản Phiệt. "
        "Tỉnh Lào Cai hỗ trợ 5 tỷ đồng cho xã Bản Phiệt.",
        "2025-11-20",
    ),
    "sapa": (
        "Sáng 22/11, Chủ tịch UBND tỉnh Lào Cai Nguyễn Văn An làm việc tại phường Sa Pa. Tỉnh có 120 hộ nghèo.",
        "2025-11-23",
    ),
    "hanoi": (
        "Thành phố Hà Nội có 300 hộ nghèo, bà Trần Thị Bình, Giám đốc Sở Y tế thành phố Hà Nội, cho biết.",
        "2026-01-05",
    ),
    "rain": ("😀 Mưa to,\n gió lớn. =1+1", None),
}


@pytest.fixture(scope="module")
def result():
    rows = pd.DataFrame([(name, *given) for name, given in TEXTS.items()], columns=["id", "text", "published"])
    return bp.extract(rows, text="text", id="id", published="published")


@pytest.fixture(scope="module")
def linked(result):
    """Who is who, as linking would tell it: the two of one name are one person."""
    found = result.people[["doc_id", "person_id", "name"]]
    appearances = found.assign(label="PERSON", id=found.person_id, entity_id=found.name.str[-4:], confidence=0.9)
    entities = pd.DataFrame({"entity_id": [" An", "Bình"], "name": ["Nguyễn Văn An", "Trần Thị Bình"]})
    entities["entity_id"] = ["n An", "Bình"]
    entities = entities.assign(label="PERSON", other_names=["anh An|An", None], n_documents=[2, 1], n_mentions=[2, 1])
    missing = ("gender", "level", "code", "head", "place", "heirs", "first_date", "last_date")
    entities = entities.assign(**dict.fromkeys(missing))
    return Linked({"entities": typed("entities", entities), "appearances": typed("appearances", appearances)})


@pytest.fixture(scope="module")
def written(result, tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "report.html"
    result.to_html(path)
    return path


@pytest.fixture
def opened(browser, written):
    yield from open_report(browser, written)


def search(tab, query):
    tab.click("#tabs button[data-tab=search]")
    tab.fill("#query", query)
    tab.wait_for_selector(f'#results[data-query="{query}"]', state="attached")


def test_search_needs_no_marks_and_leads_to_the_place(opened):
    search(opened, "ban phiet")
    assert opened.inner_text("#found") == "2 places in 1 document"
    assert opened.locator(".result h3").all_inner_texts() == [TEXTS["phiet"][0].split(". ")[0] + "."]
    assert opened.inner_text(".result > small") == "2025-11-20 · 2 places"
    assert opened.locator(".snippet .hit").all_inner_texts() == ["Bản Phiệt", "Bản Phiệt"]
    opened.locator(".snippet").nth(1).click()
    opened.wait_for_selector("#hits:not([hidden])")
    assert opened.inner_text("#hit-count") == "2 of 2: ban phiet"
    assert opened.evaluate("[...CSS.highlights.get('hit')].map(String)") == ["Bản Phiệt", "Bản Phiệt"]
    starts = opened.evaluate("hits.map(h => document.querySelector('#article .section').textContent.indexOf(h))")
    assert starts[0] == TEXTS["phiet"][0].index("Bản Phiệt")
    opened.click("#hit-before")
    opened.wait_for_selector('#hit-count:text-is("1 of 2: ban phiet")')
    opened.click("#hit-back")
    opened.wait_for_selector(".result")
    assert opened.input_value("#query") == "ban phiet"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("lao cai", ["phiet", "sapa"]),
        ("LÀO   CAI", ["phiet", "sapa"]),
        ("lao cai, sang 22", ["sapa"]),  # both sides of a comma
        ("hộ nghèo", ["sapa", "hanoi"]),
        ("ghèo", []),  # from the beginning of a word on
        ("mua to, gio lon", ["rain"]),
        ("to, gió", ["rain"]),
        ("gió lớn. =1", ["rain"]),
        ("khong co", []),
    ],
)
def test_what_search_finds(opened, query, found):
    search(opened, query)
    if not found:
        opened.wait_for_selector('#found:text-is("no text has it")')
    ids = [each.split("/")[1] for each in opened.locator(".result h3 a").evaluate_all("all => all.map(a => a.hash)")]
    assert [list(TEXTS)[int(number)] for number in ids] == found


def test_search_across_lines_and_wide_characters_marks_what_it_found(opened):
    search(opened, "to")
    opened.fill("#query", "gio lon")
    opened.wait_for_selector('#results[data-query="gio lon"] .result')
    opened.click(".snippet")
    opened.wait_for_selector("#hits:not([hidden])")
    assert opened.evaluate("[...CSS.highlights.get('hit')].map(String)") == ["gió lớn"]


def test_search_from_the_keyboard(opened):
    opened.fill("#find", "nguyen van an")
    opened.press("#find", "Enter")
    opened.wait_for_selector('#results[data-query="nguyen van an"] .result >> nth=1')
    assert opened.locator("#names-found a").first.inner_text() == "Nguyễn Văn An"
    opened.focus("#query")
    opened.keyboard.press("ArrowDown")
    opened.keyboard.press("ArrowDown")
    opened.keyboard.press("Enter")
    opened.wait_for_selector("#hits:not([hidden])")
    opened.go_back()
    opened.wait_for_selector(".result")
    assert opened.inner_text("#found") == "2 places in 2 documents"


def test_a_person_has_a_page_for_each_document_unless_linked(opened):
    table(opened, "people")
    opened.click('#grid a.who:text-is("Nguyễn Văn An") >> nth=0')
    opened.wait_for_selector('#who h2:text-is("Nguyễn Văn An")')
    assert opened.inner_text("#who .facts") == "1 document · 1 mention · 2025-11-20"
    sections = opened.locator("#who h3").all_inner_texts()
    assert sections == ["Posts 1", "Documents 1", "The same name in other documents 1"]
    post = opened.inner_text("#who section >> nth=0 >> li")
    assert post.startswith("Chủ tịch · UBND tỉnh Lào Cai · Lào Cai\n2025-11-20")
    opened.click("#who section >> nth=2 >> a.who")
    opened.wait_for_selector('#who .facts:text("2025-11-23")')
    opened.click("#who section >> nth=1 >> a.document")
    opened.wait_for_selector('#article[data-doc="sapa"] mark.found')
    assert opened.inner_text("mark.found") == "Nguyễn Văn An"


def test_linked_people_have_one_page_over_all_documents(browser, result, linked, tmp_path):
    result.to_html(tmp_path / "linked.html", linked)
    for tab in open_report(browser, tmp_path / "linked.html"):
        table(tab, "people")
        tab.click('#grid a.who:text-is("Nguyễn Văn An") >> nth=1')
        tab.wait_for_selector("#who h2")
        assert tab.inner_text("#who .facts") == "2 documents · 2 mentions · 2025-11-20 – 2025-11-23"
        assert tab.inner_text("#who dl").split("\n")[:2] == ["also", "anh An, An"]
        assert tab.locator("#who h3").all_inner_texts() == ["Posts 1", "Documents 2"]
        post = tab.locator("#who section >> nth=0")
        assert post.locator("a.document small").all_inner_texts() == ["2025-11-20", "2025-11-23"]


def test_a_place_of_one_code_has_one_page_with_its_figures(opened):
    documents(opened, "phiet")
    opened.click('#article mark[data-label="PLACE"]:text-is("Tỉnh Lào Cai")')
    opened.click("#tip button:text('page of the place')")
    opened.wait_for_selector("#who h2")
    assert opened.inner_text("#who h2") == "Lào Cai"
    assert opened.inner_text("#who .facts") == "2 documents · 3 mentions · 2025-11-20 – 2025-11-23"
    assert opened.locator("#who h3").all_inner_texts() == ["Posts 1", "Figures 2", "Documents 2"]
    figures = opened.locator("#who section >> nth=1 >> li").all_inner_texts()
    assert [each.split("\n")[0] for each in figures] == [
        "5 tỷ đồng Tỉnh Lào Cai · hỗ trợ",
        "120 hộ nghèo Tỉnh · có · hộ nghèo",
    ]


def test_a_body_has_the_posts_in_it_and_links_lead_on_from_the_text(opened):
    documents(opened, "hanoi")
    opened.click('#article mark[data-label="ROLE"]', position={"x": 5, "y": 5})
    opened.click('#tip dd a.who:text-is("Sở Y tế thành phố Hà Nội")')
    opened.wait_for_selector('#who h2:text-is("Sở Y tế thành phố Hà Nội")')
    assert opened.inner_text("#who section >> nth=0 >> li").startswith("Giám đốc · Trần Thị Bình · Hà Nội\n")
    opened.click("#who section >> nth=0 >> a.who >> nth=0")
    opened.wait_for_selector('#who h2:text-is("Trần Thị Bình")')
    assert opened.get_attribute("#tabs [data-tab=people]", "aria-selected") == "true"
    opened.go_back()
    opened.wait_for_selector('#who h2:text-is("Sở Y tế thành phố Hà Nội")')


def test_a_page_that_is_not_there(opened):
    opened.evaluate("location.hash = '#people/0/p999'")
    opened.wait_for_selector("#who >> text=There is no such page")


def test_pages_follow_what_is_told(result, linked):
    own = pages(result, "people")
    assert own.of_row == [0, 1, 2] and own.name == ["Nguyễn Văn An", "Nguyễn Văn An", "Trần Thị Bình"]
    told = pages(result, "people", linked)
    assert told.of_row == [0, 0, 1] and told.other_names == ["anh An, An", None]
    units = pages(result, "places")
    assert units.name == ["Lào Cai", "Bản Phiệt", "Hà Nội", "Sa Pa"] and units.of_row == [0, 1, 0, 3, 2]


def test_bodies_of_roles_are_those_that_stand_in_them(result):
    ids = result.organizations.set_index(["doc_id", "organization_id"]).name
    found = [ids[doc_id, body] for doc_id, body in zip(result.roles.doc_id, bodies_of_roles(result), strict=True)]
    assert found == result.roles.organization.tolist()


def saved(tab):
    with tab.expect_download() as download:
        tab.click("#save")
    text = Path(download.value.path()).read_bytes().decode()
    assert text.startswith("\ufeff")
    return download.value.suggested_filename, list(csv.DictReader(io.StringIO(text[1:])))


def test_csv_has_what_the_filters_leave_in_its_order(opened):
    table(opened, "figures")
    narrow(opened, "what", "ho ngheo", 2)
    value = '#grid .tabulator-col[tabulator-field="value"]'
    for _ in range(2):
        opened.click(f"{value} .tabulator-col-title")
    opened.wait_for_selector(f'{value}[aria-sort="descending"]')
    name, rows = saved(opened)
    assert name == "figures.csv"
    assert [(row["doc_id"], row["value"], row["value_low"], row["what"]) for row in rows] == [
        ("hanoi", "300", "300", "hộ nghèo"),
        ("sapa", "120", "120", "hộ nghèo"),
    ]


def test_csv_lets_no_cell_be_a_formula_and_quotes(opened):
    text = opened.evaluate(
        """csv(["a", "b"], [{ a: '=1+1', b: 'x,"y"' }, { a: "-2", b: -2 }, { a: null, b: "'=3" }])"""
    )
    assert text == '\ufeffa,b\r\n\'=1+1,"x,""y"""\r\n\'-2,-2\r\n,\'\'=3\r\n'


def test_documents_are_named_by_their_first_sentence_and_date(opened):
    cards = opened.locator("#documents .card b").all_inner_texts()
    first = "Ông Nguyễn Văn An, Chủ tịch UBND tỉnh Lào Cai, thăm xã Bản Phiệt."
    assert cards[0] == first and cards[3].startswith("😀 Mưa to,")
    assert opened.locator("#documents .card small").all_inner_texts()[0].startswith("2025-11-20 · phiet · ")
    table(opened, "places")
    assert cells(opened, "document")[0] == f"2025-11-20 {first}"
    narrow(opened, "document", "hanoi", 1)  # the filter knows the doc_id, too
    assert cells(opened, "name") == ["Hà Nội"]


def test_long_first_sentences_are_cut_between_words(tmp_path, browser):
    bp.extract({"long": "Mưa rất to " * 30 + "."}).to_html(tmp_path / "r.html")
    for tab in open_report(browser, tmp_path / "r.html"):
        assert tab.inner_text("#documents .card b") == ("Mưa rất to " * 30)[:98].strip() + " …"


def test_places_stand_on_the_map_where_they_are(opened, result):
    opened.click("#tabs button[data-tab=map]")
    opened.wait_for_selector("#map-drawing circle")
    circles = "#map-drawing circle"
    drawn = opened.locator(circles).evaluate_all("all => all.map(c => [c.dataset.name, Number(c.dataset.n)])")
    assert drawn == [["Lào Cai", 3], ["Bản Phiệt", 2], ["Hà Nội", 2], ["Sa Pa", 1]]
    at = {
        name: (x, y, r)
        for name, x, y, r in opened.locator(circles).evaluate_all(
            "all => all.map(c => [c.dataset.name, ...['cx', 'cy', 'r'].map(a => Number(c.getAttribute(a)))])"
        )
    }
    where = result.places.drop_duplicates("name").set_index("name")
    west_to_east = sorted(at, key=lambda name: at[name][0])
    north_to_south = sorted(at, key=lambda name: at[name][1])
    assert west_to_east == where.lon.sort_values().index.tolist()
    assert north_to_south == where.lat.sort_values(ascending=False).index.tolist()
    assert at["Lào Cai"][2] > at["Hà Nội"][2] > at["Sa Pa"][2]
    assert opened.locator("#map-drawing .ground-name").all_text_contents() == ["Hoàng Sa", "Trường Sa"]


def test_the_map_from_the_keyboard(opened):
    opened.click("#tabs button[data-tab=map]")
    opened.focus("#map-drawing circle >> nth=0")
    assert opened.inner_text("#map-note") == "Lào Cai: 3 mentions in 2 documents"
    assert opened.locator("#map-drawing .name-here").text_content() == "Lào Cai"
    before = opened.get_attribute("#map-drawing svg", "viewBox")
    opened.click("#map-closer")
    assert opened.get_attribute("#map-drawing svg", "viewBox") != before
    opened.click("#map-whole")
    assert opened.get_attribute("#map-drawing svg", "viewBox") == before
    opened.focus("#map-drawing circle >> nth=0")
    opened.keyboard.press("ArrowRight")
    assert opened.inner_text("#map-note") == "Bản Phiệt, Lào Cai (before 7/2025): 2 mentions in 1 document"
    opened.keyboard.press("Enter")
    opened.wait_for_selector('#who h2:text-is("Bản Phiệt")')


def test_the_map_of_one_level_and_of_one_document(opened):
    opened.click("#tabs button[data-tab=map]")
    opened.select_option("#map-level", "province")
    opened.wait_for_selector('#map-note:text-is("2 places with coordinates")')
    assert opened.locator("#map-list a").all_inner_texts() == ["Lào Cai", "Hà Nội"]
    opened.locator("#documents .tabulator-row", has_text="phiet").click()
    opened.click("#tabs button[data-tab=map]")
    opened.select_option("#map-level", "")
    opened.check("#only-map")
    opened.wait_for_selector('#map-note:text-is("2 places with coordinates")')
    assert opened.locator("#map-list a").all_inner_texts() == ["Lào Cai", "Bản Phiệt"]


def test_the_ground_of_the_map_is_all_communes_of_today():
    made = ground()
    assert len(made["lat"]) == len(made["lon"]) == len(bp.places.units("new", "commune"))
    assert made["name"] == ["Hoàng Sa", "Trường Sa"]


def test_timeline_of_documents_and_dates(opened):
    opened.click("#tabs button[data-tab=timeline]")
    opened.select_option("#period", "month")
    bars = "#lanes svg >> nth={} >> rect"
    opened.wait_for_selector(bars.format(0))
    told = opened.locator(bars.format(0)).evaluate_all("all => all.map(r => r.getAttribute('aria-label'))")
    assert told == ["Documents published, 2025-11: 2", "Documents published, 2026-01: 1"]
    told = opened.locator(bars.format(1)).evaluate_all("all => all.map(r => r.getAttribute('aria-label'))")
    assert told == ["Dates named in the texts, 2025-11: 1"]
    opened.focus(bars.format(0) + " >> nth=0")
    opened.keyboard.press("ArrowRight")
    assert opened.inner_text("#timeline-note") == "Documents published, 2026-01: 1"
    opened.keyboard.press("Enter")
    assert opened.locator("#behind a small").all_inner_texts() == ["2026-01-05"]
    opened.click(bars.format(1))
    opened.click("#behind a")
    opened.wait_for_selector('mark.found[data-label="DATE"]')
    assert opened.inner_text("mark.found") == "22/11"


def test_timeline_without_dates_says_so(tmp_path, browser):
    bp.extract(["Mưa."]).to_html(tmp_path / "r.html")
    for tab in open_report(browser, tmp_path / "r.html"):
        tab.click("#tabs button[data-tab=timeline]")
        tab.wait_for_selector("text=no document and no date tells when")


def test_figures_over_time_by_what_and_unit(opened):
    opened.click("#tabs button[data-tab=chart]")
    opened.wait_for_selector(".series figure")
    assert opened.locator(".choice button").all_inner_texts() == ["hộ nghèo 2"]
    points = opened.locator(".series circle")
    assert points.evaluate_all("all => all.map(c => c.dataset.when)") == ["2025-11-22", "2026-01-05"]
    heights = points.evaluate_all("all => all.map(c => Number(c.getAttribute('cy')))")
    assert heights[0] > heights[1]  # 120, then 300
    points.first.focus()
    opened.keyboard.press("ArrowRight")
    assert opened.inner_text("#chart-note").startswith("2026-01-05: 300 hộ nghèo — 2026-01-05 · Thành phố Hà Nội")
    opened.keyboard.press("Enter")
    opened.wait_for_selector('#article[data-doc="hanoi"] mark.found')
    opened.go_back()
    opened.fill(".find-series", "xe may")
    opened.wait_for_selector("text=no series matches")


def test_long_lists_show_more_when_asked(browser, tmp_path):
    texts = {f"d{n:02}": f"Ông Lê Văn Tám đến xã Bản Phiệt lần {n}." for n in range(25)}
    bp.extract(texts).to_html(tmp_path / "r.html")
    for tab in open_report(browser, tmp_path / "r.html"):
        table(tab, "places")
        tab.click("#grid a.who >> nth=0")
        tab.wait_for_selector("#who h2")
        items = tab.locator("#who section", has_text="Documents").locator("li")
        assert items.count() == 20
        tab.click("#who section:has-text('Documents') .more")
        assert items.count() == 25
        search(tab, "le van tam")
        tab.wait_for_selector(".result >> nth=19")
        assert tab.inner_text("#results .more") == "show 5 more of 5 documents"
        tab.click("#results .more")
        tab.wait_for_selector(".result >> nth=24")


@pytest.mark.parametrize("width", [1400, 400])
@pytest.mark.parametrize("view", ["search", "map", "timeline", "chart", "who"])
def test_no_view_is_wider_than_the_window(opened, width, view):
    opened.set_viewport_size({"width": width, "height": 800})
    address = {"who": "#places/0/p0", "search": "#search/0?lao"}.get(view, f"#{view}/0")
    opened.evaluate(f"location.hash = '{address}'")
    opened.wait_for_selector(f"#{view}:not([hidden])")
    opened.wait_for_selector({"who": "#who h2", "search": ".result"}.get(view, f"#{view} svg"))
    assert opened.evaluate("document.documentElement.scrollWidth") == width

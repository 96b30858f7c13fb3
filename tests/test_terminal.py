"""What `bpextract show` prints: colours where there are any, brackets elsewhere, tables as wide as the terminal."""

import io
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

import bpextract as bp
from bpextract.report.terminal import bracketed, coloured, has_colours, legend, marked, print_tables, rich_table
from bpextract.report.views import numbers

TEXT = "Bà Đỗ Thị Loan, Trưởng Ban Công tác mặt trận thôn Bản Quẩn, xã Bản Phiệt (Bảo Thắng)\n\nCó 5 [hộ] bị ngập."


@pytest.fixture(scope="module")
def result():
    return bp.extract(TEXT)


def console(**settings):
    return Console(file=io.StringIO(), width=settings.pop("width", 80), **settings)


def printed(printer, **settings):
    to = console(**settings)
    printer(to)
    return to.file.getvalue()


def test_brackets_nest_and_close_the_inner_first(result):
    text = bracketed(result.text(), result.mentions).plain
    assert "Bà [Đỗ Thị Loan PERSON]" in text
    assert (
        "[Trưởng [Ban Công tác mặt trận [thôn Bản Quẩn PLACE] ORG], [xã Bản Phiệt PLACE] ([Bảo Thắng PLACE]) ROLE]"
        in text
    )
    assert "[hộ]" in text  # the text's own brackets stay


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=8))
def test_brackets_leave_the_text_whole(text, spans):
    text = re.sub(r"[^\w \n]", "-", text)
    rows = [(a, min(a + n, len(text)), "X") for a, n in spans if a < len(text)]
    shown = bracketed(text, pd.DataFrame(rows, columns=["start", "end", "label"])).plain
    assert shown.count("[") == shown.count(" X]") == len(rows)
    assert shown.replace(" X]", "").replace("[", "") == text.replace(" X]", "")


def test_marks_are_colours_only_where_these_show(result):
    in_colour = console(force_terminal=True, color_system="truecolor", no_color=False)
    piped = console()
    refused = console(force_terminal=True, color_system="truecolor", no_color=True)
    assert [has_colours(each) for each in (in_colour, piped, refused)] == [True, False, False]
    assert marked(in_colour, TEXT, result.mentions) == coloured(TEXT, result.mentions)
    for each in (piped, refused):
        assert "PERSON]" in marked(each, TEXT, result.mentions).plain


def test_coloured_text_is_the_text(result):
    assert coloured(TEXT, result.mentions).plain == TEXT


def test_line_ends_of_windows_do_not_shift_colours_and_nothing_steers_the_terminal():
    text = "Mưa.\r\n\r\nMưa \x1b[2Jlớn.\r\nÔng Lê Văn An nói."
    result = bp.extract(text)
    shown = coloured(text, result.mentions)
    spans = {shown.plain[span.start : span.end] for span in shown.spans}
    assert spans == set(result.mentions.text) == {"Lê Văn An"}
    assert not set("\r\x1b") & set(shown.plain + bracketed(text, result.mentions).plain)


def test_the_legend_names_every_label():
    assert legend().plain.split() == ["PERSON", "ROLE", "PLACE", "ORG", "FIGURE", "DATE"]


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_tables_fit_the_terminal_and_break_no_word(result, width):
    output = printed(lambda to: print_tables(to, result), width=width)
    assert max(map(len, output.splitlines())) <= width
    words = set(output.split())
    for name in ("people", "roles", "places", "organizations"):
        for word in " ".join(result.view(name)["name" if name != "roles" else "person"]).split():
            assert word in words


def test_columns_without_room_are_named(result):
    narrow = printed(lambda to: print_tables(to, result), width=60)
    assert "a wider terminal shows" in narrow and "current_province" in narrow
    assert "a wider terminal" not in printed(lambda to: print_tables(to, result), width=160)


def test_yes_and_no_are_no_numbers():
    assert numbers(pd.DataFrame({"n": [1], "byline": [True], "name": ["a"]})) == {"n"}


def test_rows_beyond_the_limit_are_counted():
    frame = pd.DataFrame({"name": list("abc")})
    output = printed(lambda to: to.print(rich_table(frame, "people", limit=2)))
    assert "people (3)" in output and "first 2 of 3 rows" in output and "c" not in output.split()

"""Annotated articles, stored as offsets and written back with their tags."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpextract.corpora.annotated import parse_article, read_articles

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "scripts"))
from annotations import written  # noqa: E402

TAGS = {"PERSON": "PER", "PLACE": "LOC", "FIGURE": "FIG"}


def tags_of(article):
    return [(m.start, m.end, TAGS.get(m.label, m.label), m.attributes) for m in article.mentions]


@pytest.mark.parametrize("article", read_articles(ROOT / "corpora" / "articles"), ids=lambda article: article.name)
def test_tags_are_written_as_they_were_read(article):
    again = parse_article(written(article.text, tags_of(article)))
    assert again.text == article.text
    assert sorted(map(repr, again.mentions)) == sorted(map(repr, article.mentions))


def test_tags_of_one_span_nest():
    text = written("CLB Hà Nội", [(4, 10, "LOC", {"opt": "1"}), (4, 10, "ORG", {})])
    assert {(m.label, m.text) for m in parse_article(text).mentions} == {("PLACE", "Hà Nội"), ("ORG", "Hà Nội")}


@given(st.lists(st.integers(0, 12), min_size=4, max_size=4, unique=True).map(sorted))
def test_nested_and_neighbouring_tags_keep_the_text(edges):
    text = "một hai ba bốn"
    first, second, third, fourth = edges
    text_with_tags = written(text, [(first, fourth, "ORG", {}), (second, third, "LOC", {})])
    assert text_with_tags.replace("<ORG>", "").replace("</ORG>", "").replace("<LOC>", "").replace("</LOC>", "") == text

import pickle
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpextract.errors import LexiconError
from bpextract.lexicons.lexicon import Field, LexiconSchema, packaged, parse_lexicon, read_user_lexicon
from bpextract.lexicons.matching import PhraseTrie
from bpextract.lexicons.schemas import ACTIONS, PEOPLE, SCHEMAS
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.text.tokenizer import tokenize

SCHEMA = LexiconSchema(
    "test", "For tests.", (Field("kind", allowed=frozenset({"a", "b"}), required=True), Field("count", number=True))
)
PACKAGED = list(SCHEMAS.values())


def test_entries_by_column():
    text = "# nguồn\nform\tkind\tcount\nBí thư\ta\t5\n\nThôn\tb\n"
    assert parse_lexicon(text, SCHEMA, "t.tsv") == [
        {"form": "Bí thư", "kind": "a", "count": "5"},
        {"form": "Thôn", "kind": "b", "count": ""},
    ]


def test_all_faults_at_once_with_their_lines():
    text = "form\tkind\tcount\nA\tx\t5\nB\t\t1\nC\ta\tnhiều\n\ta\nD\ta\t1\t2\nE\ta\t1\nE\ta\t1\n"
    with pytest.raises(LexiconError) as error:
        parse_lexicon(text, SCHEMA, "t.tsv")
    assert str(error.value).splitlines() == [
        "t.tsv:2: kind is 'x'; allowed: a, b",
        "t.tsv:3: kind is empty",
        "t.tsv:4: count is 'nhiều', not a number",
        "t.tsv:5: the form is empty",
        "t.tsv:6: 4 cells, the header has 3",
        "t.tsv:8: 'E' stands already in line 7",
    ]


def test_a_decomposed_line_is_a_fault():
    with pytest.raises(LexiconError, match=r"t.tsv:2: .* is not NFC"):
        parse_lexicon("form\tkind\nHo\u0300a\ta\n", SCHEMA, "t.tsv")


@pytest.mark.parametrize("header", ["form", "kind\tcount", "form\tkind\tcolour"])
def test_a_wrong_header_names_the_columns(header):
    with pytest.raises(LexiconError, match=r"t.tsv:1: the header names columns of form, kind, count, with tabs"):
        parse_lexicon(header + "\nA\ta\n", SCHEMA, "t.tsv")


@pytest.mark.parametrize("schema", PACKAGED, ids=[schema.name for schema in PACKAGED])
def test_every_packaged_lexicon_keeps_its_schema(schema):
    assert packaged(schema) or schema in (PEOPLE, ACTIONS)  # whose entries are the user's alone
    text = files("bpextract.lexicons").joinpath(f"{schema.name}.tsv").read_text(encoding="utf-8")
    assert text.startswith("#") or text.startswith("form"), "say in a comment what the list is and where it is from"
    assert parse_lexicon(text, schema, schema.name) == list(packaged(schema)), "it is read as one of the user's is"


def test_no_lexicon_lacks_a_schema():
    names = {entry.name for entry in files("bpextract.lexicons").iterdir() if entry.name.endswith(".tsv")}
    assert names == {f"{schema.name}.tsv" for schema in PACKAGED}


@pytest.mark.parametrize("schema", PACKAGED, ids=[schema.name for schema in PACKAGED])
def test_own_entries_win(schema):
    entry = next(iter(packaged(schema)), {"form": "Đám Mây"})
    allowed = {field.name: next(iter(sorted(field.allowed)), "1") for field in schema.fields}
    mine = entry | allowed
    text = "\n".join("\t".join(line) for line in (mine.keys(), mine.values()))
    vocabulary = Vocabulary({schema.name: text})
    for merged in (vocabulary, pickle.loads(pickle.dumps(vocabulary))):
        assert [each for each in merged.entries(schema) if each["form"] == entry["form"]] == [mine]
    rest = [each for each in packaged(schema) if each["form"] != entry["form"]]
    assert vocabulary.entries(schema) == [*rest, mine]
    assert Vocabulary().entries(schema) == list(packaged(schema))


def test_an_unknown_lexicon_names_all_of_them(tmp_path):
    with pytest.raises(LexiconError, match=r"no lexicon titels; the lexicons are abbreviations, .*, verbs.*titles"):
        Vocabulary({"titels": "form\n"})
    with pytest.raises(LexiconError, match="no lexicon titels"):
        Vocabulary.read({"titels": tmp_path / "none.tsv"})


def test_a_fault_names_the_file_where_there_is_one(tmp_path):
    (tmp_path / "mine.tsv").write_text("form\tkind\nA\tb\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"mine.tsv:2: kind is 'b'"):
        Vocabulary.read({"titles": tmp_path / "mine.tsv"})
    with pytest.raises(LexiconError, match=r"^titles:2: kind is 'b'"):
        Vocabulary({"titles": "form\tkind\nA\tb\n"})


def test_a_user_file_that_cannot_be_read(tmp_path):
    with pytest.raises(LexiconError, match="No such file"):
        read_user_lexicon(tmp_path / "none.tsv")
    (tmp_path / "latin.tsv").write_bytes("Hòa".encode("cp1258", "replace") + b"\xe9")
    with pytest.raises(LexiconError, match="not UTF-8"):
        read_user_lexicon(tmp_path / "latin.tsv")


def test_longest_phrase_wins_whatever_its_case_and_tone_placement():
    trie = PhraseTrie([("ủy ban", 1), ("Ủy ban nhân dân", 2), ("nhân", 3)])
    tokens = tokenize("Uỷ ban nhân dân ủy ban nhân")
    norms = tokens.norms
    assert list(trie.scan(norms)) == list(trie.scan_text(tokens)) == [(0, 4, 2), (4, 6, 1), (6, 7, 3)]
    assert trie.longest(norms, 1) is None
    assert trie.every(norms, 0) == [(2, 1), (4, 2)]


SYLLABLES = st.lists(st.sampled_from("abcd"), min_size=1, max_size=4)


@given(st.lists(SYLLABLES, max_size=8), st.lists(st.sampled_from("abcd"), max_size=20))
def test_scan_finds_what_a_plain_search_finds(phrases, norms):
    trie = PhraseTrie((" ".join(phrase), " ".join(phrase)) for phrase in phrases)
    at, expected = 0, []
    while at < len(norms):
        fits = [phrase for phrase in phrases if norms[at : at + len(phrase)] == phrase]
        if fits:
            best = max(fits, key=len)
            expected.append((at, at + len(best), " ".join(best)))
            at += len(best)
        else:
            at += 1
    assert list(trie.scan(norms)) == list(trie.scan_text(tokenize(" ".join(norms)))) == expected


def test_tries_pickle():
    trie = pickle.loads(pickle.dumps(PhraseTrie([("a b", 1)])))
    assert trie.longest(["a", "b"], 0) == (2, 1)

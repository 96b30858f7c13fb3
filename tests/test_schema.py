import pytest

from bpextract import schema
from bpextract.errors import InputError
from bpextract.linking.records import Appearance, Entity, Post

# The contract: names that may not change.
CONTRACT = {
    "documents": "doc_id title author published n_chars n_sentences n_mentions error",
    "sentences": "doc_id sentence_id start end section text",
    "mentions": "doc_id mention_id label start end text sentence_id section source confidence",
    "people": "doc_id person_id name honorific gender byline n_mentions mention_id",
    "roles": "doc_id role_id mention_id person_id title organization place_id status kind",
    "places": "doc_id place_id name level level_group code province parent_place_id current_code current_name "
    "current_province lat lon n_mentions mention_id n_candidates",
    "organizations": "doc_id organization_id name kind parent place_id n_mentions mention_id",
    "figures": "doc_id figure_id mention_id value value_low value_high modifier unit unit_norm value_norm kind counted "
    "what action state direction baseline subject subject_person_id subject_organization_id place_id date_id "
    "place_from date_from sentence_id",
    "dates": "doc_id date_id mention_id start_date end_date precision resolved_from",
    "tokens": "doc_id sentence_id token_id start end word",
}


@pytest.mark.parametrize("table", CONTRACT)
def test_tables_have_the_columns_of_the_contract(table):
    names = [column.name for column in schema.columns(table)]
    assert names[0] == "doc_id"
    assert set(CONTRACT[table].split()) <= set(names)


def test_every_column_says_what_it_holds():
    assert all(column.about for table in schema.TABLES for column in schema.columns(table))


def test_unknown_table():
    with pytest.raises(InputError, match="no table 'persons'; the tables are documents"):
        schema.columns("persons")


@pytest.mark.parametrize(
    ("table", "n", "said"),
    [
        ("documents", 1, "1 document"),
        ("documents", 1200, "1,200 documents"),
        ("people", 1, "1 person"),
        ("people", 0, "0 people"),
        ("organizations", 1, "1 organization"),
        ("dates", 2, "2 dates"),
    ],
)
def test_rows_are_counted_as_english_does(table, n, said):
    assert schema.counted_rows(schema.TABLES[table], n) == said


def test_rows_of_linking_and_of_your_own_are_counted_by_their_key_or_the_name_of_the_record():
    assert schema.counted_rows(Entity, 1) == "1 entity"
    assert schema.counted_rows(Appearance, 1) == "1 appearance"
    assert schema.counted_rows(Post, 3) == "3 posts"

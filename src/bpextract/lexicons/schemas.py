"""The schema of every packaged lexicon. A lexicon NAME stands in NAME.tsv beside this file."""

from bpextract.lexicons.lexicon import Field, LexiconSchema

SURNAMES = LexiconSchema("surnames", "Family names, by the people that bear them.", (Field("group"),))
HONORIFICS = LexiconSchema(
    "honorifics",
    "Words of address and kinship before a name, and the gender they tell; `kin` tell whose kin is meant, not who.",
    (Field("gender", frozenset({"male", "female"})), Field("use", frozenset({"kin"}))),
)
PERSON_CUES = LexiconSchema(
    "person_cues",
    "Words before a capitalized run that tell what it names.",
    (Field("kind", frozenset({"title", "place", "area", "organization", "work"}), required=True),),
)
PEOPLE = LexiconSchema("people", "People whom you want found wherever they are named; the package names none.")
TITLES = LexiconSchema(
    "titles",
    "Offices, ranks, degrees, honours and occupations that stand beside a name.",
    (
        Field("kind", frozenset({"position", "rank", "degree", "honour", "occupation"}), required=True),
        Field("unit", frozenset({"needs", "holds"})),
        Field("use", frozenset({"weak"})),
    ),
)
ACRONYMS = LexiconSchema(
    "acronyms",
    "Acronyms without their marks, and the words they stand for; in how many articles they are explained so.",
    (Field("expansion", required=True), Field("count", number=True)),
)
ORGANIZATION_HEADS = LexiconSchema(
    "organization_heads",
    "Words that begin the name of an organization.",
    (Field("kind", required=True), Field("bare", frozenset({"name", "class"}))),
)
ORGANIZATION_WORDS = LexiconSchema(
    "organization_words",
    "Words that follow the head of an organization's name, and how often they were seen.",
    (Field("count", number=True),),
)
ORGANIZATION_PHRASES = LexiconSchema(
    "organization_phrases",
    "Fields and services that an organization is named after, where mining could not see them, and how often seen.",
    (Field("count", number=True),),
)
ORGANIZATIONS = LexiconSchema(
    "organizations",
    "Organizations known by a name without a head word.",
    (Field("kind", required=True), Field("use", frozenset({"weak", "city"})), Field("count", number=True)),
)
ORGANIZATION_TAILS = LexiconSchema(
    "organization_tails",
    "English words that show a foreign name to be an organization's.",
    (Field("kind", required=True),),
)

SECTION_CUES = LexiconSchema(
    "section_cues",
    "Lines that tell the section of a newspaper page.",
    (
        Field(
            "kind", allowed=frozenset({"teasers", "teaser", "boilerplate", "box", "caption", "source"}), required=True
        ),
    ),
)
SECTION_OPENERS = LexiconSchema(
    "section_openers",
    "Words with which sentences begin, after a credit and of the text.",
    (Field("kind", allowed=frozenset({"sentence", "text"}), required=True),),
)
PLACE_UNITS = LexiconSchema(
    "place_units",
    "Unit words before a place's name (generic terms), and how far they can be trusted.",
    (
        Field("group", required=True),
        Field("inside", frozenset({"yes", "first", "no"}), required=True),
        Field("number", frozenset({"yes"})),
        Field("not_after"),
        Field("not_before"),
    ),
)
PLACES = LexiconSchema(
    "places",
    "Places that news names without a unit word: countries as papers write them, cities, regions, seas.",
    (Field("group", required=True), Field("cue", frozenset({"yes"})), Field("count", number=True)),
)
COUNTRIES = LexiconSchema("countries", "Countries and territories by their Vietnamese names in Unicode CLDR.")
PLACE_ALIASES = LexiconSchema(
    "place_aliases",
    "Other names and older spellings of units, and the name each goes by in the gazetteer.",
    (Field("level", frozenset({"province", "district", "commune"}), required=True), Field("name", required=True)),
)

_MEASURES = "length area volume mass duration age percent speed temperature energy power data money other"
UNITS = LexiconSchema(
    "units",
    "Units of measure and money, with their SI unit or ISO 4217 currency.",
    (
        Field("kind", frozenset(_MEASURES.split(" ")), required=True),
        Field("norm", required=True),
        Field("factor", required=True, number=True),
        Field("case", frozenset({"exact"})),
        Field("then"),
        Field("not_before"),
    ),
)  # fmt: skip
NUMBER_CONTEXTS = LexiconSchema(
    "number_contexts",
    "Words right before a number, and what they say of it.",
    (Field("kind", frozenset({"identifier", "often", "duration", "year", "figure"}), required=True),),
)
DATE_CONTEXTS = LexiconSchema(
    "date_contexts",
    "Words right before a number that tell whether it is a date.",
    (Field("kind", frozenset({"day", "year", "period", "number"}), required=True),),
)
MODIFIERS = LexiconSchema(
    "modifiers",
    "Words of approximation before a number.",
    (Field("sign", frozenset({"<", "<=", ">", ">=", "~"}), required=True), Field("preposition", frozenset({"yes"}))),
)
GRAMMAR_WORDS = LexiconSchema("grammar_words", "Words of grammar that are never counted.")
CLASSIFIERS = LexiconSchema("classifiers", "Words that a counted noun follows.")
COUNTED_COMPOUNDS = LexiconSchema("counted_compounds", "Counted nouns that no dictionary has as one word.")
NOUNS = LexiconSchema("nouns", "Nouns of news, with their count.", (Field("count", number=True),))
VERBS = LexiconSchema("verbs", "Verbs of news, with their count.", (Field("count", number=True),))
ACTIONS = LexiconSchema(
    "actions",
    "Words that may be the verb of a figure, that only look like it, or that report.",
    (Field("use", frozenset({"action", "part", "report"}), required=True),),
)
PREPOSITIONS = LexiconSchema("prepositions", "Words after which a name does nothing itself.")

SCHEMAS = {schema.name: schema for schema in list(globals().values()) if isinstance(schema, LexiconSchema)}
"""Every schema of this module, by the name of its lexicon: all of them take entries of the user's."""

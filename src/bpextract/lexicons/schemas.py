"""The schema of every packaged lexicon. A lexicon NAME stands in NAME.tsv beside this file."""

from bpextract.lexicons.lexicon import Field, LexiconSchema

SURNAMES = LexiconSchema("surnames", "Family names, by the people that bear them.", (Field("group"),))
HONORIFICS = LexiconSchema(
    "honorifics",
    "Words of address and kinship before a name, and the gender they tell.",
    (Field("gender", frozenset({"male", "female"})),),
)
PERSON_CUES = LexiconSchema(
    "person_cues",
    "Words before a capitalized run that tell what it names.",
    (Field("kind", frozenset({"title", "place", "organization", "work"}), required=True),),
)
NAME_WORDS = LexiconSchema(
    "name_words",
    "How like a person's name a capitalized word is, by its place in the run (log odds), and how common in lower case.",
    tuple(Field(name, number=True) for name in ("first", "middle", "last", "alone", "common")),
)
NAME_CONTEXTS = LexiconSchema(
    "name_contexts",
    "How like a person's the words before (<) and after (>) a capitalized run are (log odds).",
    (Field("weight", required=True, number=True),),
)
NAME_COMPOUNDS = LexiconSchema(
    "name_compounds",
    "A capitalized word and the lower-case word after it that make one word, so that no name ends between them.",
    (Field("weight", required=True, number=True),),
)
TITLES = LexiconSchema(
    "titles",
    "Offices, ranks, degrees, honours and occupations that stand beside a name.",
    (
        Field("kind", frozenset({"position", "rank", "degree", "honour", "occupation"}), required=True),
        Field("unit", frozenset({"needs", "holds"})),
        Field("use", frozenset({"weak"})),
    ),
)

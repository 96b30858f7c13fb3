"""The schema of every packaged lexicon. A lexicon NAME stands in NAME.tsv beside this file."""

from bpextract.lexicons.lexicon import Field, LexiconSchema


def _flag(name: str) -> Field:
    return Field(name, frozenset({"yes"}))


def _kind(values: str) -> Field:
    """Return the field `kind`, which must have one of the values, set apart by blanks."""
    return Field("kind", frozenset(values.split(" ")), required=True)


SURNAMES = LexiconSchema("surnames", "Family names, by the people that bear them.", (Field("group"),))
HONORIFICS = LexiconSchema(
    "honorifics",
    "Words of address and kinship before a name, and the gender they show; `kin` marks those that say whose kin it is.",
    (Field("gender", frozenset({"male", "female"})), Field("use", frozenset({"kin", "plural"}))),
)
PEOPLE = LexiconSchema("people", "People whom you want found wherever they are named; the package names one.")
ALIAS_CUES = LexiconSchema("alias_cues", "Words between two names of one person.", (_flag("bare"),))
_GENDER_WORDS = "title person noun kin younger called name pronoun not_pronoun said joint several"
GENDER_WORDS = LexiconSchema(
    "gender_words",
    "Words beside honorifics, titles and names that show the gender of a person.",
    (
        Field("gender", frozenset({"male", "female"})),
        Field("where", frozenset(_GENDER_WORDS.split(" ")), required=True),
    ),
)
CREDIT_WORDS = LexiconSchema("credit_words", "Words beside the names of those who sign.", (_kind("credit signature"),))
TITLES = LexiconSchema(
    "titles",
    "Offices, ranks, degrees, honours and occupations that stand beside a name.",
    (
        _kind("position rank degree honour occupation"),
        Field("unit", frozenset({"needs", "holds"})),
        Field("use", frozenset({"weak", "behind", "agent", "house", "verb"})),
        Field("gender", frozenset({"male", "female"})),
    ),
)
_ROLE_WORDS = (
    "since former acting acting_after power sex plural suffix opener field not_field work body common_body area "
    "subunit minister official captain address kin kin_more capacity home now held post take choose leave order "
    "ceremony retired of not_area other_country central before_title term born somebody set_off whence aside not_aside "
    "hold also already before_home before_capacity time towards received into date dismiss undone about expert quality "
    "ranked ranked_in give_up article venture joint being another at_present confirm party hand_over not_work called "
    "relative going together of_others level enter goes_on harm not_being fronted act office council seated late fresh "
    "side not_retired closes grade branch charge works_for region grade_name envoy emissary subject subject_class "
    "predicate chief aide spoken_to size street deal descent past succeeds exchange code compound seat once in_office "
    "he she through lead went earlier present group wish classifier"
)
ROLE_WORDS = LexiconSchema(
    "role_words", "Words that belong to a role, or link it with its body and its holder.", (_kind(_ROLE_WORDS),)
)
ACRONYMS = LexiconSchema(
    "acronyms",
    "Acronyms without their marks, and the words they stand for; in how many articles they are explained so.",
    (Field("expansion", required=True), Field("count", number=True)),
)
ORGANIZATION_HEADS = LexiconSchema(
    "organization_heads",
    "Words that begin the name of an organization.",
    (
        Field("kind", required=True),
        Field("bare", frozenset({"name", "class"})),
        Field("level", frozenset({"tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường"})),
    ),
)
ORGANIZATION_WORDS = LexiconSchema(
    "organization_words", "Words after the head of a body's name, and how often seen.", (Field("count", number=True),)
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
ORGANIZATION_KINDS = LexiconSchema("organization_kinds", "Kinds of named bodies.", (Field("kind", required=True),))
_BESIDE = "before field not of match after first last within club paper several row"
ORGANIZATION_CUES = LexiconSchema(
    "organization_cues",
    "Words beside the name of a body, or in it, that tell its kind where its head does not.",
    (
        Field("kind"),
        Field("where", frozenset(_BESIDE.split(" ")), required=True),
    ),
)
_PARTS = (
    "part section whole after not_whole school club authority form trade called provincial ministry central closing"
    " general university inner within member agency force department institute mission"
)
ORGANIZATION_PARTS = LexiconSchema(
    "organization_parts",
    "Words by which the name of a body shows that it is part of another, or the same as another.",
    (_kind(_PARTS),),
)

SECTION_CUES = LexiconSchema(
    "section_cues",
    "Lines of a newspaper page that show which section they, or the lines after them, belong to.",
    (
        Field(
            "kind",
            frozenset(["teasers", "teaser", "boilerplate", "box", "player", "player_end", "caption", "source"]),
            required=True,
        ),
    ),
)
SECTION_OPENERS = LexiconSchema(
    "section_openers",
    "Words with which sentences begin, after a credit and of the text.",
    (Field("kind", allowed=frozenset({"sentence", "text"}), required=True),),
)
_PAGE_WORDS = (
    "picture illustration archive taken picture_source agency video graphic said more here links page_link byline "
    "author weekday date_line date_word button"
)
PAGE_WORDS = LexiconSchema(
    "page_words", "Words beside an article, or glued into it: credits, links, buttons.", (_kind(_PAGE_WORDS),)
)
ABBREVIATIONS = LexiconSchema("abbreviations", "Abbreviations whose full stop ends no sentence, written without it.")
PLACE_UNITS = LexiconSchema(
    "place_units",
    "Unit words before a place's name (generic terms), and how far they can be trusted.",
    (
        Field("group", required=True),
        Field("inside", frozenset({"yes", "first", "no"}), required=True),
        Field("number", frozenset({"yes", "alone"})),
        Field("not_after"),
        Field("not_before"),
        Field("official"),
        _flag("short"),
    ),
)
_PLACE_WORDS = (
    "plural list within era house after_cue level direction side part towards way side_of line row language wide"
    " home realm middle"
)
PLACE_WORDS = LexiconSchema("place_words", "Words before and between the names of places.", (_kind(_PLACE_WORDS),))
PLACES = LexiconSchema(
    "places",
    "Places that news names without a unit word: countries as papers write them, cities, regions, seas.",
    (Field("group", required=True), _flag("cue"), Field("count", number=True), Field("country")),
)
PLACE_KINDS = LexiconSchema(
    "place_kinds",
    "Words that begin or end the name of a place without a unit word, and the group that they stand for.",
    (Field("group", required=True), Field("where", frozenset({"first", "last"}), required=True), _flag("unit")),
)
_GROUPS = "country region province city village site street road feature"
PLACE_NAMES = LexiconSchema(
    "place_names",
    "What known names without a unit word are: stadiums, streets, bynames.",
    (Field("group", frozenset(_GROUPS.split(" ")), required=True), Field("country"), Field("province")),
)
COUNTRIES = LexiconSchema("countries", "Countries by their Vietnamese names in Unicode CLDR.", (Field("country"),))
PLACE_ALIASES = LexiconSchema(
    "place_aliases",
    "Other names of units, and the name each goes by in the gazetteer.",
    (
        Field("level", frozenset({"province", "district", "commune"}), required=True),
        Field("name", required=True),
        Field("use", frozenset({"short"})),
    ),
)
ERA_CUES = LexiconSchema(
    "era_cues",
    "Words in a text, or beside a place, that show whether units of before 1 July 2025 or those since are meant.",
    (
        Field("edition", frozenset({"old", "new"}), required=True),
        Field("where", frozenset({"text", "before", "after"}), required=True),
    ),
)

_MEASURES = "length area volume mass duration age percent speed temperature energy power data money other"
UNITS = LexiconSchema(
    "units",
    "Units of measure and money, with their SI unit or ISO 4217 currency.",
    (
        _kind(_MEASURES),
        Field("norm", required=True),
        Field("factor", required=True, number=True),
        Field("case", frozenset({"exact"})),
        Field("then"),
        Field("not_before"),
        Field("least", number=True),
    ),
)  # fmt: skip
RATE_BASES = LexiconSchema(
    "rate_bases", "What rates are by, and how unit_norm writes it.", (Field("base", required=True),)
)
_NUMBER_WORDS = "zero digit after_ten ten twenty tens scale sign half half_more point rest about few range times"
NUMBER_WORDS = LexiconSchema(
    "number_words",
    "Words of which numbers are made, and their values.",
    (
        _kind(_NUMBER_WORDS),
        Field("value", required=True, number=True),
        Field("high", number=True),
        Field("not_before"),
    ),
)
_NUMBER_CUES = (
    "halved before_score after_score after_hour before_hour compass before_k price whole whole_of_figure whole_of_date "
    "bound half_of before_share before_half before_fraction sound idiom vague before_name article after_article "
    "pronoun level numbered counter each every after_time counted out_of not_out_of people before_parts not_day "
    "part_of not_month no_half no_bare_half compared money no_money until at_time or price_unit price_each summoned "
    "after_left_out rise fall record result proportion data once of_age plural among match attribute clause divided "
    "exactly in_turn listing uncounted not_few of_points after_spot after_trait own opens predicate goes_on of_money "
    "no_score judged averaged lasts joint hour_bound since_hour denial before_scale dated exactly_after lasting "
    "of_sets changed more comes_to sent law in_sets after_led held reckoned"
)
NUMBER_CUES = LexiconSchema(
    "number_cues", "Words beside numbers that decide how these are read.", (_kind(_NUMBER_CUES),)
)
_NUMBER_CONTEXTS = (
    "identifier ordinal often duration year figure total record no_part bounded rank towards sized ranking sends"
)
NUMBER_CONTEXTS = LexiconSchema(
    "number_contexts", "Words right before a number, and what they say of it.", (_kind(_NUMBER_CONTEXTS),)
)
_DATE_WORDS = (
    "month lunar_month lunar_day lunar full_moon new_year quarter decade when list night part_of_day relative_year "
    "after_year per_day lunar_before stem branch predicate ahead back this_year weekday"
)
DATE_WORDS = LexiconSchema(
    "date_words",
    "Words of dates, and those beside them.",
    (_kind(_DATE_WORDS), Field("value", number=True)),
)
DATE_CONTEXTS = LexiconSchema(
    "date_contexts",
    "Words right before a number that show whether it is a date.",
    (_kind("day late year recent period part born number"),),
)
MODIFIERS = LexiconSchema(
    "modifiers",
    "Words of approximation before a number.",
    (
        Field("sign", frozenset({"<", "<=", ">", ">=", "~"}), required=True),
        Field("preposition", frozenset({"yes"})),
        Field("only"),
    ),
)
GRAMMAR_WORDS = LexiconSchema("grammar_words", "Words of grammar that are never counted.")
CLASSIFIERS = LexiconSchema(
    "classifiers", "Words that a counted noun follows.", (Field("takes", frozenset({"verb", "title"})),)
)
_COUNTED = "people post body work papers spot trait act"
COUNTED_COMPOUNDS = LexiconSchema(
    "counted_compounds",
    "Counted nouns that no dictionary has as one word, or that are listed together.",
    (Field("group", frozenset(_COUNTED.split(" "))), Field("least", number=True)),
)
NOUNS = LexiconSchema("nouns", "Nouns of news, with their count.", (Field("count", number=True),))
VERBS = LexiconSchema("verbs", "Verbs of news, with their count.", (Field("count", number=True),))
ACTIONS = LexiconSchema("actions", "Verbs to take as the action of the figures after them; the package names none.")
VERB_MARKERS = LexiconSchema(
    "verb_markers",
    "Words right before a verb that belong to the action: its voice, and whether it is denied.",
    (Field("use", frozenset({"word"})),),
)
PREPOSITIONS = LexiconSchema(
    "prepositions",
    "Words that open a phrase, where two words lost the blank between them, and behind figures.",
    (Field("use", frozenset({"place", "time"})),),
)
DIRECTIONS = LexiconSchema(
    "directions",
    "Verbs of change, and whether they go up or down.",
    (
        Field("direction", frozenset({"up", "down"})),
        Field("use", frozenset({"compared", "times", "result", "sure", "base", "from"})),
    ),
)
POINTING_WORDS = LexiconSchema(
    "pointing_words",
    "Words after a noun that point back to what was named before.",
    (Field("use", frozenset({"weak"})),),
)
SUBJECT_NOUNS = LexiconSchema(
    "subject_nouns",
    "Nouns that stand for a body, a person or a country named before, and nouns of what somebody has.",
    (Field("label", frozenset({"PERSON", "ORG", "PLACE", "OWNED"}), required=True), Field("kind")),
)

SCHEMAS = {schema.name: schema for schema in list(globals().values()) if isinstance(schema, LexiconSchema)}
"""Every schema of this module, by the name of its lexicon: all of them take entries of the user's."""

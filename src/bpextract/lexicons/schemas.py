"""The schema of every packaged lexicon. A lexicon NAME stands in NAME.tsv beside this file."""

from bpextract.lexicons.lexicon import Field, LexiconSchema

SURNAMES = LexiconSchema("surnames", "Family names, with their share of capitalized spans in raw news.", (Field("group"),))

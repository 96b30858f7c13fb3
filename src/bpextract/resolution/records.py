"""From the mentions of a document to the rows of every table."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, NamedTuple

from bpextract.annotation import Annotation
from bpextract.entities import Entities
from bpextract.label import Label
from bpextract.lexicons.alternation import Kinds
from bpextract.lexicons.gazetteer import Gazetteer
from bpextract.lexicons.lexicon import LexiconSchema
from bpextract.lexicons.schemas import (
    ACRONYMS,
    ALIAS_CUES,
    COUNTRIES,
    ERA_CUES,
    ORGANIZATION_PARTS,
    PLACE_ALIASES,
    PLACE_NAMES,
    PLACE_UNITS,
    PLACE_WORDS,
    PLACES,
    ROLE_WORDS,
)
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.mentions import Mention
from bpextract.relations.answers import Answer
from bpextract.relations.facts import Facts
from bpextract.resolution.body_names import BodyWords
from bpextract.resolution.dates import dates_records
from bpextract.resolution.documents import documents_records, mentions_records, sentences_records
from bpextract.resolution.era_marks import EraWords
from bpextract.resolution.figures import figures_records
from bpextract.resolution.organizations import organizations_records
from bpextract.resolution.overlaps import resolve_overlaps
from bpextract.resolution.own_labels import own_records
from bpextract.resolution.people import AliasWords, people_records
from bpextract.resolution.places import places_records
from bpextract.resolution.roles import roles_records
from bpextract.resolution.settled_places import with_settled_places
from bpextract.resolution.settled_province import Seats, seats_of
from bpextract.schema import Organization, Person, Place

Rows = dict[str, list[list[Any]]]


class Settled(NamedTuple):
    """The mentions of a text that stay, and the entities that they name.

    Attributes:
        seats: the place_id that bodies of one level have, by its unit word.
    """

    mentions: list[Mention]
    places: Entities[Place]
    people: Entities[Person]
    organizations: Entities[Organization]
    seats: Seats


class Resolver:
    """Decides which mentions stay and what they mean, by the words of a vocabulary. Pickles."""

    lexicons: ClassVar[tuple[LexiconSchema, ...]] = (
        ACRONYMS,
        ALIAS_CUES,
        ORGANIZATION_PARTS,
        PLACE_ALIASES,
        PLACE_NAMES,
        PLACE_UNITS,
        PLACE_WORDS,
        PLACES,
        COUNTRIES,
        ERA_CUES,
        ROLE_WORDS,
        *Facts.lexicons,
    )

    def __init__(self, vocabulary: Vocabulary, labels: Iterable[Label]) -> None:
        """Build from the vocabulary, for the built-in labels and the user's own."""
        self.labels = tuple(labels)
        self._gazetteer = Gazetteer.of(vocabulary)
        self._era_words = EraWords(vocabulary)
        self._body_words = BodyWords(vocabulary)
        self._alias_words = AliasWords(vocabulary)
        self._ministers = tuple(Kinds(vocabulary.entries(ROLE_WORDS)).of("minister"))
        self._facts = Facts(vocabulary)

    def resolve(self, annotation: Annotation) -> tuple[list[Mention], Rows]:
        """Settle overlaps and make the records of every table but tokens.

        Returns:
            The mentions that stay, in text order, and the rows by table: plain values in the order of the columns
            after `doc_id`. Of `figures` there are none where they are not wanted.

        Raises:
            InputError: a mention has a label that is not one of `labels`.
        """
        settled = self.settle(annotation)
        return settled.mentions, self.rows(annotation, settled, *self.answers([annotation]))

    def settle(self, annotation: Annotation) -> Settled:
        """Return the mentions that stay, and the entities that they name: the first of three steps.

        Raises:
            InputError: a mention has a label that is not one of `labels`.
        """
        mentions = resolve_overlaps(annotation, self.labels)
        book = self._gazetteer
        places = with_settled_places(places_records(annotation, book, self._era_words), book)
        seats = seats_of(places.records, book, self._body_words.provincial)
        people = people_records(annotation, self._alias_words)
        organizations = organizations_records(annotation, self._body_words, places, seats)
        return Settled(mentions, places, people, organizations, seats)

    def answers(self, annotations: Sequence[Annotation]) -> list[list[Answer]]:
        """Return for each of several settled texts what the model answers of its figures: the second step.

        It costs a third of the time: of texts whose figures nobody wants there are no answers.
        """
        asked = [annotation for annotation in annotations if annotation.wanted.has("figures")]
        found = iter(self._facts.answers(asked))
        return [next(found) if annotation.wanted.has("figures") else [] for annotation in annotations]

    def rows(self, annotation: Annotation, settled: Settled, answers: Sequence[Answer]) -> Rows:
        """Return the rows by table, as `resolve` does: the third step."""
        mentions, places, people, organizations, seats = settled
        # Entities first: mentions, roles, figures and dates point at them.
        entities: dict[str, Entities[Any]] = {"PERSON": people, "PLACE": places, "ORG": organizations}
        said = self._facts.of(annotation, answers)
        records: dict[str, Any] = {
            "people": people.records,
            "places": places.records,
            "organizations": organizations.records,
            "roles": roles_records(annotation, people, places, organizations, self._ministers, seats),
            "figures": figures_records(annotation, said, people, organizations, places) if said else [],
            "dates": dates_records(annotation),
        }
        for label in self.labels:
            if label.table not in records:
                entities[label.name] = own_records(label, annotation)
                records[label.table] = entities[label.name].records
        records |= {
            "documents": documents_records(annotation),
            "sentences": sentences_records(annotation),
            "mentions": mentions_records(annotation, mentions, entities),
        }
        return {table: [list(record.values()) for record in found] for table, found in records.items()}

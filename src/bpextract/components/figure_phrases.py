"""What a figure is said of: the longer noun phrase or the attribute measured, and the verb that governs it."""

from collections.abc import Mapping
from typing import NamedTuple

from bpextract.annotation import Annotation
from bpextract.components.figure_verbs import FigureVerbs
from bpextract.lexicons.matching import EndingTrie, PhraseTrie

_LONGEST = 6  # tokens of a noun phrase


class Phrase(NamedTuple):
    """What a figure is said of, and the verb that governs it, with its offset, by which the subject is sought."""

    what: str | None
    action: str | None = None
    action_start: int | None = None


class FigurePhrases:
    """Reads the words around a figure by the lexicons nouns, verbs, actions and grammar_words."""

    def __init__(self, entries: Mapping[str, list[dict[str, str]]]) -> None:
        nouns = [entry["form"] for name in ("nouns", "counted_compounds") for entry in entries[name]]
        self._grammar = frozenset(entry["form"] for entry in entries["grammar_words"])
        verbs = [entry["form"] for entry in entries["verbs"] if entry["form"] not in self._grammar]
        self._nouns_before: EndingTrie[bool] = EndingTrie((form, True) for form in nouns)
        self._verbs: PhraseTrie[bool] = PhraseTrie((form, True) for form in verbs)
        self._governors = FigureVerbs(entries)

    def read(self, annotation: Annotation, start: int, unit: int, end: int, counts: bool) -> Phrase:
        """Return what is said of the figure of tokens `start:end`, whose unit begins at token `unit`.

        A count's `what` is the counted noun with what follows it (20 hộ nghèo biên giới); a measure's the noun phrase
        before it (tổng số vốn | hơn 1.000 tỷ đồng), else the one after it (70 km | đường biên giới).
        """
        tokens, text = annotation.tokens, annotation.text
        sentence = annotation.sentences[annotation.sentence_at(tokens.starts[start])] if annotation.sentences else None
        floor = tokens.at(sentence.start) if sentence else 0
        ceiling = tokens.before(sentence.end) if sentence else len(tokens)
        attribute = start if counts else self._phrase_start(annotation, start, floor)
        past = self._phrase_end(annotation, end, ceiling)
        first, last = (attribute, start) if attribute < start else (unit if counts else end, past)
        what = text[tokens.starts[first] : tokens.ends[last - 1]] if first < last else None
        verb = self._governors.governing(tokens, attribute, floor)
        if verb is None:
            return Phrase(what)
        begin, end = tokens.starts[verb[0]], tokens.ends[verb[1] - 1]
        return Phrase(what, text[begin:end], begin)

    def _phrase_start(self, annotation: Annotation, start: int, floor: int) -> int:
        """Return where the nouns right before token `start` begin."""
        tokens = annotation.tokens
        at = start
        while at > floor and start - at < _LONGEST:
            found = self._nouns_before.before(tokens.norms, at)
            if found is None or found[0] < floor or (found[0] == at - 1 and tokens.norms[at - 1] in self._grammar):
                break
            verb = self._governors.ending(tokens, at, at)
            if verb is not None and verb[0] < found[0]:
                break  # trị giá, thực hiện: giá and hiện are no nouns there
            at = found[0]
        return at

    def _phrase_end(self, annotation: Annotation, end: int, ceiling: int) -> int:
        """Return where the words in lower case after token `end` stop: at a mark, a verb or a word of grammar."""
        tokens = annotation.tokens
        at = end
        while at < min(ceiling, end + _LONGEST):
            word = tokens.words[at]
            if not (word.isalpha() and word.islower()) or tokens.norms[at] in self._grammar:
                break
            if self._verbs.longest(tokens.norms, at) is not None:
                break
            at += 1
        return at

"""Find figures: numbers with what they measure or count, and their bounds."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import regex

from bpextract.annotation import Annotation
from bpextract.components import figure_patterns as patterns
from bpextract.components.figure_contexts import FigureContexts
from bpextract.components.figure_phrases import FigurePhrases
from bpextract.components.number_anchors import number_anchors
from bpextract.components.number_contexts import NumberContexts, is_inside_code, may_open
from bpextract.components.numerals import DIGIT_WORDS, Number, is_english_style, read_numeral, same_scale
from bpextract.components.quantities import Quantities, Quantity
from bpextract.finder import Finder
from bpextract.lexicons import schemas
from bpextract.mentions import FigureMention


@dataclass(frozen=True, slots=True)
class _Read:
    """A figure as far as it is read: span, number, quantity, the span of the unit, and the rule."""

    start: int
    end: int
    number: Number | None
    quantity: Quantity
    unit: int
    unit_end: int
    rule: str


class FiguresFinder(Finder):
    """Finds FIGURE mentions."""

    label = "FIGURE"
    lexicons = (
        schemas.UNITS,
        schemas.CLASSIFIERS,
        schemas.COUNTED_COMPOUNDS,
        schemas.NOUNS,
        schemas.VERBS,
        schemas.ACTIONS,
        schemas.GRAMMAR_WORDS,
        schemas.NUMBER_CONTEXTS,
        schemas.MODIFIERS,
    )

    def build(self, entries: Mapping[str, list[dict[str, str]]]) -> None:
        self._quantities = Quantities(entries)
        self._contexts = NumberContexts(entries)
        self._phrases = FigurePhrases(entries)
        self._figure_contexts = FigureContexts(self._contexts, self._quantities)

    def find(self, annotation: Annotation) -> list[FigureMention]:
        dates = annotation.dates
        english = is_english_style(annotation.text)
        mentions: list[FigureMention] = []
        past = next_date = 0
        rule = ""  # … that read the last of them
        for start in number_anchors(annotation, patterns.WORDS, patterns.OPENING):
            if start < past:
                continue
            while next_date < len(dates) and dates[next_date].end <= start:
                next_date += 1
            if next_date < len(dates) and dates[next_date].start <= start:
                continue
            found = _score(annotation, start)
            if found is None:
                match = patterns.NUMBER.match(annotation.folded, start)
                if match is None or (next_date < len(dates) and dates[next_date].start < match.end()):
                    continue
                found = self._read(annotation, match, english)
            if found is not None:
                mention = self._mention(annotation, found, english)
                if mentions and found.rule == rule and _is_range(annotation, mentions[-1], mention):
                    mentions[-1] = _range(mentions[-1], mention)
                else:
                    mentions.append(mention)
                past, rule = found.end, found.rule
        return mentions

    def _read(self, annotation: Annotation, match: "regex.Match[str]", english: bool) -> _Read | None:
        """Return the figure of a match, or None when the context says that the number is of another kind."""
        folded, tokens = annotation.folded, annotation.tokens
        start, end = match.span()
        if is_inside_code(folded, start):
            return None
        if match["metres"]:
            height = float(f"{match['metres']}.{match['centimetres']}")
            return _Read(start, end, Number(height, height), Quantity(0, "length", "m"), start + 1, end, "metres")
        first = tokens.at(start)
        if folded[start - 1] in "$€£ " and start:
            money = self._signed_money(annotation, match, first, english)
            if money is not None:
                return money
        if self._contexts.identifies(tokens, first) and "duration" not in self._contexts.kinds(tokens, first):
            return None
        if match["sides"]:
            return self._sides(annotation, match)
        if match["share"] or match["part"]:
            return self._share(annotation, match)
        in_words = not folded[start].isdigit()
        if in_words and annotation.text[start].isupper() and not may_open(annotation, first):
            return None
        number = _number(match, english)
        if number is None:
            return None
        at = tokens.at(end)
        quantity = self._quantities.at(tokens, at, number.high, in_words)
        if quantity is None:
            return self._great(annotation, match, number, first)
        if not self._figure_contexts.fits(annotation, match, quantity, first, at, number):
            return None
        rule = "measure" if quantity.kind != "count" else "count" if quantity.sure else "count_unknown"
        unit, unit_end = tokens.starts[at], tokens.ends[quantity.end - 1]
        whole, last = self._quantities.remainder(tokens, quantity, number)
        return _Read(start, tokens.ends[last - 1], whole, quantity, unit, unit_end, rule)

    def _signed_money(
        self, annotation: Annotation, match: "regex.Match[str]", first: int, english: bool
    ) -> _Read | None:
        """Read `$300`, `US$ 1,5 triệu`: the sign of a currency stands before the number."""
        tokens = annotation.tokens
        sign = first - 2 if first > 1 and tokens.norms[first - 2] == "us" else first - 1
        if not match["low"] or first < 1 or tokens.words[first - 1] not in ("$", "€", "£"):
            return None
        unit = self._quantities.unit(tokens, sign)
        number = _number(match, english or match["low"].count(",") == 1)
        if unit is None or unit.end != first or number is None:
            return None
        money = Quantity(first, "money", unit.norm)
        return _Read(
            tokens.starts[sign], match.end(), number, money, tokens.starts[sign], tokens.ends[first - 1], "measure"
        )

    def _sides(self, annotation: Annotation, match: "regex.Match[str]") -> _Read | None:
        """Read `10x20 m`: the sides of something, with no value of its own."""
        tokens = annotation.tokens
        at = tokens.at(match.end())
        unit = self._quantities.unit(tokens, at)
        if unit is None or unit.kind != "length":
            return None
        end = tokens.ends[unit.end - 1]
        return _Read(match.start(), end, None, Quantity(unit.end, "other"), tokens.starts[at], end, "sides")

    def _great(self, annotation: Annotation, match: "regex.Match[str]", number: Number, first: int) -> _Read | None:
        """Read thousands and millions that leave out what they are of: `lừa 20 triệu`."""
        if not patterns.GREAT.fullmatch(match[0]) or "often" in self._contexts.kinds(annotation.tokens, first):
            return None
        tokens = annotation.tokens
        at = tokens.at(match.end())
        past = self._quantities.rate(tokens, at)
        end = tokens.ends[past - 1] if past > at else match.end()
        return _Read(match.start(), end, number, Quantity(0, "other", sure=False), match.end(), end, "great_number")

    def _share(self, annotation: Annotation, match: "regex.Match[str]") -> _Read | None:
        """Read `2/3 diện tích`, `một phần ba`, and `13/13 phường` (13 of them)."""
        start, end = match.span()
        if match["share"]:
            value = DIGIT_WORDS[match["share"]] / DIGIT_WORDS[match["of"]]
            return _Read(start, end, Number(value, value), Quantity(0, "ratio"), end, end, "ratio")
        part, whole = float(match["part"]), float(match["whole"])
        noun = patterns.SHARE_NOUN.match(annotation.folded, end)
        if 0 < part < whole <= 10 and noun:
            share = Number(part / whole, part / whole)
            return _Read(start, noun.end(), share, Quantity(0, "ratio"), end, noun.end(), "ratio")
        tokens = annotation.tokens
        at = tokens.at(end)
        quantity = self._quantities.at(tokens, at, part, in_words=False)
        if quantity is None or not quantity.sure or quantity.kind != "count":
            return None
        if part > whole or tokens.starts[at] == end:
            return None
        unit, last = tokens.starts[at], tokens.ends[quantity.end - 1]
        return _Read(start, last, Number(part, part), quantity, unit, last, "part_of_whole")

    def _mention(self, annotation: Annotation, found: _Read, english: bool) -> FigureMention:
        tokens, number, quantity = annotation.tokens, found.number, found.quantity
        first = tokens.at(found.start)
        start, sign = found.start, None
        modifier = self._contexts.modifier(tokens, first) if number is not None else None
        if modifier is not None and number is not None and modifier.bounds(quantity.kind, number.high):
            start, sign = tokens.starts[modifier.start], modifier.sign
        suffix = patterns.SUFFIX.match(annotation.folded, found.end)
        if suffix is not None and sign is None:
            sign = ">=" if suffix["up"] else "<="
        unit = annotation.text[found.unit : found.unit_end].strip() or None
        counts = quantity.kind == "count"
        phrase = self._phrases.read(
            annotation, tokens.at(start), tokens.at(found.unit), tokens.before(found.end), counts
        )
        style = "_english_style" if english and "," in annotation.text[found.start : found.end] else ""
        mention = FigureMention(
            "FIGURE",
            start,
            found.end,
            f"figures.{found.rule}{style}",
            0.9 if quantity.sure else 0.6,
            modifier=sign,
            unit=unit,
            unit_norm=quantity.norm,
            kind=quantity.kind,
            counted=unit if counts else None,
            what=phrase.what,
            action=phrase.action,
            action_start=phrase.action_start,
        )
        if number is not None:
            mention.value, mention.value_low, mention.value_high = number.exact, number.low, number.high
            mention.value_norm = quantity.in_norm(number.exact)
            mention.value_low_norm, mention.value_high_norm = map(quantity.in_norm, (number.low, number.high))
        return mention


def _score(annotation: Annotation, start: int) -> _Read | None:
    """Return the score at `start` (`thắng 2-1`, `Juventus 4-1`), or None."""
    folded, tokens = annotation.folded, annotation.tokens
    match = patterns.SCORE.match(folded, start)
    if match is None or (start and (folded[start - 1].isalnum() or folded[start - 1] in "-/.,_")):
        return None
    if not patterns.SCORE_CUE.search(folded, max(0, start - 24), start):
        before = tokens.words[tokens.at(start) - 1] if start else ""
        if not (before.istitle() or before.isupper()) or not patterns.SCORE_AFTER_NAME.match(folded, start):
            return None
    return _Read(start, match.end(), None, Quantity(0, "score"), match.end(), match.end(), "score")


def _is_range(annotation: Annotation, low: FigureMention, high: FigureMention) -> bool:
    """Whether two measures that one rule read are a range, with `đến` or a dash between them (5% đến 7%)."""
    if high.modifier is not None or low.value is None or high.value is None or low.value >= high.value:
        return False
    if low.unit is None or low.unit != high.unit:
        return False
    return patterns.TO.fullmatch(annotation.folded, low.end, high.start) is not None


def _range(low: FigureMention, high: FigureMention) -> FigureMention:
    """Return the range from one measure to another."""
    return replace(
        low,
        end=high.end,
        confidence=min(low.confidence, high.confidence),
        value=None,
        value_norm=None,
        value_high=high.value_high,
        value_high_norm=high.value_high_norm,
    )


def _number(match: "regex.Match[str]", english: bool) -> Number | None:
    """Return the number of a match, a range when it has two ends; None when the words make none."""
    if patterns.CODE.fullmatch(match["low"]):
        return None
    low = read_numeral(match["low"], english)
    if low is None or not match["high"]:
        return low
    high = read_numeral(match["high"], english)
    if high is None or match["low"][-1].isdigit() != match["high"][0].isdigit():
        return low
    low = same_scale(match["low"], low, match["high"], high)
    return Number(low.low, high.high) if low.low < high.high else None

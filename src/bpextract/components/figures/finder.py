"""Find figures: numbers with what they measure or count, and their bounds."""

from collections.abc import Mapping

import regex

from bpextract.annotation import Annotation
from bpextract.components.figures import patterns
from bpextract.components.figures.ages import FigureAges, read_elder
from bpextract.components.figures.bare_counts import PART, FigureBareCounts
from bpextract.components.figures.contexts import FigureContexts, opens_sentence
from bpextract.components.figures.first_ends import FIRST_END, FigureFirstEnds
from bpextract.components.figures.lists import FigureLists
from bpextract.components.figures.money import with_units
from bpextract.components.figures.numbers import FigureNumbers, groups_thousands, may_be_negative, vietnamese_thousands
from bpextract.components.figures.reads import (
    Read,
    goes_on,
    is_range,
    joined_range,
    read_grade,
    read_ratio,
    read_score,
    read_sides,
    read_sizes,
)
from bpextract.components.figures.shares import FigureShares
from bpextract.components.figures.totals import FigureTotals
from bpextract.components.numbers.anchors import number_anchors
from bpextract.components.numbers.contexts import NumberContexts, is_inside_code, may_open
from bpextract.components.numbers.numerals import Number, Numerals, is_english_style
from bpextract.components.numbers.quantities import Quantities, Quantity
from bpextract.components.numbers.words import NumberWords
from bpextract.finder import Finder
from bpextract.lexicons import schemas
from bpextract.lexicons.alternation import Kinds
from bpextract.mentions import FigureMention


class FiguresFinder(Finder):
    """Finds FIGURE mentions."""

    label = "FIGURE"
    lexicons = (
        schemas.UNITS,
        schemas.RATE_BASES,
        schemas.CLASSIFIERS,
        schemas.COUNTED_COMPOUNDS,
        schemas.NOUNS,
        schemas.VERBS,
        schemas.GRAMMAR_WORDS,
        schemas.NUMBER_WORDS,
        schemas.NUMBER_CUES,
        schemas.NUMBER_CONTEXTS,
        schemas.MODIFIERS,
        schemas.HONORIFICS,
        schemas.PLACE_UNITS,
        *FigureTotals.lexicons,
    )

    def build(self, entries: Mapping[str, list[dict[str, str]]]) -> None:
        words, cues = NumberWords(entries["number_words"]), Kinds(entries["number_cues"])
        numerals, self._forms = Numerals(words), patterns.FigurePatterns(words, cues)
        self._quantities = Quantities(entries, words, cues)
        self._contexts = NumberContexts(entries, words, cues)
        self._figure_contexts = FigureContexts(self._forms, self._contexts, self._quantities, words, cues)
        self._numbers = FigureNumbers(self._forms, numerals)
        self._shares = FigureShares(self._forms, numerals, self._quantities)
        self._ages = FigureAges(self._numbers, self._contexts, self._quantities, cues.of("of_age"))
        self._first_ends = FigureFirstEnds(self._forms, self._numbers, self._contexts, self._quantities)
        self._bare = FigureBareCounts(self._forms, self._numbers, self._contexts, self._quantities)
        self._lists = FigureLists(self._forms, self._contexts)
        self._divided = cues.of("divided")
        self._totals = FigureTotals(entries, self._contexts, self._quantities)

    def find(self, annotation: Annotation) -> list[FigureMention]:
        dates = annotation.dates
        english = is_english_style(annotation.text)
        mentions: list[FigureMention] = []
        past = next_date = 0
        rule = ""  # … that read the last of them
        for start in number_anchors(annotation, self._forms.openings, self._forms.opening):
            if start < past:
                continue
            while next_date < len(dates) and dates[next_date].end <= start:
                next_date += 1
            if next_date < len(dates) and dates[next_date].start <= start:
                continue
            found = read_score(annotation, start, self._contexts, self._forms, self._quantities)
            if found is None:
                match = self._forms.number.match(annotation.folded, start)
                if match is None or (next_date < len(dates) and dates[next_date].start < match.end()):
                    continue
                found = self._read(annotation, match, english, mentions[-1] if mentions else None)
            if found is not None:
                counted = mentions[-1].end if mentions and mentions[-1].kind == "count" else None
                mention = self._mention(annotation, found, english, past if rule == PART else None, counted)
                if mentions and rule in (found.rule, FIRST_END) and is_range(annotation, mentions[-1], mention):
                    mentions[-1] = joined_range(mentions[-1], mention)
                else:
                    mentions.append(mention)
                past, rule = max(mention.end, self._said_of(annotation, found)), found.rule
        return with_units(annotation, mentions, self._forms, self._quantities)

    def _read(
        self, annotation: Annotation, match: "regex.Match[str]", english: bool, past: FigureMention | None
    ) -> Read | None:
        """Return the figure of a match, or None when the context says that the number is of another kind.

        Args:
            past: the figure before.
        """
        folded, tokens = annotation.folded, annotation.tokens
        start, end = match.span()
        if is_inside_code(folded, start) and not goes_on(folded, start, past):
            return None
        if folded[end : end + 1] in patterns.POWER_SIGNS and patterns.POWER.match(folded, end):
            return None
        if match["metres"]:
            height = float(f"{match['metres']}.{match['centimetres']}")
            unit = match.end("metres")
            return Read(start, end, Number(height, height), Quantity(0, "length", "m"), unit, unit + 1, "metres")
        first = tokens.at(start)
        if folded[start - 1] in "$€£₫ " and start:
            money = self._signed_money(annotation, match, first, english)
            if money is not None:
                return money
        if self._contexts.identifies(tokens, first) and "duration" not in self._contexts.kinds(tokens, first):
            return None
        proportion = self._shares.proportion(annotation, start)
        if proportion is not None:
            return proportion
        if match["sizes"]:
            return read_sizes(annotation, match, self._quantities)
        if match["sides"]:
            return read_sides(annotation, match, self._quantities)
        if match["part"]:
            return self._shares.part(annotation, match, past)
        in_words = not folded[start].isdigit()
        if in_words and annotation.text[start].isupper() and not may_open(annotation, first):
            return None
        if match["share"] or match["half"] or match["times"]:
            value = self._shares.in_words(annotation, match)
            return read_ratio(match, value) if value is not None else None
        return self._ages.before(annotation, match, first) or self._measure(annotation, match, english, first, past)

    def _measure(
        self,
        annotation: Annotation,
        match: "regex.Match[str]",
        english: bool,
        first: int,
        past: FigureMention | None,
    ) -> Read | None:
        """Read a number with the unit or the noun after it."""
        folded, tokens = annotation.folded, annotation.tokens
        start, end = match.span()
        in_words = not folded[start].isdigit()
        minus = self._numbers.minus_before(annotation, start, past.end if past else 0)
        number = self._numbers.read(match, english, minus is not None)
        if number is None or ("k" in match[0] and not self._figure_contexts.is_thousand(annotation, match)):
            return None
        at = tokens.at(end)
        opens = opens_sentence(annotation, at)  # 48.000 tỷ | Người dân …, where a blank or a line end was lost
        quantity = None if opens else self._quantities.at(tokens, at, abs(number.high), in_words)
        unit = folded[tokens.starts[at] : tokens.ends[quantity.end - 1]] if quantity is not None else ""
        kind = quantity.kind if quantity is not None else "other"
        said = minus is not None and (folded[minus].isalpha() or "total" in self._contexts.kinds(tokens, first - 1))
        if minus is not None and not may_be_negative(kind, unit, said):  # cao độ là -14 m; but rộng -4 m
            minus, number = None, self._numbers.read(match, english)
            if number is None:
                return None
        start = start if minus is None else minus
        if quantity is None:
            return (
                read_elder(annotation, match, number, first)
                or self._totals.read(annotation, match, number, first)
                or self._bare.read(annotation, match, number, first, english)
                or self._first_ends.read(annotation, match, number, first, english)
                or self._lists.read(annotation, match, number, first, past)
                or self._great(annotation, match, start, number, first)
                or read_grade(annotation, match, number, first)
            )
        if not self._figure_contexts.fits(annotation, match, quantity, first, at, number, past):
            return None
        divided = unit in self._divided or self._forms.averaged.search(folded, max(0, start - patterns.LOOKBACK), start)
        if quantity.sure and groups_thousands(match, quantity.kind, quantity.norm, bool(divided)):
            number = self._numbers.read(match, True, minus is not None) or number
        rule = "measure" if quantity.kind != "count" else "count" if quantity.sure else "count_unknown"
        unit_start, unit_end = tokens.starts[at], tokens.ends[quantity.end - 1]
        number, quantity = self._quantities.remainder(tokens, quantity, number)
        if quantity.least:
            last = quantity.end - 1 - tokens.words[quantity.end - 1].isdecimal()  # 20 phút 6 giây| 82
            unit_start, unit_end = tokens.starts[quantity.least], tokens.ends[last]
        return Read(start, tokens.ends[quantity.end - 1], number, quantity, unit_start, unit_end, rule)

    def _said_of(self, annotation: Annotation, found: Read) -> int:
        """Return the end of the words that say what the figure is by: `24.300 đồng | một lít`."""
        past = found.quantity.past
        return annotation.tokens.ends[past - 1] if past else 0

    def _signed_money(
        self, annotation: Annotation, match: "regex.Match[str]", first: int, english: bool
    ) -> Read | None:
        """Read `$300`, `US$ 1,5 triệu`: the sign of a currency stands before the number."""
        tokens = annotation.tokens
        sign = first - 2 if first > 1 and tokens.norms[first - 2] == "us" else first - 1
        if not match["low"] or first < 1 or tokens.words[first - 1] not in ("$", "€", "£", "₫"):
            return None
        unit = self._quantities.unit(tokens, sign)
        dollars = tokens.words[first - 1] != "₫"
        number = self._numbers.read(
            match, english or (match["low"].count(",") == 1 and (dollars or vietnamese_thousands(match)))
        )
        if unit is None or unit.end != first or number is None:
            return None
        money = Quantity(first, "money", unit.norm)
        return Read(
            tokens.starts[sign], match.end(), number, money, tokens.starts[sign], tokens.ends[first - 1], "measure"
        )

    def _great(
        self, annotation: Annotation, match: "regex.Match[str]", start: int, number: Number, first: int
    ) -> Read | None:
        """Read thousands and millions that leave out what they are of: `lừa 20 triệu`."""
        if not self._forms.great.fullmatch(match[0]) or self._contexts.identifies(annotation.tokens, first):
            return None
        if not self._forms.millions.fullmatch(match[0]) and "often" in self._contexts.kinds(annotation.tokens, first):
            return None
        tokens = annotation.tokens
        at = tokens.at(match.end())
        past = self._quantities.rate(tokens, at)
        end = tokens.ends[past - 1] if past > at else match.end()
        return Read(start, end, number, Quantity(0, "other", sure=False), match.end(), end, "great_number")

    def _mention(
        self, annotation: Annotation, found: Read, english: bool, part: int | None, counted: int | None
    ) -> FigureMention:
        """Return the mention of what was read.

        Args:
            part: the end of the number that is so many of it: 9 | trên 10.
            counted: the end of the count before, of what is at so many places: 10 tàu bay | trên 25 đường bay.
        """
        tokens, number, quantity = annotation.tokens, found.number, found.quantity
        first = tokens.at(found.start)
        start, end, sign = found.start, found.end, found.sign
        modifier = self._contexts.modifier(tokens, first) if number is not None and sign is None else None
        if modifier is not None and modifier.preposition:
            among = quantity.kind == "count" and modifier.sign == ">" and counted == tokens.starts[modifier.start] - 1
            vague = number is not None and number.exact is None and modifier.sign == ">"  # trên | hàng nghìn máy
            if among or vague or self._contexts.is_place(tokens, modifier.start):
                modifier = None  # xếp thứ 10 | trên 16 đội, gửi | tới 47 người
        if modifier is not None and part is not None and tokens.starts[modifier.start] <= part + 1:
            modifier = None
        of = annotation.folded[found.unit : found.unit_end].strip()
        if modifier and number is not None and self._contexts.bounds(modifier, quantity.kind, number.high, of):
            start, sign = tokens.starts[modifier.start], modifier.sign
        ahead = quantity.kind == "age" or (start > 0 and tokens.words[tokens.at(start) - 1] == ",")
        if ahead and start < found.start and patterns.COMPARES.match(annotation.folded, found.end):
            start, sign = found.start, found.sign  # hơn | bốn tuổi so với em; 40 điểm, hơn | 5 điểm so với Nam
        suffix = patterns.SUFFIX.match(annotation.folded, found.end)
        if suffix is not None and sign is None:
            sign, end = ">=" if suffix["up"] else "<=", suffix.end()
        unit = annotation.text[found.unit : found.unit_end].strip() or None
        counts = quantity.kind == "count"
        style = "_english_style" if english and "," in annotation.text[found.start : found.end] else ""
        mention = FigureMention(
            "FIGURE",
            start,
            end,
            f"figures.{found.rule}{style}",
            0.9 if quantity.sure else 0.6,
            modifier=sign,
            unit=unit,
            unit_norm=quantity.norm,
            kind=quantity.kind,
            counted=unit if counts else None,
            phrase=annotation.text[slice(*found.what)] if found.what else None,
        )
        if number is not None:
            mention.value, mention.value_low, mention.value_high = number.exact, number.low, number.high
            mention.value_norm = quantity.in_norm(number.exact)
            mention.value_low_norm, mention.value_high_norm = map(quantity.in_norm, (number.low, number.high))
        return mention

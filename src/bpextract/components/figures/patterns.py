"""Patterns of figures in folded text: where a number may begin, and the forms that it takes."""

import re
from collections.abc import Mapping

import regex

from bpextract.components.dates.patterns import out_of, sets_before
from bpextract.components.numbers.patterns import DIGITS, after, bounded, numeral_patterns
from bpextract.components.numbers.words import HUNDRED, MILLION, TEN_THOUSAND, THOUSAND, NumberWords
from bpextract.lexicons.alternation import Kinds, any_of

_SIDE = r"\d+(?:[.,]\d+)?"
# A score stands before a mark, or before words that say so.
_POINTS = r"\d{1,2}(?:,5(?!\d))?"  # of chess: 1,5-0,5
SCORE = re.compile(rf"(?P<ours>{_POINTS})\s?[-–]\s?(?P<theirs>{_POINTS})(?:\(\d{{1,2}}\))?(?=[\s,.;)]|$)")
# By re: before it matches, regex looks for the word in all of the text that follows.
SUFFIX = re.compile(r"\s+trở\s+(?:(?P<up>lên)|xuống)\b")
LATEST_HOUR = 24
POWER = regex.compile(r"\s?(?:\^|\*\*|mũ\s\d)|[⁰¹²³⁴-⁹]|\s?[x×]\s?10\s?[\^⁰-⁹]")
POWER_SIGNS = frozenset("^* x×⁰¹²³⁴⁵⁶⁷⁸⁹")
POWER_BEFORE = regex.compile(r"\d\smũ\s$")
KARATS = frozenset({10.0, 14.0, 18.0, 22.0, 24.0})
GOLD_NEAR = regex.compile(r"(?<!\p{L})vàng(?!\p{L})")
K_SIGN = regex.compile(r"(?<=\d)k(?=\d{0,3}$)")
GREATEST_WHOLE = 10  # of a share: 3/4, 9/10; 12/15 xã are twelve
LOOKBACK = 24
NEAR = 60
DECIMAL = regex.compile(r"\d{1,2}[.,]\d")
COMPARES = re.compile(r"\s+so\s+với\b")
PLAIN_YEAR = regex.compile(r"(?:19|20)\d\d")
THOUSANDS = re.compile(r"\d{1,3}\.\d{3}(?!\d)")
COMMA_THOUSANDS = regex.compile(r"[1-9]\d{0,2},\d{3}")
# So many digits without a point are a telephone number or a code; so is what begins with 0 and has no comma after it.
CODE = regex.compile(r"\d{7,}|0\d{3,}|00\d*|0\d+[.,]\d+")
# What makes the result of a race of an hour: 1 giờ | 0 phút 36 giây.
TIME_IN_FULL = re.compile(r"\s\d{1,2}\sphút\s\d{1,2}\sgiây\b")
NEXT_IN_TURN = re.compile(r",\s(?:và\s)?|\svà\s")
AND = re.compile(r"\s(?P<and>và|so\svới)\s")
SPACED_COMMA = re.compile(r", (?=\d)")
# From a number of a list to its last: 55|, 65, 75 và |98 inch.
LIST_ON = re.compile(r"(?:, ?\d{1,4})*(?:, ?\d{1,4} (?:và|hoặc|hay) )")
PLAIN = re.compile(r"\d[\d.,]*")
ITEM_END = re.compile(r"\s?(?:[,.;)](?!\d)|và\s|$)")
NEXT_ITEM = re.compile(r"(?P<closed>\))?(?:[,;]\s(?:và\s)?|\svà\s)")
AT = re.compile(r"\s(?:ở|tại)\s")
# What ends the number to which something changes: lên 1.431 | - mức cao nhất.
RESULT_END = re.compile(r"\s?(?:[,;:)(–-](?!\d)|\.(?!\d)|$)|\s(?:trong|vào|sau|so|tại|và|do|nhờ|từ)\s")
TO = re.compile(r"[^\S\n]?[-–—][^\S\n]?|[^\S\n](?:đến|tới)[^\S\n]")


class FigurePatterns:
    """The patterns that have words of lexicons in them.

    Attributes:
        openings: words that a number may begin with.
        opening: what must follow them.
        number: a number, in one of its forms.
        score_cue, score_of_name, score_after_name: what tells a score: before it, before the name before it, after it;
            score_far, score_led: some words before it, where one after it tells it, too; sets_before: before a set.
        record: matches won, drawn and lost: 12 thắng - 3 thua.
        proportion, proportion_cue: so much of one to so much of another (tỷ lệ 10:6), and what tells it.
        joints: the words and marks between the items of a list.
        list_joint, clause_joint: what stands between the figures of a list, and between what is said of each: 3 người
            chết, | một người bị thương; next_of_list: what tells that it goes on.
        lasts: what after hours tells that they last: 8 giờ mỗi đêm.
        clock_after, clock_before: what tells an hour from a length of time; the latter, where `g` is short for giờ.
        degree_of_place: what makes degrees those of a place.
        not_thousand, price_before, price_after: what tells whether `k` is a thousand.
        share_noun, half_of, bound, half_cue, share_cue, listed: what makes a share of a fraction or of `nửa`.
        recorded: what stands before `âm` where it is no minus.
        idiom: words that begin like a number: a rucksack, parents, a school year.
        dated: a year that a calendar tells, or that is told from today: năm nay, năm 2013.
        vague: what follows a measure where `một` before it is no one: một ngày nọ.
        compared: what stands between two numbers that are compared or listed, the second with the unit of both.
        goes_on: what leads from a number to the one whose unit it shares; `fall` where that is less.
        changed, comes_to: what stands before a change, and between it and what something comes to; risen: between what
            is counted and by how many it has changed.
        exactly, exactly_after: what makes a number of `một`, before it and after the noun: đúng một trận.
        no_score: before numbers of days and of houses that look like a score.
        averaged: before what is told to the thousandth: mức sinh đạt 1,960 con.
        in_turn: what stands before numbers of one unit, and of the later ones: lần lượt 3,6, | 4,1 và 4 độ.
        among: what stands between so many and of how many.
        matches, won: so many matches by a word for them (`noun`), and so many that are won or lost.
        money, no_money: what makes money of a number without a unit, and what makes it a number of something else;
            money_before: money right before it, whatever else stands around.
        reckoned: what else is told in millions, which a number in its sentence may be of.
        millions, great: numerals that are told by themselves, though they name no unit: lừa 20 triệu.
    """

    def __init__(self, words: NumberWords, cues: Kinds) -> None:
        """Compile the patterns, with the words of the lexicons number_words and number_cues."""
        digits, above_one = words.of("digit"), [word for word, value in words.of("digit").items() if value > 1]
        more, half, tens, about = (_blank(any_of(words.of(kind))) for kind in ("half_more", "half", "tens", "about"))
        large = any_of(words.at_least(HUNDRED))
        scale = _blank(words.any_of(words.of("scale")))
        numerals = numeral_patterns(words, cues)
        alone = words.of("zero", "digit", "ten", "twenty", "half", "about")
        firsts = [word.split()[0] for word in words.ranges]
        self.openings = frozenset([*alone, *firsts, *words.of("scale"), "phân", "gấp"])
        several = any_of([*above_one, *words.of("ten", "twenty", "half"), *set(firsts).difference(digits)])
        initials = any_of({word[0] for word in words.of("scale")})
        times = _blank(any_of([*words.of("times"), *above_one, *words.of("ten")]))
        numerator, denominator = _blank(any_of(digits)), _blank(any_of([*above_one, *words.of("after_ten", "ten")]))
        zero, point = any_of(words.of("zero")), any_of(words.of("point"))
        self.opening = re.compile(
            rf"{several}(?:\s|,\s(?={several}\s))(?=[^\W\d_])|{half}(?!\s)"
            rf"|{any_of(words.worth(HUNDRED))} \w+ {tens}\b|{large} {more}\b"
            rf"|phân {half}\b|{zero} {point}\s|gấp (?=\d|{times})"
            rf"|{bounded(cues)}{words.any_of(words.of('scale'))}\s(?=[^\W\d_])"
            rf"|một\s(?!{cues.any_of('after_article')})(?=[^\W\d_])|{about}\s(?={initials})"
            rf"|{after(f'{word} ' for word in cues.of('record'))}{any_of(words.of('digit'))}(?=[,.;)])"
        )
        no_share = rf"(?:{scale}|{tens}|phần)"
        either = _blank(cues.any_of("or"))
        no_half = rf"(?:{scale}|{_blank(cues.any_of('halved', 'no_half'))}|{either})"
        no_bare_half = _blank(cues.any_of("no_bare_half"))
        no_times = rf"(?:{scale}|{tens}|{more}|lần|phần|{either})"
        in_turn = _in_turn(words.of("digit"))
        # The second numeral calls the pattern of the first: written out again, it takes a third longer to compile.
        self.number = regex.compile(
            rf"""
            (?<![\p{{L}}\d_]|\d[.,])
            (?:
              (?=\d)(?:
                (?P<metres>\d{{1,2}})m(?P<centimetres>\d{{2}}|[014-9]|(?<=cao\s\dm)[23])(?![\d\p{{L}}]|-\d{{3}})
              | (?P<sides>{_SIDE}(?:\s?m)?\s?[x×]\s?{_SIDE}(?:\s?[x×]\s?{_SIDE})?|{_SIDE}(?:\s?[-–]\s?{_SIDE}){{2}})
                  (?=\s?(?:m|cm|mm|mét|pixel|px)\b)
              | (?P<sizes>\d{{1,4}}(?:\s?/\s?\d{{1,4}}){{1,3}})(?=\s?{cues.any_of("data")}\b)
              | (?P<part>\d{{1,3}}(?:,\d{{1,2}}(?=/\d{{2,3}}\sđiểm))?)\s?/\s?(?P<whole>\d{{1,4}})(?![\d/]|[.,]\d)
              | (?=[\d.,]++\s?\(\p{{L}})(?P<said>{DIGITS})\s?\((?P<again>{numerals.in_words})\)
                  (?P<scale>(?:\s{scale}\b){{0,3}})
              )
            | (?P<share>{numerator})\sphần\s(?P<of>{denominator})\b
                (?!\s{no_share}\b)
            | (?P<half>(?:một|phân)\s{half}\b|{half}\b(?!\s{no_bare_half}\b))(?!\s{no_half}\b)
            | gấp\s(?P<times>{times}|\d{{1,3}}(?:[.,]\d{{1,2}})?)\b(?!\s{no_times}\b|\s?[-–%/]|[.,]\d
                |,?\s(?:\w+\s)?lần\b|\s\w+(?:,?\s\w+)?\slần\b)
            | (?P<low>{numerals.numeral})
                (?:(?P<to>\s?[-–—]\s?|\s{either}\s|{in_turn}|,?\s(?={about}\s))(?P<below>âm\s|[-−–](?=\d))?
                  (?P<high>(?&low)))?
            )
            """,
            regex.VERBOSE,
        )
        signs, great = any_of(words.of("sign")), any_of(words.at_least(MILLION))
        thousand, small = any_of(words.worth(THOUSAND)), any_of(words.below(THOUSAND))
        amount = r"(?:\d[\d.,]*\s?[-–]\s?)?\d[\d.,]*\s?"
        self.millions = re.compile(rf"{amount}(?:{signs}\d*|{great})\b.*")
        self.great = re.compile(
            rf"{amount}(?:(?:{small}\s)?{thousand}|{any_of(words.worth(TEN_THOUSAND))}|{signs}\d*)\b.*|.*{great}\b.*"
        )

        self.score_cue = regex.compile(
            rf"{cues.any_of('before_score')}\s(?:\w+\s)?$|bại\s(?:\w+\s){{0,2}}$"
            r"|(?<![\d/-])\d{1,2}\s?[-–]\s?\d{1,2}(?:(?:\(\d{1,2}\))?,?\s\(?(?:và\s)?|\)[^.;\n\d]{0,20}\s\()$"
        )
        self.score_of_name = regex.compile(rf"(?<!\p{{L}}){cues.any_of('result')}\s(?:\w+\s){{1,3}}$")
        record = cues.any_of("record")
        self.record = regex.compile(rf"\d{{1,3}}\s{record}(?:\s?[-–]\s?\d{{1,3}}\s{record}(?!\p{{L}})){{1,2}}")
        whole = r"\s?([1-9]\d{0,3}(?:[.,]\d+)*)(?![\d:/])"
        self.proportion = re.compile(rf"([1-9]\d{{0,3}}(?:,\d+)?)\s?(?::|/(?=\d+,\d)){whole}")
        self.proportion_cue = regex.compile(rf"(?<!\p{{L}}){cues.any_of('proportion')}:?\s(?:\p{{L}}+:?\s){{0,3}}$")
        self.score_far = regex.compile(rf"(?<!\p{{L}}){cues.any_of('result')}\s[^.,;:\n\d]{{0,45}}\s$")
        led = cues.any_of("after_score", "after_led")
        self.score_led = re.compile(rf"\d{{1,2}}[-–]\d{{1,2}}(?=[.;)]|,\s|\s{led}\s|$)")
        self.score_after_name = re.compile(rf"\d{{1,2}}[-–]\d{{1,2}}(?=[.;)]|,\s|\s{cues.any_of('after_score')}\s|$)")
        after_hour = cues.any_of("after_hour")
        joint, one = rf"(?:,? {cues.any_of('joint')})", any_of(words.worth(1, "digit"))
        self.joints = frozenset([",", ";", *cues.of("joint")])
        self.list_joint = re.compile(rf"(?P<comma>, )|(?:;|{joint}) ")
        self.next_of_list = re.compile(rf"[^.,;:\n]{{0,30}}(?:,|{joint}) (?:{one} |\d)")
        self.clause_joint = re.compile(rf" [^\W\d_][^.,;:\n]{{0,30}}(?:[,;]|{joint}) ")
        self.lasts = re.compile(rf" {cues.any_of('lasts')}(?![^\W_])")
        self.clock_after = regex.compile(
            rf"\s*(?:\d(?!\d?\s(?:giây\b|phút\b(?!\s{after_hour})))|{after_hour}|,? ?rạng|\(giờ"
            r"|\s?(?:đến|tới|-)\s?\d{1,2}(?:h|\sgiờ)\s(?:ngày\s)?\d{1,2}/)"
        )
        # A clock time with g for giờ, where it does not stand before minutes (20g30).
        self.clock_before = regex.compile(rf"(?<!\p{{L}}){cues.any_of('before_hour')}\s$|\dg(?:\d\d)?\s?[-–]\s?$")
        self.degree_of_place = regex.compile(rf"\s*{cues.any_of('compass')}\b")
        self.not_thousand = regex.compile(rf"{cues.any_of('before_k')}\s$")
        self.price_before = regex.compile(rf"(?<!\p{{L}}){cues.any_of('price')}\s(?:\w+\s)?$")
        self.price_after = regex.compile(rf"\s?(?:/|{cues.any_of('price_unit')}\b|{cues.any_of('price_each')}\s)")
        self.share_noun = regex.compile(rf"\s+{cues.any_of('whole', 'whole_of_figure')}\b")
        self.out_of, self.sets_before = out_of(cues), sets_before(cues)
        bound = _blank(cues.any_of("bound"))
        self.bound = regex.compile(rf"(?<!\p{{L}}){bound}\s(?:một\s)?$")
        self.half_of = regex.compile(rf"\s{cues.any_of('half_of')}\b")
        before_half = cues.any_of("before_share", "before_half")
        self.half_cue = regex.compile(rf"(?<!\p{{L}})(?:{bound}|{before_half})\s(?:đi\s)?$")
        before_fraction = cues.any_of("before_share", "before_fraction")
        self.share_cue = regex.compile(rf"(?<!\p{{L}})(?:{bound}|{before_fraction})\s$")
        self.listed = regex.compile(rf"[^.;!?\n\d]{{0,40}}(?:,|\svà)\s(?:{bound}\s)?")
        self.recorded = regex.compile(rf"(?<!\p{{L}}){cues.any_of('sound')}\s$")
        self.idiom = regex.compile(rf"{cues.any_of('idiom')}\b")
        self.compared = regex.compile(rf",?\s(?:{cues.any_of('compared')})(?:\s\p{{L}}+)?\s|\s?[-–—]\s?")
        self.goes_on = regex.compile(
            rf"\s(?:{cues.any_of('rise')}|(?P<fall>{cues.any_of('fall')}))\s(?:{bound}\s)?|\s(?:đến|tới)\s{bound}\s"
        )
        judged = _blank(cues.any_of("judged"))
        self.changed = regex.compile(rf"(?<!\p{{L}}){cues.any_of('changed')}\s(?:{cues.any_of('more')}\s)?$")
        self.risen = re.compile(rf"[^.,;:()\d]{{0,40}},\s{cues.any_of('changed')}\s(?:{cues.any_of('more')}\s)?")
        self.comes_to = re.compile(rf"\s{cues.any_of('comes_to')}\s")
        self.exactly_after = re.compile(rf"\s{cues.any_of('exactly_after')}(?!\w)")
        self.exactly = regex.compile(rf"(?<!\p{{L}})(?<!{judged}\s){cues.any_of('exactly')}\s$")
        self.in_turn = regex.compile(
            rf"(?<!\p{{L}}){cues.any_of('in_turn')}\s(?:\p{{L}}+\s){{0,2}}"
            r"(?:(?P<first>\d)[\d.,]*,\s(?:\d[\d.,]*,\s)*)?$"
        )
        self.no_score = cues.of("no_score")
        self.averaged = regex.compile(rf"(?<!\p{{L}}){cues.any_of('averaged')}(?!\p{{L}})")
        self.among = regex.compile(rf"\s{cues.any_of('among')}\s(?:{bound}\s)?")
        any_number = any_of(words.of("digit", "ten"))
        some = rf"(?<![\p{{L}}\d.,])(?:\d{{1,3}}|{any_number})"
        self.matches = regex.compile(rf"{some}\s(?P<noun>{cues.any_of('match')})(?!\p{{L}})")
        self.won = regex.compile(rf"(?<!\p{{L}}){record}\s(?:\d{{1,2}}(?![\d.,]\d|\s?[-–/])|{any_number}(?!\p{{L}}))")
        self.money, self.no_money, self.reckoned = (
            regex.compile(rf"(?<!\p{{L}}){cues.any_of(kind)}(?!\p{{L}})") for kind in ("money", "no_money", "reckoned")
        )
        self.money_before = regex.compile(rf"(?<!\p{{L}}){cues.any_of('money')}\s(?:(?:là|từ|{bound})\s)?$")
        self.dated = re.compile(rf"năm\s(?:\d|{cues.any_of('dated')}\b)")
        self.vague = regex.compile(rf"\s+{cues.any_of('vague')}\b")


def _in_turn(digits: Mapping[str, float]) -> str:
    """Return the pattern of a comma between a digit, from one on, and the one after it: hai, ba người; 4, 5 năm."""
    pairs = [(str(low), str(low + 1)) for low in range(1, 9)]
    pairs += [(low, high) for low in digits for high in digits if digits[high] == digits[low] + 1 > 1]
    forms = ((_blank(any_of([low])), _blank(any_of([high]))) for low, high in pairs)
    commas = (rf"(?<=(?<![\p{{L}}\d.,]){low}),\s(?={high}\s\p{{L}})" for low, high in forms)
    return f"(?:{'|'.join(commas)})"


def _blank(pattern: str) -> str:
    return pattern.replace(" ", r"\s")

import pytest
import regex
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bpextract.components.numbers.numerals import Number, Numerals, is_english_style, read_digits, rounded
from bpextract.components.numbers.patterns import numeral_patterns
from bpextract.components.numbers.words import NumberWords
from bpextract.lexicons.alternation import Kinds
from bpextract.lexicons.lexicon import packaged
from bpextract.lexicons.schemas import NUMBER_CUES, NUMBER_WORDS

WORDS = NumberWords(packaged(NUMBER_WORDS))
NUMERAL = numeral_patterns(WORDS, Kinds(packaged(NUMBER_CUES))).numeral
read_numeral, same_scale = Numerals(WORDS).read, Numerals(WORDS).same_scale
UNITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("250.000", 250000), ("4,5", 4.5), ("1.234.567,89", 1234567.89), ("1,000,000", 1000000), ("3.5", 3.5),
        ("1.000 tỷ", 1e12), ("2,5 triệu", 2.5e6), ("3 nghìn", 3000), ("5 trăm nghìn", 5e5), ("1 tỷ 200 triệu", 1.2e9),
        ("hai mươi lăm", 25), ("một trăm lẻ năm", 105), ("mười lăm nghìn", 15000), ("hai triệu rưỡi", 2.5e6),
        ("25.873.329.250 tỷ", 25_873_329_250), ("1.147.100 tỷ", 1.1471e15), ("1,5 triệu tỷ", 1.5e15),
        ("nửa triệu", 5e5), ("ba mươi mốt", 31), ("hai mươi tư", 24), ("mười", 10), ("hai nghìn tỷ", 2e12),
        ("hai nghìn không trăm hai mươi", 2020), ("một tỷ hai trăm triệu", 1.2e9), ("năm nghìn sáu trăm", 5600),
        ("08", 8), ("01", 1), ("2 rưỡi", 2.5), ("1 triệu 5 trăm nghìn", 1.5e6), ("2 tỷ 4 trăm triệu", 2.4e9),
        ("32tr5", 3.25e7), ("2tr350", 2.35e6), ("50k", 5e4), ("1tỷ2", 1.2e9), ("không phẩy năm", 0.5),
        ("hai phẩy bảy lăm tỷ", 2.75e9), ("một phẩy không tám", 1.08), ("3 phẩy 5 triệu", 3.5e6), ("hai lăm", 25),
        ("ba mốt", 31), ("hăm ba", 23), ("một trăm hai", 120), ("hai tá", 24), ("nửa tá", 6), ("một vạn rưỡi", 15000),
        ("bẩy lăm", 75), ("sáu tỷ tư", 6.4e9), ("1 000 000", 1e6), ("12 500,5", 12500.5),
    ],
)  # fmt: skip
def test_numerals(text, value):
    assert regex.fullmatch(NUMERAL, text)
    assert read_numeral(text) == Number(value, value)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("hàng chục", 10, 99), ("hàng trăm", 100, 999), ("hàng nghìn", 1000, 9999), ("hàng vạn", 10000, 99999),
        ("hàng triệu", 1e6, 9999999), ("hàng chục nghìn", 10000, 99999), ("cả trăm", 100, 999), ("vài", 2, 9),
        ("mấy", 2, 9), ("vài chục", 20, 90), ("vài trăm nghìn", 200000, 900000),
    ],
)  # fmt: skip
def test_vague_numerals(text, low, high):
    assert read_numeral(text) == Number(low, high)


@pytest.mark.parametrize("text", ["năm ba mẹ", "tỷ tỷ x", ""])
def test_what_is_no_number(text):
    assert read_numeral(text) is None


def spell(value: int) -> str:
    """Spell a number below 1,000,000,000 as schools teach it."""
    parts = []
    for scale, word in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group = value // scale % 1000
        if group:
            parts.append(f"{spell_group(group, bool(parts))} {word}".strip())
    return " ".join(parts)


def spell_group(group: int, after: bool) -> str:
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    words = [f"{UNITS[hundreds]} trăm"] if hundreds or after else []
    if tens == 0 and ones:
        words.append(f"{'lẻ ' if words else ''}{UNITS[ones]}")
    elif tens:
        words.append("mười" if tens == 1 else f"{UNITS[tens]} mươi")
        if ones:
            words.append("lăm" if ones == 5 else "mốt" if ones == 1 and tens > 1 else UNITS[ones])
    return " ".join(words)


@given(st.integers(1, 10**9 - 1))
def test_numbers_in_words_are_read_back(value):
    words = spell(value)
    assert regex.fullmatch(NUMERAL, words), words
    assert read_numeral(words) == Number(value, value), words


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_numbers_in_digits_are_read_back_in_every_style(value, cents):
    assert read_digits(str(value)) == value
    assert read_digits(f"{value:,}".replace(",", ".")) == value
    assert read_digits(f"{value:,}".replace(",", "."), english=False) == value
    assert read_digits(f"{value:,}".replace(",", ".") + f",{cents:02}") == pytest.approx(value + cents / 100)
    assert read_digits(f"{value:,}", english=True) == value
    assert read_digits(f"{value:,}.{cents:02}", english=True) == pytest.approx(value + cents / 100)


@given(st.integers(1, 999), st.integers(0, 999))
def test_what_is_left_out_after_a_scale_is_read_back(whole, rest):
    for scale, size in (("tr", 1e6), ("k", 1e3), ("tỷ", 1e9)):
        written = f"{whole}{scale}{rest:03}"
        assert regex.fullmatch(NUMERAL, written), written
        number = read_numeral(written)
        assert number.low == number.high == pytest.approx(whole * size + rest * size / 1000)


@given(st.integers(1000, 10**12))
def test_blanks_group_thousands(value):
    written = f"{value:,}".replace(",", " ")
    assert regex.fullmatch(NUMERAL, written), written
    assert read_numeral(written) == Number(value, value)


@given(st.integers(0, 99), st.text(alphabet="0123456789", min_size=1, max_size=2))
def test_decimals_are_read_as_they_are_spoken(whole, digits):
    spoken = f"{spell(whole) or UNITS[0]} phẩy {' '.join(UNITS[int(digit)] for digit in digits)}"
    if "năm" not in spoken.split("phẩy")[1].split()[1:]:  # hai phẩy ba năm are years
        assert regex.match(NUMERAL, spoken)[0] == spoken
        assert read_numeral(spoken) == Number(*[pytest.approx(float(f"{whole}.{digits}"))] * 2)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # so long a pattern takes long to draw from
@given(st.text() | st.from_regex(NUMERAL, fullmatch=True))
def test_reading_never_raises_and_bounds_are_in_order(text):
    number = read_numeral(text)
    assert number is None or number.low <= number.high


def test_style_of_the_document():
    assert is_english_style("a total of 1,000,000 shares")
    assert not is_english_style("tăng 4,5 điểm, 1.000.000 đồng; 1, 200, 300")


@given(st.integers(1, 9999), st.integers(0, 99), st.sampled_from([("nghìn", 3), ("triệu", 6), ("tỷ", 9)]))
def test_a_scale_adds_no_digits(whole, hundredths, scale):
    word, zeros = scale
    value = read_numeral(f"{whole},{hundredths:02} {word}")
    assert value == Number(*[(whole * 100 + hundredths) * 10 ** (zeros - 2)] * 2)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("hai phẩy bảy mươi lăm", 2.75), ("hai phẩy bảy mươi", 2.7), ("một phẩy mười", 1.1),
        ("một nghìn rưỡi", 1500), ("mười hai rưỡi", 12.5), ("một trăm hai lăm", 125),
        ("hai nghìn ba trăm triệu", 2.3e9),
        ("một phẩy mười hai", 1.12), ("hai phẩy không mười hai", 2.012),
        ("ba phẩy không năm", 3.05), ("3 phẩy 05", 3.05), ("hai trăm phẩy năm", 200.5),
        ("một phẩy hai nghìn tỷ", 1.2e12),
        ("1 triệu lẻ 5", 1000005), ("5k2", 5200), ("1 trăm 20", 120), ("hai nghìn ba", 2300),
        ("một triệu hai mươi", 1000020),
        ("một nghìn hai trăm ba", 1230), ("hai nghìn linh tám", 2008), ("một trăm linh hai", 102), ("hăm lăm", 25),
        ("một trăm rưỡi", 150), ("hai rưỡi", 2.5), ("hai mươi rưỡi", 25), ("năm trăm rưỡi", 550), ("trăm rưỡi", 150),
        ("triệu rưỡi", 1.5e6), ("hai triệu ba trăm rưỡi", 2000350), ("2 chục nghìn", 20000), ("hai chục", 20),
        ("trăm", 100), ("chục", 10), ("nghìn tỷ", 1e12), ("hai trăm nghìn tỷ", 2e14), ("một nghìn một trăm", 1100),
        ("hai tỷ ba trăm nghìn", 2_000_300_000), ("nửa", 0.5), ("ba tỷ năm", 3.5e9), ("một trăm mười", 110),
    ],
)  # fmt: skip
def test_numerals_in_all_their_turns(text, value):
    assert read_numeral(text) == Number(value, value)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("hai ba triệu", 2e6, 3e6), ("mười mấy", 11, 19), ("năm bảy chục", 50, 70), ("dăm ba", 2, 9),
        ("vài ba nghìn", 2000, 3000), ("hàng trăm triệu", 1e8, 999_000_000), ("vài người", 2, 9),
    ],
)  # fmt: skip
def test_neighbours_and_a_few(text, low, high):
    assert read_numeral(text) == Number(low, high)


@pytest.mark.parametrize(
    "text",
    [
        "hai hai", "5 5", "năm 5", "hai mười", "một trăm mươi", "không triệu", "hai phẩy", "hai phẩy ba mẹ",
        "mẹ phẩy năm",
        "hai mẹ", "mười mươi", "hai nghìn mươi",
    ],
)  # fmt: skip
def test_words_that_make_no_number(text):
    assert read_numeral(text) is None


@pytest.mark.parametrize(
    ("digits", "english", "value"),
    [
        ("0.123", False, 0.123), ("1.234", False, 1234), ("1.234", True, 1.234), ("1234.567", False, 1234.567),
        ("12.34", False, 12.34), ("1,234", True, 1234), ("1,234", False, 1.234), ("1,23", True, 1.23),
        ("1,234.5", False, 1234.5), ("1.234,5", True, 1234.5), ("1.5.6", False, 156), ("1,2,3", False, 123),
        ("1 234", False, 1234), ("123.456.789", True, 123456789), ("999.999", False, 999999),
    ],
)  # fmt: skip
def test_points_and_commas(digits, english, value):
    assert read_digits(digits, english) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,234", 1234), ("1,234 triệu", 1.234e9), ("1.5 triệu", 1.5e6), ("1,234,567,890 tỷ", 1_234_567_890)],
)
def test_the_style_of_the_document_counts_in_numerals(text, value):
    assert read_numeral(text, english=True) == Number(value, value)


@pytest.mark.parametrize(
    ("low", "high", "value"),
    [
        ("5", "7 triệu", 5e6), ("30", "50k", 30000), ("1500", "2 triệu", 1500), ("1000", "2 triệu", 1000),
        ("999", "2 nghìn", 999000), ("2 triệu", "3 triệu", 2e6), ("1,5", "2 tỷ", 1.5e9), ("1.5", "2 tỷ", 1.5e9),
        ("5", "7 nghìn tỷ", 5e12), ("5", "7 người triệu", 5), ("5", "7", 5), ("33,45", "34 triệu", 33_450_000),
    ],
)  # fmt: skip
def test_the_first_of_two_numbers_takes_the_scale_of_the_second(low, high, value):
    assert same_scale(low, read_numeral(low), high) == Number(value, value)


def test_products_are_rounded_to_the_digits_that_a_float_keeps():
    assert rounded(33.45 * 1e6) == 33_450_000
    assert rounded(123456789012345.0) == 123456789012345


def test_a_range_has_no_exact_value():
    assert Number(2, 9).exact is None
    assert Number(5, 5).exact == 5


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("1,000,000", True),
        ("1,000.5", True),
        ("1,000", False),
        ("1,000,00", False),
        ("1,000,0000", False),
        ("-0,500,511,5", False),
    ],
)
def test_what_is_written_in_english_style(text, english):
    assert is_english_style(text) is english

import pickle
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from named import rows

import bpextract as bp
from bpextract.annotation import Annotation
from bpextract.components.dates import DatesFinder
from bpextract.components.figures import FiguresFinder
from bpextract.lexicons import schemas
from bpextract.lexicons.vocabulary import Vocabulary

FINDER, DATES = FiguresFinder(), DatesFinder()
UNITS = [e for e in Vocabulary().entries(schemas.UNITS) if not e["then"] and e["kind"] not in ("duration", "other")]


def figures(text):
    annotation = Annotation.of(text)
    annotation.mentions["DATE"] = list(DATES.find(annotation))
    return [(text[m.start : m.end], m.values()) for m in FINDER.find(annotation)]


BOUNDS = {"": None, "hơn ": ">", "khoảng ": "~"}


@given(st.integers(2, 10**9), st.sampled_from(UNITS), st.sampled_from(["", " "]), st.sampled_from(sorted(BOUNDS)))
def test_any_number_with_any_unit_is_read_back(value, unit, gap, bound):
    value = max(value, int(unit["least"] or 0))
    number = f"{value:,}".replace(",", ".")
    if not unit["form"][0].isalpha() or len(unit["form"]) > 1:
        gap = gap if gap or len(number) < 7 else " "
    if unit["kind"] == "age":
        value, number = value % 100 + 2, str(value % 100 + 2)
    text = f"Tổng cộng {bound}{number}{gap or ' '}{unit['form']} đã dùng."
    ((span, values),) = figures(text)
    assert span == f"{bound}{number}{gap or ' '}{unit['form']}"
    assert (values["value"], values["kind"]) == (value, unit["kind"])
    assert values["value_norm"] == pytest.approx(value * float(unit["factor"]))
    assert values["modifier"] == BOUNDS[bound]


VIETNAMESE = st.text(alphabet="aăâbcdđeêghiklmnoôơprstuưvxyáàảãạ 0123456789.,/-–%()hmkgtỷ\n", max_size=60)
GRAMMAR = (
    "một hai ba năm mười trăm nghìn triệu tỷ rưỡi lẻ linh hơn trên gần từ đến - / , . 5 12 2020 % km người ngày tháng "
    "năm giờ hàng vài nửa phần lần thứ quý số Điều"
)
WORDS = st.lists(st.sampled_from(GRAMMAR.split(" ")), max_size=12).map(" ".join)


@given(st.text() | VIETNAMESE | WORDS)
def test_never_raises_and_stays_inside_the_text(text):
    annotation = Annotation.of(text)
    annotation.mentions["DATE"] = list(DATES.find(annotation))
    for mention in [*annotation.mentions["DATE"], *FINDER.find(annotation)]:
        span = annotation.text[mention.start : mention.end]
        assert span and span == span.strip()
    for mention in FINDER.find(annotation):
        low, high = mention.value_low, mention.value_high
        assert (low is None) == (high is None)
        assert low is None or low <= high
        assert mention.value is None or mention.value == low == high


def test_finder_pickles_and_is_deterministic():
    text = Annotation.of("Có hơn 300 hộ dân và 5-7 tấn gạo.")
    text.mentions["DATE"] = []
    again = pickle.loads(pickle.dumps(FINDER))
    assert [(m.start, m.end, m.values()) for m in again.find(text)] == [
        (m.start, m.end, m.values()) for m in FINDER.find(text)
    ]


def test_what_action_and_subject():
    text = "MTTQ tỉnh Lào Cai đã vận động trên 250.000 lượt người. Công trình có tổng số vốn hơn 1.000 tỷ đồng."
    figure, vốn = bp.extract(text).figures.itertuples()
    assert (figure.what, figure.action, figure.subject) == ("lượt người", "vận động", "MTTQ tỉnh Lào Cai")
    assert figure.subject_organization_id == 0
    assert vốn.what == "tổng số vốn"


def test_trends_and_their_ends():
    rows = bp.extract("Tỷ lệ hộ nghèo giảm từ 15% xuống 9%, thu nhập tăng 12%.").figures
    assert rows.value.tolist() == [15, 9, 12]
    assert rows.action.tolist()[0] == "giảm" and rows.action.tolist()[2] == "tăng"


def test_english_style_is_told_from_the_document_and_said():
    result = bp.extract("Quỹ có 1,000,000 USD. Họ rót 250,000 USD.")
    assert result.figures.value.tolist() == [1000000, 250000]
    assert result.mentions.source.tolist() == ["figures.measure_english_style"] * 2
    assert bp.extract("Họ rót 2,250 USD.").figures.value.tolist() == [2.25]


@pytest.mark.parametrize(
    ("text", "norm", "low", "high"),
    [
        ("Phạt 5-7 triệu đồng.", "VND", 5e6, 7e6),
        ("Thiệt hại hàng tỷ đồng.", "VND", 1e9, 1e10 - 1),
        ("Giá 3 đ/kg đến 5 đ/kg.", "VND/kg", 3, 5),
        ("Đường dài 2-3 km.", "m", 2000, 3000),
        ("Có 5 kg gạo.", "kg", 5, 5),
    ],
)
def test_ranges_have_bounds_in_the_unit_of_their_kind(text, norm, low, high):
    ((_, values),) = figures(text)
    assert (values["unit_norm"], values["value_low_norm"], values["value_high_norm"]) == (norm, low, high)


def test_what_is_counted_has_no_norm():
    ((_, values),) = figures("Có 5-7 hộ bị ngập.")
    assert values["unit_norm"] is values["value_low_norm"] is values["value_high_norm"] is None


def test_a_place_may_lie_in_what_is_counted():
    tables = rows("Xã có 12 Mẹ [Việt Nam](PLACE) anh hùng và 30 hộ nghèo ở [Lào Cai](PLACE).")
    assert [(row["label"], row["text"]) for row in tables["mentions"]] == [
        ("FIGURE", "12 Mẹ Việt Nam anh hùng"), ("PLACE", "Việt Nam"), ("FIGURE", "30 hộ nghèo"), ("PLACE", "Lào Cai"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words", ["một trăm ", "hai mươi ", "1.000 ", "1/2 ", "1 000 000 ", "-5 ", "một phẩy hai ", "5 (năm) "]
)
def test_time_to_read_numbers_without_end_grows_with_their_number(words):
    def seconds(times):
        annotation = Annotation.of(words * times)
        start = time.process_time()
        annotation.mentions["DATE"] = list(DATES.find(annotation))
        FINDER.find(annotation)
        return time.process_time() - start

    few = min(seconds(500) for _ in range(3))
    assert min(seconds(4000) for _ in range(2)) < 4 * 8 * few  # eight times as many; quadratic would be 64 times


@given(st.integers(1, 10**6 - 1), st.sampled_from(["%", "độ C", "triệu đồng"]), st.sampled_from(["âm ", "-", "−"]))
def test_what_is_below_zero_is_read_back(value, unit, sign):
    ((span, values),) = figures(f"Mức đó là {sign}{value} {unit} tại đây.")
    assert span == f"{sign}{value} {unit}"
    assert values["value"] == -value * (1e6 if "triệu" in unit else 1)


@pytest.mark.parametrize(
    ("text", "norm", "value"),
    [
        ("Lương 12 triệu đồng/tháng.", "VND/month", 12e6),
        ("Giá 15.000 đồng/kg.", "VND/kg", 15000),
        ("Thu 40 triệu đồng/người/năm.", "VND/person/year", 40e6),
        ("Giá 20.000 đồng một lít.", "VND/L", 20000),
        ("Trả 3 triệu đồng mỗi tháng.", "VND/month", 3e6),
        ("Mỗi tháng 5 triệu đồng.", "VND", 5e6),
        ("Đạt 5 tấn/ha.", "kg/ha", 5000),
        ("Lãi 6%/năm.", "%/year", 6),
        ("Chạy 36 km/h.", "m/s", 10),
        ("Vé 50.000 đồng/suất.", "VND/portion", 50000),
        ("Rổ 9.000 đồng/rổ.", "VND/rổ", 9000),
    ],
)
def test_a_rate_has_its_base_in_the_unit(text, norm, value):
    ((_, values),) = figures(text)
    assert (values["unit_norm"], values["value_norm"]) == (norm, pytest.approx(value))


def test_both_ends_of_a_range_are_in_its_scale():
    figures = bp.extract("Họ nộp 2.000-2.200 tỷ đồng. Giá từ 500.000 - 1 triệu đồng. Lãi 5-7 triệu đồng.").figures
    assert figures[["value_low", "value_high"]].values.tolist() == [[2e12, 2.2e12], [5e5, 1e6], [5e6, 7e6]]


DURATIONS = {"năm": 31_557_600, "ngày": 86_400, "giờ": 3600, "phút": 60, "giây": 1}


@given(
    st.lists(st.sampled_from(sorted(DURATIONS)), min_size=1, max_size=4, unique=True),
    st.lists(st.integers(2, 50), min_size=4, max_size=4),
    st.sampled_from(["", "/km"]),
)
def test_durations_in_ever_smaller_units_are_one_figure_and_any_row_of_them_is_read(units, values, rate):
    """A KeyError once came of `4 phút 30 giây/km`."""
    text = (
        "Anh chạy mất " + " ".join(f"{value} {unit}" for value, unit in zip(values, units, strict=False)) + f"{rate}."
    )
    found = figures(text)
    sizes = [value * DURATIONS[unit] for value, unit in zip(values, units, strict=False)]
    falling = all(
        larger > DURATIONS[unit] and size < larger
        for larger, unit, size in zip(map(DURATIONS.get, units), units[1:], sizes[1:], strict=False)
    )
    if falling and (not rate or units[0] in ("giờ", "phút", "giây")):
        ((span, read),) = found
        assert span == text[len("Anh chạy mất ") : -1]
        norm = DURATIONS[units[0]] if units[0] in ("ngày", "năm") else 1  # what is long has a unit of its own
        assert read["value_norm"] == pytest.approx(sum(sizes) / norm)
        assert read["unit_norm"].endswith(rate)
    else:
        assert found


def test_a_unit_of_time_of_the_user_s_own_is_read_with_those_of_the_package(tmp_path):
    path = tmp_path / "units.tsv"
    path.write_text("form\tkind\tnorm\tfactor\nhiệp\tduration\tround\t1\n", encoding="utf-8")
    pipeline = bp.load(lexicons={"units": path})
    for text, wanted in (
        ("Giải kéo dài 5 hiệp 2 năm.", (5.0, "round")),
        ("Giải kéo dài 3 năm 4 hiệp.", (3.0, "a")),
    ):
        found = bp.extract(text, nlp=pipeline).figures
        assert next(found[["value", "unit_norm"]].itertuples(index=False, name=None)) == wanted

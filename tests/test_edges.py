"""No finder trips over where a text begins or ends: every beginning and end of sentences as news has them."""

from collections.abc import Iterator

import pytest

from bpextract import schema
from bpextract.document_rows import extract_rows
from bpextract.extractor import Extractor
from bpextract.inputs import Input
from bpextract.result import Result
from bpextract.text.tokenizer import tokenize

SENTENCES = (
    "Ông Lò Văn Sửu, Phó Trưởng ban Kinh tế và Xã hội HĐND tỉnh Lào Cai, nói về 12,5 tỷ đồng.",
    "Ủy ban Kinh tế, Văn hóa và Giáo dục của Quốc hội họp ngày 5 và 6/12/2025 tại phường Cầu Giấy, Hà Nội.",
    "Sở Nông nghiệp, Môi trường và Tài nguyên cho biết hơn 1.234 hộ, 5-7 ha ngô bị ngập từ đêm 30 đến rạng sáng 31/8.",
    "Bà Đào Thị Hương (SN 1985, trú tại thôn Bản Quẩn, xã Bản Phiệt) mất hai phần ba số tiền 3 triệu 500 nghìn đồng.",
    "Ngân hàng TMCP Ngoại thương Việt Nam (VCB) lãi 20% trong quý III năm 2024, theo Bộ trưởng Bộ Tài chính.",
    "TP. Huế: PGS.TS. Nguyễn Văn An – nguyên Viện trưởng Viện Sử học – thắng 3-1 trong năm 2019-2020…",
    "“Một trăm linh năm người”, Đại tá, ThS Trần Quốc Tuấn (Ảnh: Minh Hà/TTXVN) kể lúc 8h30 ngày mồng 3 Tết.",
)
AFTER = ("", ",", " và", ", và", " (", " –", "-", "/", ".", "…", " của", " tỉnh", " ông", "\n", "%", "“")


def edges(sentence: str) -> Iterator[str]:
    """Yield every beginning of a sentence, with what may come after it, and every end of it."""
    tokens = tokenize(sentence)
    for at, end in enumerate(tokens.ends):
        yield sentence[:end]
        yield sentence[:end] + AFTER[at % len(AFTER)]
        yield sentence[tokens.starts[at] :]
    yield from (sentence + after for after in AFTER)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize("sentence", SENTENCES, ids=range(len(SENTENCES)))
def test_no_beginning_and_no_end_is_lost(extractor: Extractor, sentence: str) -> None:
    texts = list(dict.fromkeys(edges(sentence)))
    rows = extract_rows([Input(str(number), text) for number, text in enumerate(texts)], nlp=extractor)
    result = Result(rows, {str(number): text for number, text in enumerate(texts)})
    assert result.documents.error.isna().all(), result.documents.error.dropna().tolist()
    assert schema.check(result) == []


@pytest.mark.parametrize(
    "text", ["Ủy ban Kinh tế,", "Ủy ban Kinh tế và", "Sở Văn hóa, Thể thao và", "Ban Tuyên giáo, "]
)
def test_a_body_may_end_in_the_middle_of_its_field(extractor: Extractor, text: str) -> None:
    assert extractor.rows(text)["documents"]

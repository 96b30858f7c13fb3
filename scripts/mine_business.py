"""Mine the lines of business in the names of companies: scripts/mine_business.py RAW.jsonl.gz… > TSV.

Words in lower case between the legal form and a capital belong to the name (Công ty TNHH *dịch vụ* và *vận tải* An
Bình). Runs are cut at commas, dashes and `và`; those with words of grammar are sentences, and rare ones are dropped.
"""

import gzip
import json
import re
import sys
from collections import Counter

from bpextract.lexicons.schemas import GRAMMAR_WORDS
from bpextract.lexicons.vocabulary import Vocabulary
from bpextract.text.cleaning import clean
from bpextract.text.folding import fold

LEAST = 2  # times a line of business was seen
LONGEST = 5  # words
_FORM = re.compile(
    r"công ty (?:tnhh(?: mtv| một thành viên)?|cp|cổ phần|liên doanh)|tổng công ty(?: cp| cổ phần)?|tập đoàn"
    r"|doanh nghiệp tư nhân|dntn|hợp tác xã|htx"
)
_WORD = re.compile(r",? ([^\W\d_]+|[-–&])")
_JOINT = re.compile(r"[-–&,]| và ")
# Not of a company, or half of a word, as reading the list showed.
_OTHER = frozenset(
    [
        "lớn",
        "nhất",
        "ông",
        "bà",
        "việc",
        "không",
        "sẽ",
        "thêm",
        "bộ",
        "tỉnh",
        "huyện",
        "xã",
        "phường",
        "tuyển",
        "phối",
        "mời",
        "hiện",
        "cũng",
        "tập",
        "tổng",
        "anh",
        "chị",
        "giải",
        "hàng",
        "trình",
        "thoái",
        "vay",
        "quân",
        "sông",
        "đất",
        "hùng",
        "kết",
        "hoàn",
        "thuộc",
        "ty",
        "phần",
        "phiệt",
    ]
)
_DROPPED = frozenset(
    [
        "bay dịch vụ",
        "báo cáo",
        "bất đống sản",
        "chợ gốm làng cổ",
        "diệt chủng",
        "khu vực",
        "nhà nước",
        "sắp xếp",
        "trực thuộc",
        "tư nhân",
        "đa ngành",
        "đa quốc gia",
        "điện lực thành phố",
        "tổ chức kiểm điểm",
        "du lịch nhà nước",
    ]
)


def run(text: str, at: int) -> str:
    """Return the words in lower case from `at` to the next capital; nothing, where another mark ends them."""
    start = at
    while word := _WORD.match(text, at):
        if word[1][0].isupper():
            return text[start:at]
        at = word.end()
    return ""


def mine(paths: list[str]) -> dict[str, int]:
    """Return the lines of business by how often they were seen."""
    stops = ({entry["form"] for entry in Vocabulary().entries(GRAMMAR_WORDS)} | _OTHER) - {"đầu"}  # đầu tư
    counts: Counter[str] = Counter()
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                text = clean(json.loads(line)["text"]).text
                folded = fold(text)
                for form in _FORM.finditer(folded):
                    for part in _JOINT.split(fold(run(text, form.end()))):
                        words = part.split()
                        if 0 < len(words) <= LONGEST and not stops.intersection(words):
                            counts[" ".join(words)] += 1
    return {form: count for form, count in counts.items() if count >= LEAST and form not in _DROPPED}


if __name__ == "__main__":
    print("# Lines of business in the names of companies, mined from 43,000 news articles of 2016-2020")
    print("# by scripts/mine_business.py; count: occurrences.")
    print("form\tcount")
    for form, count in sorted(mine(sys.argv[1:]).items()):
        print(f"{form}\t{count}")

"""How time grows with the text, for texts that are one thing over and over: the exponent should be 1.

    python benchmarks/growth.py [--most 1000000] [--only NAME] [--profile]

Prints for each kind of text the seconds at the largest size and the exponent between that and a quarter of it. The time
is that of the processor, the least of several where a text takes little. tests/test_growth.py counts steps of the same
texts, at small size.
"""

import argparse
import cProfile
import math
import pstats
import time

from bpextract.extractor import Extractor

TEXTS = {
    "full stops": ".",
    "ellipses": "…",
    "exclamations": "!",
    "questions": "?!",
    "marks and blanks": ". . ",
    "ellipses and quotation marks": "…”",
    "numerals in words": "một trăm ",
    "one name": "Nguyễn ",
    "roman numerals": "IV, ",
    "roman numerals in a row": "XII VI ",
    "title case": "Trường Giang Sơn Hà Vũ Minh ",
    "provinces with dashes": "Lào Cai - Yên Bái - Hà Giang – ",
    "provinces with commas": "Lào Cai, Yên Bái, Hà Giang, ",
    "names in capitals": "NGUYỄN VĂN AN, LÒ THỊ MAI, ",
    "capital letters": "A ",
    "letters without blanks": "aA",
    "brackets": "(((",
    "quotation marks": "“",
    "digits": "1",
    "digits and points": "1.",
    "digits and blanks": "12 ",
    "dates": "ngày 12/11, ",
    "prices": "Gạo 25.000 đồng/kg, ",
    "a table of numbers": "12\t3,5\t1.200\n",
    "one sentence": "xã vận động người dân ở tỉnh Lào Cai tặng 5 kg gạo và ",
    "titles": "Phó Chủ tịch ",
    "honorifics": "ông ",
    "unit words": "tỉnh ",
    "bodies": "UBND tỉnh Lào Cai, ",
    "words": "và ",
    "blanks": "a   ",
    "line ends": "a\n",
    "short lines": "Lào Cai\n",
    "garbled letters": "Viá»‡t ",
    "glued words": "QuangSau",
    "percents": "75%",
    "entities": "&amp;",
    "underscores": "a_",
    "credits": "Ảnh: ",
    "links": ">> ",
    "addresses": "a.b@",
}

MOST_TIMES = 5
ENOUGH = 5.0  # seconds after which a text is not read again


def text_of(kind: str, size: int) -> str:
    """Return a text of a kind with so many characters."""
    piece = TEXTS[kind]
    return (piece * (size // len(piece) + 1))[:size]


def seconds(extractor: Extractor, kind: str, size: int) -> float:
    """Return the time of the processor that a text takes, the least of several: what else runs can only add to it."""
    text, taken = text_of(kind, size), []
    while len(taken) < MOST_TIMES and sum(taken) < ENOUGH:
        began = time.process_time()
        extractor.annotate(text)
        taken.append(time.process_time() - began)
    return min(taken)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=1_000_000)
    parser.add_argument("--only", choices=TEXTS)
    parser.add_argument("--profile", action="store_true")
    args = parser.parse_args()
    extractor = Extractor()
    extractor.annotate("Ông Lò Văn Hải ở Lào Cai.")
    for kind in [args.only] if args.only else TEXTS:
        profile = cProfile.Profile() if args.profile else None
        small = seconds(extractor, kind, args.most // 4)
        if profile:
            profile.enable()
        large = seconds(extractor, kind, args.most)
        print(f"{kind:30} {large:8.2f} s   exponent {math.log(large / small, 4):.2f}", flush=True)
        if profile:
            profile.disable()
            pstats.Stats(profile).sort_stats("tottime").print_stats(12)


if __name__ == "__main__":
    main()

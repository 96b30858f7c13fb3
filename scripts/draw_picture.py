"""Draw docs/images/show.svg, the picture of the README: part of the seed article as `bpextract show` prints it."""

import io
from pathlib import Path

from rich.console import Console

import bpextract as bp
from bpextract.report.terminal import coloured, legend, print_tables

ROOT = Path(__file__).parent.parent
PARTS = ("Bà Đỗ Thị Loan, Trưởng Ban", "MTTQ các cấp cũng phối hợp nắm chắc", "Bí thư Huyện ủy Mường Khương Giàng")


def main() -> None:
    """Draw the picture."""
    lines = (ROOT / "corpora" / "articles" / "seed.txt").read_text(encoding="utf-8").splitlines()
    text = "\n\n".join(next(line for line in lines if line.startswith(part)) for part in PARTS)
    result = bp.extract(text)
    console = Console(record=True, width=112, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(coloured(text, result.mentions), "\n", legend(), "\n", sep="")
    print_tables(console, result)
    target = ROOT / "docs" / "images" / "show.svg"
    target.parent.mkdir(exist_ok=True)
    console.save_svg(str(target), title="bpextract show article.txt")


if __name__ == "__main__":
    main()

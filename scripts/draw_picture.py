"""Draw the pictures of the README: `show.svg`, a text in a terminal, and `report.png`, the report in Chromium."""

import io
import shutil
import tempfile
from pathlib import Path

from rich.console import Console

import bpextract as bp
from bpextract.report.terminal import coloured, legend, print_tables

ROOT = Path(__file__).parent.parent
ARTICLES, IMAGES = ROOT / "corpora" / "articles", ROOT / "docs" / "images"
PARTS = ("Bà Đỗ Thị Loan, Trưởng Ban", "MTTQ các cấp cũng phối hợp nắm chắc", "Bí thư Huyện ủy Mường Khương Giàng")


def main() -> None:
    """Draw the pictures."""
    IMAGES.mkdir(exist_ok=True)
    draw_terminal(IMAGES / "show.svg")
    draw_report(IMAGES / "report.png")


def draw_terminal(target: Path) -> None:
    """Draw a part of the seed article as `bpextract show` prints it."""
    lines = (ARTICLES / "seed.txt").read_text(encoding="utf-8").splitlines()
    text = "\n\n".join(next(line for line in lines if line.startswith(part)) for part in PARTS)
    result = bp.extract(text)
    console = Console(record=True, width=112, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(legend(), "\n\n", coloured(text, result.mentions), "\n", sep="")
    print_tables(console, result)
    console.save_svg(str(target), title="bpextract show article.txt")


def draw_report(target: Path) -> None:
    """Draw the report of the articles, at the seed article, with the mouse over a place."""
    from playwright.sync_api import sync_playwright

    articles = [path for path in sorted(ARTICLES.glob("*.txt")) if "." not in path.stem]
    page = Path(tempfile.mkdtemp()) / "report.html"
    bp.extract({path.stem: path.read_text(encoding="utf-8") for path in articles}).to_html(page)
    seed = [path.stem for path in articles].index("seed")
    with sync_playwright() as running:
        browser = running.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": 1360, "height": 860})
        tab.goto(f"{page.as_uri()}#text/{seed}")
        tab.wait_for_selector("body[data-ready]")
        tab.hover("mark[data-label=ROLE] mark[data-label=PLACE] >> nth=1")
        tab.wait_for_selector("#tip dl")
        tab.screenshot(path=target)
        browser.close()


if __name__ == "__main__":
    main()

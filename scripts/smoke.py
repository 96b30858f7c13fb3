"""Try an installed bpextract where the repository is not and no socket opens: a text, `show`, a batch job, spaCy.

`scripts/release.py` runs it, in a virtual environment with the wheel and with sockets blocked.
"""

import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import spacy

import bpextract as bp

TEXT = (
    "Ngày 12/11/2025, ông Lò Văn Hải, Chủ tịch UBND xã Bản Phiệt, tỉnh Lào Cai, trao 35 triệu đồng cho 12 hộ.\n"
    "Bà Đỗ Thị Loan ở xã Mường Khương nhận 3,5 tấn gạo của Công an tỉnh Lào Cai."
)
COMMAND = Path(sys.executable).parent / "bpextract"


def sockets_are_blocked() -> None:
    """Fail where this process could still reach a network; a port of this machine stands for it."""
    try:
        socket.create_connection(("127.0.0.1", 9), timeout=1)
    except PermissionError:
        return
    except OSError:
        pass
    sys.exit("sockets are not blocked: the smoke test would prove nothing about work without a network")


def a_text() -> None:
    """`bp.extract` finds people, figures with values, and dates, by the package that is installed here."""
    assert Path(bp.__file__).is_relative_to(sys.prefix), f"{bp.__file__} is not the installed package"
    result = bp.extract(TEXT)
    assert list(result.people.name) == ["Lò Văn Hải", "Đỗ Thị Loan"], list(result.people.name)
    assert list(result.figures.value) == [35e6, 12, 3.5], list(result.figures.value)
    assert list(result.dates.value) == ["2025-11-12"], list(result.dates.value)
    assert {"code"} <= set(result.places.columns)
    for mention in result.mentions.itertuples():
        assert TEXT[mention.start : mention.end] == mention.text


def show(folder: Path) -> None:
    """`bpextract show` prints a text and its tables."""
    file = folder / "article.txt"
    file.write_text(TEXT, encoding="utf-8")
    shown = run("show", file)
    assert "Lò Văn Hải" in shown and "35,000,000" in shown, shown


def a_job(folder: Path) -> None:
    """`bpextract extract` in two worker processes writes the rows that `bp.extract` gives."""
    news = folder / "news"
    news.mkdir()
    for number in range(6):
        (news / f"{number}.txt").write_text(TEXT, encoding="utf-8")
    run("extract", news, "-o", folder / "out", "--workers", "2")
    stored = bp.read_parquet(folder / "out")
    assert len(stored.documents) == 6 and stored.documents.error.isna().all(), stored.documents
    assert len(stored.mentions) == 6 * len(bp.extract(TEXT).mentions)


def by_spacy(folder: Path) -> None:
    """A pipeline is written and loaded again by spaCy, which finds the package's components by their entry points."""
    bp.load().to_disk(folder / "pipeline")
    doc = spacy.load(folder / "pipeline")(TEXT)
    assert "Lò Văn Hải" in [entity.text for entity in doc.ents], doc.ents


def run(*arguments: str | Path) -> str:
    """Return what a command of `bpextract` prints."""
    done = subprocess.run([COMMAND, *arguments], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def main() -> None:
    """Try everything; the first that fails says so."""
    sockets_are_blocked()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        a_text()
        show(folder)
        a_job(folder)
        by_spacy(folder)
    python = sys.version.split()[0]
    print(f"bpextract {bp.__version__} works without its repository and without sockets, on Python {python}")


if __name__ == "__main__":
    main()

"""The code on every page runs, and says what the page says it does."""

import gzip
import json
import re
import shutil
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from code_blocks import blocks, run_bash, run_console, run_python, script

import bpextract as bp

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "corpora" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
VIETNAMESE = {
    ROOT / "docs" / "vi" / "README.md": PAGES[0],
    ROOT / "docs" / "vi" / "quickstart.md": ROOT / "docs" / "quickstart.md",
}
FILES = {
    "bai-bao": "article",
    "thu-muc": "news",
    "ket-qua": "out",
    "bao-cao": "report",
    "bang": "tables",
    "chuc-danh": "titles",
}
TEXT = (
    "Ông Lò Văn Páo, Chủ tịch UBND xã Bản Phiệt, huyện Bảo Thắng, tặng 20 suất quà và 5 triệu đồng cho bà Vàng Thị Mỷ."
)


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with the files that the pages speak of, as the current one."""
    for folder, name in (
        ("news", "a.txt"),
        ("news", "b.txt"),
        (".", "article.txt"),
    ):
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / name).write_text(TEXT, encoding="utf-8")
    row = json.dumps({"url": "n/1", "body": TEXT, "date": "2025-12-01"}, ensure_ascii=False) + "\n"
    (tmp_path / "more").mkdir()
    for name in ("more.jsonl", "more/c.jsonl"):
        (tmp_path / name).write_text(row, encoding="utf-8")
    (tmp_path / "more.jsonl.gz").write_bytes(gzip.compress(row.encode()))
    news = pd.DataFrame([json.loads(row)])
    news.to_csv(tmp_path / "news.csv", index=False)
    news.to_parquet(tmp_path / "news.parquet")
    page = f"<html><body><article><h1>Tặng quà</h1>{f'<p>{TEXT}</p>' * 5}</article></body></html>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    (tmp_path / "mine.tsv").write_text("form\tkind\nNghệ nhân chè\toccupation\n", encoding="utf-8")
    (tmp_path / "examples").mkdir()
    (tmp_path / "examples" / "mine.txt").write_text(
        "# labels: FIGURE\nCó [5 hộ](FIGURE value=5) bị ngập\n", encoding="utf-8"
    )
    shutil.copytree(ROOT / "corpora", tmp_path / "corpora")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_code_blocks_run(page, desk):
    namespace: dict = {}
    for number, block in enumerate(blocks(page.read_text(encoding="utf-8"))):
        if block.kind == "python" and not block.needs_java:
            run_python(block.code, namespace, desk / f"block{number}.py")
        elif block.kind == "pycon":
            run_console(block.code, namespace, page.name)
        elif block.kind == "bash":
            run_bash(script(block.code))


def in_english(code):
    """Return code without its comments, its files named as on the English page."""
    bare = re.sub(r" +# .*", "", code)
    return re.sub(r"(?<![\w-])[\w-]+", lambda name: FILES.get(name[0], name[0]), bare)


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "vi").glob("*.md")), ids=lambda page: page.name)
def test_vietnamese_pages_have_the_code_of_the_english_ones(page):
    own, english = (blocks(each.read_text(encoding="utf-8")) for each in (page, VIETNAMESE[page]))
    for mine, theirs in zip(own, english, strict=True):
        assert (mine.kind, mine.needs_java) == (theirs.kind, theirs.needs_java)
        assert in_english(mine.code) == in_english(theirs.code)


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_sql_finds_something(page, desk):
    queries = [block.code for block in blocks(page.read_text(encoding="utf-8")) if block.kind == "sql"]
    if not queries:
        return
    (desk / "news" / "empty.txt").touch()
    run_bash("bpextract extract news -o news.duckdb")
    (desk / "out" / "people").mkdir(parents=True)
    bp.extract(TEXT).people.to_parquet(desk / "out" / "people" / "part-000000.parquet")
    with duckdb.connect("news.duckdb") as connection:
        for statement in duckdb.extract_statements("".join(queries)):
            assert connection.execute(statement).fetchall(), statement.query


@pytest.mark.cluster
@pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java")
@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_code_blocks_of_spark_run(page, desk):
    for block in blocks(page.read_text(encoding="utf-8")):
        if block.needs_java:
            (desk / "spark.py").write_text(block.code, encoding="utf-8")
            run_bash("SPARK_LOCAL_IP=127.0.0.1 python spark.py")


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("```py\n1\n```\n", "no test runs"),
        ("```\nbpextract show a.txt\n```\n", "name the language"),
        ("- one\n\n  ```python\n  1\n  ```\n", "indented"),
    ],
)
def test_no_block_is_passed_over(page, said):
    with pytest.raises(ValueError, match=said):
        blocks(page)


def test_what_is_wrong_fails(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(AssertionError):
        run_console(">>> 1 + 1\n3\n", {}, "page")
    with pytest.raises(AssertionError):
        run_console("1 + 1\n", {}, "page")
    with pytest.raises(AssertionError):
        run_python("assert 1 + 1 == 3", {}, tmp_path / "block.py")
    with pytest.raises(AssertionError, match=r"none\.txt"):
        run_bash("bpextract show none.txt\ntrue")

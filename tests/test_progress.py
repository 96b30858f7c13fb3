"""How far a job says it is: it moves with every document, wherever these stand in shards."""

from hypothesis import given
from hypothesis import strategies as st

from bpextract.batch.engine import Engine
from bpextract.batch.job import run
from bpextract.batch.manifest import ShardRow
from bpextract.batch.progress import Progress
from bpextract.batch.shards import cut, identify
from bpextract.batch.totals import Step
from bpextract.columns import Columns

COLUMNS = Columns(None, None, None)
TEXT = "Ông Nguyễn Văn An nói trên 70 km đường bị ngập."


def follow():
    """Return a Progress, and the list in which it notes where it was."""
    seen: list[tuple[int, int, int]] = []
    return Progress(lambda now: seen.append((now.n_documents, now.n_chars, now.size))), seen


def test_shards_under_way_and_done_add_up():
    progress, seen = follow()
    progress.resume(ShardRow(0, "", n_documents=4, n_chars=40, size=50))
    progress.step(Step(1, 1, 10, 12))
    progress.step(Step(2, 3, 30, 36))
    progress.step(Step(1, 2, 20, 24))
    progress.finish(ShardRow(1, "", n_documents=2, n_chars=20, size=30))
    assert seen == [(4, 0, 50), (5, 10, 62), (8, 40, 98), (9, 50, 110), (9, 50, 116)]


def test_a_shard_that_is_done_again_begins_anew():
    progress, seen = follow()
    progress.step(Step(0, 7, 70, 80))
    progress.step(Step(0, 0, 0, 0))
    progress.finish(ShardRow(0, "", n_documents=8, n_chars=80, size=90))
    assert seen[1:] == [(0, 0, 0), (8, 80, 90)]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 50)), max_size=30))
def test_the_end_is_the_sum_of_the_shards_whatever_they_told(steps):
    progress, seen = follow()
    for shard, n in steps:
        progress.step(Step(shard, n, 10 * n, 12 * n))
    for shard in range(4):
        progress.finish(ShardRow(shard, "", n_documents=shard, n_chars=shard, size=shard))
    assert seen[-1] == (6, 6, 6)


def engine_steps(monkeypatch):
    steps: list[Step] = []
    note = Progress.step

    def noted(self, step):
        steps.append(step)
        note(self, step)

    monkeypatch.setattr(Progress, "step", noted)
    return steps


def test_a_job_of_one_shard_tells_of_every_document(tmp_path, monkeypatch):
    folder = tmp_path / "news"
    folder.mkdir()
    for n in range(5):
        (folder / f"{n}.txt").write_text(TEXT, encoding="utf-8")
    expected = [(n, n * len(TEXT), n * len(TEXT.encode())) for n in range(6)]
    for workers in (0, 1):
        with monkeypatch.context() as patch:
            steps = engine_steps(patch)
            run([folder], tmp_path / f"out{workers}", engine=Engine(workers=workers))
        assert [(step.n_documents, step.n_chars, step.size) for step in steps] == expected


def test_the_share_of_a_web_page_is_that_of_its_file(tmp_path):
    for n in range(4):
        (tmp_path / f"{n}.html").write_text(f"<html><!-- {'x' * 1000} --><p>{TEXT}</p></html>", encoding="utf-8")
    (shard,) = cut([tmp_path], COLUMNS, 10_000_000)
    documents = list(shard.read(COLUMNS, {}))
    assert sum(map(shard.size_of, documents)) == shard.size == identify([tmp_path]).size


def test_the_share_of_a_row_is_its_text(tmp_path):
    path = tmp_path / "news.csv"
    path.write_text(f"id,text\na,{TEXT}\nb,Mưa.\n", encoding="utf-8")
    (shard,) = cut([path], COLUMNS, 10_000_000)
    assert [shard.size_of(document) for document in shard.read(COLUMNS, {})] == [len(TEXT.encode()), 5]

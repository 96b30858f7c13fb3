"""Throughput and memory of batch jobs, by engine and number of workers.

    python benchmarks/batch.py news.jsonl.gz … [--documents 10000] [--repeat 2] [--clusters]

Each job runs in a process of its own, after the first `--documents` of the inputs have been put into one file. The row
`bare` is no job but what jobs are measured against: a loop in one process that reads the same file and extracts the
rows of each document, to throw them away. All are run in turn, --repeat times, and the fastest of each is shown: on a
machine that does other work, too, only the ratios of these say something. Prints a table:

- characters/s of the whole job, from its start to its last file (starting workers included);
- against bare: seconds of all workers together, over those of the bare loop, less 1: what the job costs;
- writing: share of a worker's time that goes into Parquet and renaming, the rest being reading and extraction;
- overhead: share of the workers' time in which they do neither: they start, or wait for a shard;
- memory: peak of the parent, and of the largest process below it.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

from bpextract.batch.job import Engine, Summary, run
from bpextract.document_rows import extract_rows
from bpextract.inputs import Input
from bpextract.sources import read

BARE = Engine("bare", workers=1)
JOBS = (BARE, Engine(workers=1), Engine(workers=2))
CLUSTERS = (Engine("dask", workers=2), Engine("spark", workers=2))


def measure(news: Path, engine: Engine) -> dict[str, Any]:
    """Run one job (or the bare loop) in this process and return what it took."""
    with tempfile.TemporaryDirectory() as folder:
        began = perf_counter()
        summary = bare(news) if engine == BARE else run([news], Path(folder) / "out", engine=engine)
        seconds = perf_counter() - began
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines())
    return {
        "documents": summary.n_documents,
        "seconds": seconds,
        "rate": summary.n_chars / seconds,
        "writing": summary.seconds_writing / (summary.seconds_extracting + summary.seconds_writing),
        "overhead": 1 - (summary.seconds_extracting + summary.seconds_writing) / seconds / (engine.workers or 1),
        "parent": int(status["VmHWM"].split()[0]) / 1024,
        "child": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    }


def bare(news: Path) -> Summary:
    """Read and extract every document, and do nothing else."""
    summary = Summary()
    began = perf_counter()
    for document in read([news]):
        summary.n_mentions += len(extract_rows([Input(document.doc_id, document.text)])["mentions"])
        summary.n_documents += 1
        summary.n_chars += len(document.text or "")
    summary.seconds_extracting = perf_counter() - began
    return summary


def apart(news: Path, engine: Engine) -> dict[str, Any]:
    """Return what a run took in a process of its own."""
    command = [sys.executable, __file__, str(news), "--engine", engine.name, "--workers", str(engine.workers)]
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable}
    shown = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True).stdout
    return dict(json.loads(shown.splitlines()[-1]))


def first(inputs: list[Path], documents: int) -> Iterator[str]:
    """Yield the first documents of the inputs as JSON lines."""
    for document in islice(read(inputs), documents):
        if document.text:
            yield json.dumps({"id": document.doc_id, "text": document.text}, ensure_ascii=False) + "\n"


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+", type=Path)
    parser.add_argument("--documents", type=int, nargs="+", default=[10_000])
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--clusters", action="store_true", help="Dask and Spark, too")
    parser.add_argument("--engine", help=argparse.SUPPRESS)
    parser.add_argument("--workers", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.engine:
        print(json.dumps(measure(options.inputs[0], Engine(options.engine, options.workers))))
        return
    print(
        "| documents | engine | workers | seconds | characters/s | against bare | writing | overhead | parent MB "
        "| largest child MB |"
    )
    print(f"|{' ---: | --- |'}{' ---: |' * 8}")
    for documents in options.documents:
        with tempfile.TemporaryDirectory() as folder:
            news = Path(folder) / "news.jsonl"
            with news.open("w", encoding="utf-8") as stream:
                stream.writelines(first(options.inputs, documents))
            engines = (*JOBS, *(CLUSTERS if options.clusters else ()))
            rounds = [[apart(news, engine) for engine in engines] for _ in range(options.repeat)]
        fastest = [min(runs, key=lambda figures: figures["seconds"]) for runs in zip(*rounds, strict=True)]
        for engine, f in zip(engines, fastest, strict=True):
            against = f["seconds"] * (engine.workers or 1) / fastest[0]["seconds"] - 1
            print(
                f"| {f['documents']:,} | {engine.name} | {engine.workers} | {f['seconds']:.1f} | {f['rate']:,.0f} "
                f"| {against:.1%} | {f['writing']:.1%} | {f['overhead']:.1%} | {f['parent']:.0f} | {f['child']:.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()

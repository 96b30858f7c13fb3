"""Throughput and memory of batch jobs, by engine and number of workers.

    python benchmarks/batch.py news.jsonl.gz … [--documents 10000] [--repeat 2] [--clusters]

Each job runs in a process of its own, after the first `--documents` of the inputs have been put into one file. On a
machine that does other work, too, only the ratios say something, of the fastest runs: hence --repeat. Prints a table:

- characters/s of the whole job, from its start to its last file (starting workers included);
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

from bpextract.batch.job import Engine, run
from bpextract.sources import read

JOBS = (Engine(workers=1), Engine(workers=2))
CLUSTERS = (Engine("dask", workers=2), Engine("spark", workers=2))


def measure(news: Path, engine: Engine) -> dict[str, Any]:
    """Run one job in this process and return what it took."""
    with tempfile.TemporaryDirectory() as folder:
        began = perf_counter()
        summary = run([news], Path(folder) / "out", engine=engine)
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


def fastest(news: Path, engine: Engine, repeat: int) -> dict[str, Any]:
    """Return the figures of the fastest of some runs."""
    command = [sys.executable, __file__, str(news), "--engine", engine.name, "--workers", str(engine.workers)]
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable}
    found = []
    for _ in range(repeat):
        shown = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, text=True).stdout
        found.append(json.loads(shown.splitlines()[-1]))
    return min(found, key=lambda figures: figures["seconds"])


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
        "| documents | engine | workers | seconds | characters/s | writing | overhead | parent MB | largest child MB |"
    )
    print("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for documents in options.documents:
        with tempfile.TemporaryDirectory() as folder:
            news = Path(folder) / "news.jsonl"
            with news.open("w", encoding="utf-8") as stream:
                stream.writelines(first(options.inputs, documents))
            for engine in (*JOBS, *(CLUSTERS if options.clusters else ())):
                f = fastest(news, engine, options.repeat)
                print(
                    f"| {f['documents']:,} | {engine.name} | {engine.workers} | {f['seconds']:.1f} | {f['rate']:,.0f} "
                    f"| {f['writing']:.1%} | {f['overhead']:.1%} | {f['parent']:.0f} | {f['child']:.0f} |",
                    flush=True,
                )


if __name__ == "__main__":
    main()

"""How the cost of linking grows: seconds, memory and disk for corpora of several sizes.

    python benchmarks/link.py RESULTS [--documents 6000 12000 30000 100000] [--memory-limit 2000]

RESULTS is a folder of Parquet that `bpextract extract` wrote. A corpus of more documents is made of it by repeating its
rows under other ids, every second copy with other given names, so that both the names and their appearances grow. The
texts of copies differ in each sentence: that all are copies of one another would be another question. Each size is
linked in a process of its own.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from bpextract.linking.stored import link_folder
from bpextract.linking.tables import READ, connect


def replicate(results: Path, folder: Path, documents: int) -> None:
    """Write the tables of so many documents, copies of those of the results, into a folder."""
    connection = connect()
    folder.mkdir(parents=True)
    (size,) = connection.execute(f"SELECT count(*) FROM '{_source(results, 'documents')}'").fetchone() or (0,)
    for name in READ:
        given = f"read_parquet('{_source(results, name)}', union_by_name = true)"
        # A syllable more in the name makes another person, of whom the same is said.
        changes = ["doc_id || '/' || copy AS doc_id"]
        if name == "people":
            changes.append(
                "CASE WHEN copy % 2 = 0 THEN name ELSE name || ' ' || ['An', 'Bảo', 'Chi'][copy % 3 + 1] END AS name"
            )
        if name == "sentences":
            changes.append("regexp_replace(text, ' ', ' ' || copy || ' ', 'g') AS text")
        copies = -(-documents // size)
        connection.execute(
            f"COPY (SELECT g.* REPLACE ({', '.join(changes)}) FROM {given} g, range({copies}) AS c(copy) "
            f"WHERE copy * {size} + hash(g.doc_id) % {size} < {documents}) TO '{folder / name}.parquet'"
        )


def _source(results: Path, name: str) -> Path:
    single = results / f"{name}.parquet"
    return single if single.is_file() else results / name / "part-*.parquet"


def main() -> None:
    """Print a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", type=Path)
    parser.add_argument("--documents", type=int, nargs="+", default=[6_000, 12_000, 30_000])
    parser.add_argument("--memory-limit", type=int, default=2_000, help="megabytes of the database")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        began = perf_counter()
        counts = link_folder(asked.results, asked.memory_limit)
        used = resource.getrusage(resource.RUSAGE_SELF)
        busy, peak = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
        print(
            f"| {counts['appearances']:,} | {counts['entities']:,} "
            f"| {perf_counter() - began:.0f} | {busy:.0f} | {peak:.0f} |"
        )
        return
    print(
        "| documents | appearances | entities | seconds | of processors | peak MB |\n"
        "| ---: | ---: | ---: | ---: | ---: | ---: |",
        flush=True,
    )
    for documents in asked.documents:
        with tempfile.TemporaryDirectory() as folder:
            replicate(asked.results, Path(folder) / "results", documents)
            command = [
                sys.executable,
                __file__,
                folder + "/results",
                "--one",
                "--memory-limit",
                str(asked.memory_limit),
            ]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            print(f"| {documents:,} {done.stdout.strip()}", flush=True)


if __name__ == "__main__":
    main()

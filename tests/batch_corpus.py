"""A made-up corpus for the tests of batch jobs, and how their output is compared."""

import json
import signal
import subprocess
from pathlib import Path

NAMES = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường", "Phạm Thị Dung")
OUTPUT = ("documents", "sentences", "mentions", "people", "roles", "places", "organizations", "figures", "dates")


def article(number):
    name, place = NAMES[number % 4], ("Lào Cai", "Hà Giang", "Nghệ An")[number % 3]
    return (
        f"Ngày {number % 28 + 1}/12, ông {name}, Chủ tịch UBND tỉnh {place}, cho biết đã hỗ trợ {number + 2} hộ nghèo, "
        f"tổng kinh phí {number + 1} tỷ đồng.\n"
    )


def hear_ctrl_c() -> None:
    """Make a child process take Ctrl-C even if the tests run in the background of a shell, which has them ignore it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def wait_for_shards(out: Path, job: subprocess.Popen, number: int = 1) -> None:
    """Return when a running job has done so many shards. To look again and again would keep a core from the job."""
    while len(list((out / "_job").glob("shard-*.json"))) < number:
        try:
            job.wait(timeout=0.02)
        except subprocess.TimeoutExpired:
            continue
        raise AssertionError(f"the job ended before it had done {number} shards")


def write_jsonl(path: Path, texts) -> Path:
    lines = [json.dumps({"id": f"d{n}", "text": text}, ensure_ascii=False) + "\n" for n, text in enumerate(texts)]
    path.write_text("".join(lines), encoding="utf-8")
    return path


def contents(out: Path) -> dict[str, bytes]:
    """Return the bytes of every file of an output, the manifest (which has times) left out."""
    files = (path for path in sorted(out.rglob("*")) if path.is_file() and "_job" not in path.parts)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}

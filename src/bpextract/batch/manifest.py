"""The manifest of a job: what it is to do, and a row for each shard that is done. Plain JSON, one small file each.

Every row is a file of its own, written by the worker that did the shard: so no engine needs a common log, and an object
store, which cannot append, will do. A row is written last, after the files of the shard have their names.
"""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bpextract.batch.files import replace, sync, temporary_name
from bpextract.errors import InputError, JobError

_JOB = "job.json"
_NUMBER = (int, float)
_KINDS: dict[str, Any] = {
    "number": int, "digest": str, "n_documents": int, "n_errors": int, "n_mentions": int, "n_chars": int, "size": int,
    "deaths": int, "seconds_extracting": _NUMBER, "seconds_writing": _NUMBER, "errors": list, "sizes": dict,
    "error": (str, type(None)), "fatal": bool,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShardRow:
    """What became of a shard.

    Attributes:
        sizes: bytes of its part of each table, by which one that is missing or torn is told.
        error: why it was not done; fatal: no other shard could be done either.
    """

    number: int
    digest: str
    n_documents: int = 0
    n_errors: int = 0
    n_mentions: int = 0
    n_chars: int = 0
    size: int = 0
    deaths: int = 0
    seconds_extracting: float = 0.0
    seconds_writing: float = 0.0
    errors: list[str] = field(default_factory=list)
    sizes: dict[str, int] = field(default_factory=dict)
    error: str | None = None
    fatal: bool = False


@dataclass(frozen=True, slots=True)
class Manifest:
    """The manifest in folder `home`."""

    home: Path

    def read_job(self) -> dict[str, Any] | None:
        """Return what is known of the job, or None where there is none.

        Raises:
            InputError: the file is there but broken.
        """
        path = self.home / _JOB
        if not path.is_file():
            return None
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
            fault = _fault_of(found)
        except (ValueError, RecursionError) as error:
            fault = str(error)
        if fault:
            raise InputError(
                f"{path}: broken ({fault}), so that nobody can tell what its job has done; move its results away, or "
                f"remove {self.home} and them, or give another folder with -o"
            )
        return dict(found)

    def write_job(self, job: dict[str, Any]) -> None:
        """Write what the job is started with (`finished` tells that it has come to its end)."""
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            _write(self.home / _JOB, job)
        except OSError as error:
            raise InputError(f"{self.home}: cannot be written: {error.strerror or error}") from error

    def row(self, number: int) -> ShardRow | None:
        """Return the row of a shard that is done, else None."""
        try:
            values = json.loads(self._path(number).read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError, RecursionError):  # torn: the shard is done again
            return None
        return ShardRow(**values) if _is_row(values) else None  # and so of another version

    def write_row(self, row: ShardRow) -> None:
        """Say that a shard is done."""
        _write(self._path(row.number), asdict(row))

    def remove(self) -> None:
        """Forget the job: first that it is one, so that nobody resumes what is half removed."""
        (self.home / _JOB).unlink(missing_ok=True)
        self.remove_rows()

    def remove_rows(self, since: int = 0) -> None:
        """Forget the shards from number `since` on."""
        if self.home.is_dir():
            for path in list(self.home.glob("shard-*.json")):
                if int(path.stem.removeprefix("shard-")) >= since:
                    path.unlink()

    def _path(self, number: int) -> Path:
        return self.home / f"shard-{number:06}.json"


def _write(path: Path, value: dict[str, Any]) -> None:
    temporary = temporary_name(path)
    with temporary.open("w", encoding="utf-8") as stream:
        stream.write(json.dumps(value, ensure_ascii=False, indent=1))
        sync(stream, temporary)
    replace(temporary, path)


def _fault_of(job: Any) -> str | None:
    """Return what a manifest lacks that a job has to know of the one before."""
    if not isinstance(job, dict):
        return f"a JSON {type(job).__name__}, not an object"
    described = job.get("job")
    needed = {
        "job.format": isinstance(described, dict) and isinstance(described.get("format"), str),
        "tables": isinstance(job.get("tables"), list) and all(isinstance(name, str) for name in job["tables"]),
        "finished": isinstance(job.get("finished"), bool),
        "shards": not job.get("finished") or type(job.get("shards")) is int,
        "files": isinstance(job.get("files", {}), dict),
        "inputs": isinstance(job.get("inputs", []), list),
    }
    wrong = [name for name, right in needed.items() if not right]
    return f"wrong or missing: {', '.join(wrong)}" if wrong else None


def _is_row(values: Any) -> bool:
    """Return whether JSON holds a row as this version writes it."""
    if not isinstance(values, dict) or not {"number", "digest"} <= set(values) <= set(_KINDS):
        return False
    return all(isinstance(value, _KINDS[name]) for name, value in values.items())


def _comparable(value: Any) -> str:
    """Return what of a job's description a reader can compare: digests tell him nothing."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {_comparable(part)}" for key, part in value.items() if key != "digest") or "none"
    return json.dumps(value, ensure_ascii=False)


def refuse_changes(old: dict[str, Any], new: dict[str, Any]) -> None:
    """Raise a JobError that says what of the input, configuration or version differs from the job to be resumed."""
    changed = []
    for key in sorted(set(old) | set(new)):
        if old.get(key) != new.get(key):
            then, now = (_comparable(job.get(key)) for job in (old, new))
            changed.append(f"{key} (then {then}, now {now})" if then != now else f"what is in {key}")
    if changed:
        raise JobError(
            f"the job cannot be resumed, since it has changed: {'; '.join(changed)}. Start afresh without --resume, or "
            "give --accept-changes to keep what is done of unchanged input"
        )

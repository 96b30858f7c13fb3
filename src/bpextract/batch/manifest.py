"""The manifest of a job: what it is to do, and a row for each shard that is done. Plain JSON, one small file each.

Every row is a file of its own, written by the worker that did the shard: so no engine needs a common log, and an object
store, which cannot append, will do. A row is written last, after the files of the shard have their names.
"""

import json
import re
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from bpextract.errors import InputError, JobError

_JOB = "job.json"
_TEMPORARY = re.compile(r"\..+\.[0-9a-f]{32}\.tmp(?:\.wal)?")  # DuckDB's log stands beside its database


@dataclass(frozen=True, slots=True)
class ShardRow:
    """What became of a shard. `error`: why it was not done; `fatal`: no other shard could be done either."""

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
        except ValueError as error:
            raise InputError(f"{path}: broken ({error}); start the job afresh, without --resume") from error
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
            return ShardRow(**json.loads(self._path(number).read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError, TypeError):  # torn or of another version: the shard is done again
            return None

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
    temporary.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
    replace(temporary, path)


def temporary_name(path: Path) -> Path:
    """Return a name beside `path` that no reader takes for a result and no other process uses."""
    return path.with_name(f".{path.name}.{uuid4().hex}.tmp")


def temporary_files(folder: Path, names: tuple[str, ...] = ("",)) -> list[Path]:
    """Return the files in `folder` that have a temporary name, of files whose names begin with one of `names`."""
    if not folder.is_dir():
        return []
    begins = tuple(f".{name}" for name in names)
    return [path for path in folder.glob(".*.tmp*") if _TEMPORARY.fullmatch(path.name) and path.name.startswith(begins)]


def replace(source: Path, target: Path) -> None:
    """Give `source` the name of `target`, at once on a disk; an object store copies."""
    if isinstance(source, Path):
        source.replace(target)
        return
    if target.exists():
        target.unlink()
    source.rename(target)


def remove_folder(folder: Path) -> None:
    """Remove a folder, unless it is not there or something of the user's is in it."""
    try:
        folder.rmdir()
    except OSError:
        return


def _told(value: Any) -> str:
    """Return what of a job's description a reader can compare: digests tell him nothing."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {_told(part)}" for key, part in value.items() if key != "digest") or "none"
    return json.dumps(value, ensure_ascii=False)


def refuse_changes(old: dict[str, Any], new: dict[str, Any]) -> None:
    """Raise a JobError that says what of the input, configuration or version differs from the job to be resumed."""
    changed = []
    for key in sorted(set(old) | set(new)):
        if old.get(key) != new.get(key):
            then, now = (_told(job.get(key)) for job in (old, new))
            changed.append(f"{key} (then {then}, now {now})" if then != now else f"what is in {key}")
    if changed:
        raise JobError(
            f"the job cannot be resumed, since it changed: {'; '.join(changed)}. Start it afresh without --resume, or "
            "keep what is done of the same input by --accept-changes"
        )

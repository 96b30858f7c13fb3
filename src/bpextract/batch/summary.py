"""What a job did."""

from dataclasses import dataclass, field

from bpextract.batch.manifest import ShardRow

_SHOWN = 10


@dataclass(slots=True)
class Summary:
    """What a job did.

    Attributes:
        warnings: the first few errors, with their documents; left_out: what there is to say of files not read.
    """

    n_documents: int = 0
    n_errors: int = 0
    n_mentions: int = 0
    n_chars: int = 0
    n_shards: int = 0
    n_resumed: int = 0
    seconds_extracting: float = 0.0
    seconds_writing: float = 0.0
    warnings: list[str] = field(default_factory=list)
    left_out: str | None = None

    def add(self, row: ShardRow) -> None:
        """Count a shard."""
        self.n_shards += 1
        self.n_documents += row.n_documents
        self.n_errors += row.n_errors
        self.n_mentions += row.n_mentions
        self.n_chars += row.n_chars
        self.seconds_extracting += row.seconds_extracting
        self.seconds_writing += row.seconds_writing
        self.warnings.extend(row.errors[: _SHOWN - len(self.warnings)])

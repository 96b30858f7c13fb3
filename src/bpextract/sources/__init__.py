"""Readers: from files, folders and streams to documents, one at a time; what cannot be read has an error."""

from bpextract.sources.document import SourceDocument
from bpextract.sources.reader import read

__all__ = ["SourceDocument", "read"]

"""What the search knows: catalogue and pages to records, and records to the files that a reader's browser asks."""

from .entries import search_records
from .index import SearchRecord, search_files

__all__ = ["SearchRecord", "search_files", "search_records"]

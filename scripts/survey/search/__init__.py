"""What the search knows: catalogue and pages to records, and records to the files that a reader's browser asks."""

from .index import SearchRecord, search_files
from .records import search_records

__all__ = ["SearchRecord", "search_files", "search_records"]

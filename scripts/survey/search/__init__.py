"""The search index: records from the catalogue and pages, and the files that the browser searches."""

from .index import SearchRecord, search_files
from .records import search_records

__all__ = ["SearchRecord", "search_files", "search_records"]

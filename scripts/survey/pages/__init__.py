"""Catalogue -> page records: everything that a template may say, and nothing that it would have to look up."""

from .all import all_pages
from .parts import HeadMeta, Page

__all__ = ["HeadMeta", "Page", "all_pages"]

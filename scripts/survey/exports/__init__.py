"""Catalogue to files for programs: citations, data, JSON-LD, feeds."""

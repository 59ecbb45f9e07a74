"""Files for other programs, written from the catalogue: citations, data, JSON-LD, feeds."""

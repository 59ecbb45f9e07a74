"""Export formats, each written by a module of its own from the same record (CITING E1)."""

"""What pages and packages say of themselves in schema.org's words (CITING J1-J12), as JSON-LD nodes."""

from .codemeta import codemeta_json
from .graph import Node, Subject, graph
from .lists import collection, dataset, term_set, website
from .works import contribution

__all__ = [
    "Node",
    "Subject",
    "codemeta_json",
    "collection",
    "contribution",
    "dataset",
    "graph",
    "term_set",
    "website",
]

"""MkDocs, started before there is anything to build. Run as a program of its own, never imported.

It loads what it will need while the pages are still being written, then waits on standard input for one line of JSON:
the time that counts as now, and the arguments of the `mkdocs` command. No line, no work.
"""

import json
import os
import sys

import material.plugins.search.plugin  # type: ignore[import-untyped]  # noqa: F401
import mkdocs.commands.build  # noqa: F401
import mkdocs.config.defaults  # noqa: F401
from mkdocs.__main__ import cli

if __name__ == "__main__":
    line = sys.stdin.readline()
    if line:
        order = json.loads(line)
        os.environ["SOURCE_DATE_EPOCH"] = str(order["epoch"])
        cli(order["arguments"], prog_name="mkdocs")

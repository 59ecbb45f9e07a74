"""MkDocs, started before there is anything to build. Run as a program of its own, never imported.

It loads what it will need while the pages are still being written, then waits on standard input for one line of JSON:
the time that counts as now, and the arguments of the `mkdocs` command. No line, no work. Three things make it quicker
than the plain command, and change nothing in what it writes: the theme's templates are compiled once and kept; hidden
folders of the theme, which are never published, are not looked through (Material has fourteen thousand icons in one);
and the collector of cyclic garbage, which finds none in so short a life, is called more rarely.
"""

import functools
import gc
import json
import os
import sys
from pathlib import Path

gc.set_threshold(1_000_000, 50, 50)

import jinja2  # noqa: E402
import mkdocs.commands.build  # noqa: E402
import mkdocs.config.defaults  # noqa: E402, F401
from mkdocs.__main__ import cli  # noqa: E402


def keep_compiled_templates(folder: Path) -> None:
    """Make every template environment of this process keep compiled templates in *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    cache = jinja2.FileSystemBytecodeCache(str(folder))
    jinja2.Environment = functools.partial(jinja2.Environment, bytecode_cache=cache)  # type: ignore[assignment, misc]


def visible_files(loader: jinja2.FileSystemLoader) -> list[str]:
    """Return the files of a theme's folders as paths with ``/``, sorted, without what hidden folders hold."""
    found: set[str] = set()
    for top in loader.searchpath:
        for folder, folders, names in os.walk(top):
            folders[:] = [name for name in folders if not name.startswith(".")]
            found.update(Path(folder, name).relative_to(top).as_posix() for name in names)
    return sorted(found)


if __name__ == "__main__":
    gc.freeze()  # what was loaded stays to the end; no need to look at it again
    line = sys.stdin.readline()
    if line:
        order = json.loads(line)
        os.environ["SOURCE_DATE_EPOCH"] = str(order["epoch"])
        keep_compiled_templates(Path(order["cache"]))
        jinja2.FileSystemLoader.list_templates = visible_files  # type: ignore[method-assign, assignment]
        cli(order["arguments"], prog_name="mkdocs")

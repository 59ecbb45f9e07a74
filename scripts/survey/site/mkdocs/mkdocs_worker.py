"""MkDocs, started before there is anything to build. Run as a separate program, never imported.

It imports its modules while the pages are still being written, then waits on standard input for one line of JSON: the
time to use as the current time, the types of files, and the arguments of the `mkdocs` command. Without a line it does
nothing. When standard input ends, the parent process has ended, so this one ends too.

Five changes make it faster than the plain command without changing its output: the theme's templates are compiled once
and cached; raw HTML is processed in whole blocks, where MkDocs and Python-Markdown would each parse every tag; hidden
folders of the theme, which are never published, are not searched (one of Material's has fourteen thousand icons); the
site's folder, which is new, is not emptied, so that the parent process can write into it meanwhile; and the cyclic
garbage collector, which finds nothing in so short a run, is called less often.
"""

import functools
import gc
import json
import os
import re
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

gc.set_threshold(1_000_000, 50, 50)

import jinja2  # noqa: E402
import mkdocs.commands.build  # noqa: E402
import mkdocs.config.defaults  # noqa: E402
import mkdocs.utils  # noqa: E402
from markdown.preprocessors import HtmlBlockPreprocessor  # type: ignore[import-untyped]  # noqa: E402
from mkdocs.__main__ import cli  # noqa: E402
from mkdocs.structure.pages import _RawHTMLPreprocessor  # noqa: E402

sys.path.append(str(Path(__file__).parents[3]))

from survey.site.compiled_templates import CompiledTemplates  # noqa: E402

_stock_blocks: Callable[[HtmlBlockPreprocessor, list[str]], list[str]] = HtmlBlockPreprocessor.run


def keep_compiled_templates(folder: Path) -> None:
    """Make every template environment of this process cache compiled templates in *folder*."""
    cache = CompiledTemplates(folder, "survey.site.mkdocs.mkdocs_worker")
    jinja2.Environment = functools.partial(jinja2.Environment, bytecode_cache=cache)  # type: ignore[assignment, misc]


def visible_files(loader: jinja2.FileSystemLoader) -> list[str]:
    """Return the files of a theme's folders as sorted paths with ``/``, without those in hidden folders."""
    found: set[str] = set()
    for top in loader.searchpath:
        for folder, folders, names in os.walk(top):
            folders[:] = [name for name in folders if not name.startswith(".")]
            found.update(Path(folder, name).relative_to(top).as_posix() for name in names)
    return sorted(found)


def is_whole(block: str) -> bool:
    """Return whether *block*, which has no empty line, is text without raw HTML, or complete elements of raw HTML.

    Our pages consist of headings and such blocks; everything in them that looks like a tag is one.
    """
    if not block.startswith("<"):
        return not re.search(r"^\s*<", block, re.MULTILINE)
    tag = re.match(r"<([a-z]+)[\s>]", block)
    return tag is not None and len(re.findall(rf"<{tag[1]}[\s>]", block)) == block.count(f"</{tag[1]}>")


def whole_blocks(self: HtmlBlockPreprocessor, lines: list[str]) -> list[str]:
    """Stash each block of raw HTML unchanged; leave pages with an incomplete element in a block to Python-Markdown."""
    blocks = re.split(r"\n{2,}", "\n".join(lines).strip("\n"))
    if not all(map(is_whole, blocks)):
        return _stock_blocks(self, lines)
    kept = (self.md.htmlStash.store(f"{block}\n") if block.startswith("<") else block for block in blocks)
    return "\n\n".join(kept).split("\n")


def anchors(self: _RawHTMLPreprocessor, lines: list[str]) -> list[str]:
    """Collect the anchors in raw HTML, which MkDocs needs to check links."""
    self.present_anchor_ids = set(re.findall(r'\s(?:id|name)="([^"]*)"', "\n".join(lines)))
    return lines


def send_known_types(types: Mapping[str, str]) -> None:
    """Make the live preview send the media *types* of files, chosen by the longest matching ending of their names."""
    from mkdocs.livereload import LiveReloadServer  # only the preview needs it

    def known_type(path: str) -> str:
        name = Path(path).name
        endings = (name, *(name[index:] for index, letter in enumerate(name) if letter == "."), "")
        return next(types[each] for each in endings if each in types)

    LiveReloadServer._guess_type = staticmethod(known_type)  # type: ignore[method-assign]


def keep_directory(directory: str) -> None:
    """Do not empty *directory*: it was new when the build began."""


def end_with_parent() -> None:
    """End this process at once when standard input ends. Only the line of JSON is ever written there."""
    # Not sys.stdin, whose lock must not be held when Python exits.
    while os.read(0, 1):
        pass
    os._exit(1)


if __name__ == "__main__":
    gc.freeze()  # imported objects live to the end; the collector can skip them
    line = sys.stdin.readline()
    if line:
        order = json.loads(line)
        threading.Thread(target=end_with_parent, daemon=True).start()
        os.environ["SOURCE_DATE_EPOCH"] = str(order["epoch"])
        keep_compiled_templates(Path(order["cache"]))
        jinja2.FileSystemLoader.list_templates = visible_files  # type: ignore[method-assign, assignment]
        mkdocs.utils.clean_directory = keep_directory
        if order["arguments"][0] == "serve":
            send_known_types(order["types"])
        HtmlBlockPreprocessor.run = whole_blocks
        _RawHTMLPreprocessor.run = anchors  # type: ignore[method-assign]
        cli(order["arguments"], prog_name="mkdocs")

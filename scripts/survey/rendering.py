"""Page records to Markdown files: the only user of Jinja.

A template sees one name, `page`, and what its macros import. Every value is escaped for Markdown and HTML unless it is
`Safe`; an unknown name is an error; filters that make markup out of text are taken away.
"""

import json
from dataclasses import asdict
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from .addresses import source_file
from .pages import Page
from .safe import escape, in_script

FILTERS = frozenset({"length", "first", "last", "lower", "upper", "capitalize"})


def environment(templates: Path, cache: Path) -> Environment:
    """Return the template environment over the folder *templates*; compiled templates are kept in *cache*."""
    cache.mkdir(parents=True, exist_ok=True)
    made = Environment(
        loader=FileSystemLoader(templates),
        bytecode_cache=FileSystemBytecodeCache(str(cache)),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_finished,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters = {name: function for name, function in made.filters.items() if name in FILTERS}
    made.globals.clear()
    return made


def render(page: Page, templates: Environment) -> tuple[str, bytes]:
    """Return the path (below the docs folder) and the content of the Markdown file that makes *page*."""
    body = templates.get_template(f"{page.template}.md.jinja").render(page=page)
    return source_file(page.address), f"{_front_matter(page)}{_tidy(body)}".encode()


def _finished(value: object) -> Markup:
    """Escape whatever a template prints. A macro's result is finished already."""
    return value if isinstance(value, Markup) else escape(value)


def _front_matter(page: Page) -> str:
    """Return the front matter: quoted by machine, and entity-escaped, since the theme prints it as it is."""
    head = page.head
    fields: dict[str, object] = {
        "title": _value(page.title),
        "description": _value(page.description),
        "hide": ["navigation", "toc"] if page.wide else ["navigation"],
        "links": [{key: _value(text) for key, text in asdict(link).items() if text} for link in head.links],
        "meta": [{key: _value(text) for key, text in asdict(meta).items()} for meta in head.meta],
        "json_ld": in_script(head.json_ld),
    }
    lines = "".join(f"{key}: {json.dumps(value)}\n" for key, value in fields.items() if value)
    return f"---\n{lines}---\n\n"


def _value(text: str) -> str:
    """Return *text* for the theme to print. YAML knows no surrogate pairs, which are how JSON writes rare letters."""
    return "".join(each if ord(each) < 0x10000 else f"&#{ord(each)};" for each in escape(text))


def _tidy(body: str) -> str:
    """Return *body* without the empty lines that template tags leave inside raw HTML, where they would end it."""
    lines = [line.rstrip() for line in body.strip().split("\n")]
    return "\n".join(lines) + "\n"

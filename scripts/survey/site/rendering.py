"""Page records to Markdown files, by Jinja.

A template sees one name, `page`, and what its macros import. Every value is escaped for Markdown and HTML unless it is
`Safe` or what a macro made; an unknown name is an error; filters that make markup out of text are taken away.
"""

import json
import re
import traceback
from collections.abc import Iterable, Mapping
from pathlib import Path

import jinja2
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..addresses import source_file
from ..pages import Page
from ..problems import ContentError, Place, Problem
from ..text.safe import escape, in_script
from .compiled_templates import CompiledTemplates

RARE = re.compile(r"[^\x00-\uffff]")
"""What YAML and JSON write in different ways."""
FILTERS = frozenset({"length", "first", "last", "lower", "upper", "capitalize"})


def environment(templates: Path, cache: Path) -> Environment:
    """Return the template environment over the folder *templates*; compiled templates are kept in *cache*.

    This module and the way in which values are escaped decide how one is compiled, too: what a template prints that
    never changes is finished then.
    """
    made = Environment(
        loader=FileSystemLoader(templates),
        bytecode_cache=CompiledTemplates(cache, __name__),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=escape,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters = {name: function for name, function in made.filters.items() if name in FILTERS}
    made.globals.clear()
    return made


def rendered(pages: Iterable[Page], templates: Environment) -> Mapping[str, bytes]:
    """Return the Markdown files that make *pages*; raise ContentError with the mistake of every template."""
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for page in pages:
        try:
            path, content = render(page, templates)
        except ContentError as error:
            problems += error.problems
        else:
            files[path] = content
    if problems:
        raise ContentError(problems)
    return files


def render(page: Page, templates: Environment) -> tuple[str, bytes]:
    """Return the path (below the docs folder) and the content of the Markdown file that makes *page*.

    Raises ContentError if its template is wrong.
    """
    name = f"{page.template}.md.jinja"
    try:
        body = templates.get_template(name).render(page=page)
    except (jinja2.TemplateError, TypeError, UnicodeDecodeError) as error:
        raise ContentError([_mistake(error, name, templates)]) from error
    return source_file(page.address), f"{_front_matter(page)}{_tidy(body)}".encode()


def _mistake(error: Exception, name: str, templates: Environment) -> Problem:
    """Return what *error* says, and where: Jinja puts the lines of templates into the error's traceback."""
    assert isinstance(templates.loader, FileSystemLoader)
    folder = Path(templates.loader.searchpath[0])
    lines = [line for line in traceback.extract_tb(error.__traceback__) if Path(line.filename).is_relative_to(folder)]
    path, number = (Path(lines[-1].filename), lines[-1].lineno) if lines else (folder / name, 1)
    message = f"there is no template {error.name}" if isinstance(error, jinja2.TemplateNotFound) else str(error)
    return Problem(Place(f"{folder.name}/{path.relative_to(folder).as_posix()}", number or 1), "TPL001", message)


def _front_matter(page: Page) -> str:
    """Return the front matter: quoted by machine, and entity-escaped, since the theme prints it as it is."""
    head = page.head
    fields: dict[str, object] = {
        "title": _value(page.title),
        "description": _value(page.description),
        "hide": ["navigation", "toc"] if page.wide else ["navigation"],
        "links": [{key: _value(text) for key, text in vars(link).items() if text} for link in head.links],
        # Names are ours and stay plain: programs look for og:site_name without reading HTML.
        "meta": [{**vars(meta), "content": _value(meta.content)} for meta in head.meta],
        "json_ld": in_script(head.json_ld),
    }
    lines = "".join(f"{key}: {json.dumps(value)}\n" for key, value in fields.items() if value)
    return f"---\n{lines}---\n\n"


def _value(text: str) -> str:
    """Return *text* for the theme to print. YAML knows no surrogate pairs, which are how JSON writes rare letters."""
    return RARE.sub(lambda found: f"&#{ord(found[0])};", escape(text))


def _tidy(body: str) -> str:
    """Return *body* without the empty lines that template tags leave inside raw HTML, where they would end it."""
    lines = [line.rstrip() for line in body.strip().split("\n")]
    return "\n".join(lines) + "\n"

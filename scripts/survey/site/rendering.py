"""Page records to Markdown files, by Jinja.

A template sees these names: `page`, what was computed for the page; `catalogue` and `survey`, the content itself;
`context`, which makes links from the page's address; and `addresses`, where things are. Macros see them, too: they are
imported `with context`. An unknown name is an error; filters that make markup out of text are taken away.

What is printed is printed by its type:

- `str` and numbers are text: every sign that Markdown or HTML could read as markup is escaped;
- `Inline` and `Prose` are text with small markup: they become HTML, with links as seen from the page (`PageContext`);
- `Safe` is finished, and so is what a macro made: it stands as it is;
- None is nothing; anything else is a mistake of the template.

So a template prints a record's fields as they are: `{{ correction.reason }}`. In an attribute there is no room for
markup: `{{ entry.tagline | plain }}`; a page on which it stands there is refused.
"""

import json
import re
import traceback
from collections.abc import Iterable, Mapping
from pathlib import Path

import jinja2
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Undefined, pass_context
from jinja2.runtime import Context

from .. import addresses
from ..pages import Page, PageContext, PageContexts
from ..problems import ContentError, Place, Problem
from ..text.kinds import Inline
from ..text.prose import plain
from ..text.safe import Safe, attribute, block, escape, in_script
from .compiled_templates import CompiledTemplates

IN_ATTRIBUTE = re.compile(r'[\w-]+="[^"<>]*<')
"""What only markup in the quotes of an attribute looks like: text has no such sign of its own, it is escaped."""
RARE = re.compile(r"[^\x00-\uffff]")
"""What YAML and JSON write in different ways."""
FILTERS = frozenset({"length", "first", "last", "lower", "upper", "capitalize"})
"""The filters of Jinja that templates may use."""
OUR_FILTERS = {"plain": plain, "block": block, "attribute": attribute}
"""Ours: text without its markup, text for a preformatted element, text of several lines for an attribute."""


def environment(templates: Path, cache: Path) -> Environment:
    """Return the template environment over the folder *templates*; compiled templates are kept in *cache*.

    They are compiled again when this module, or anything that it imports, has changed.
    """
    made = Environment(
        loader=FileSystemLoader(templates),
        bytecode_cache=CompiledTemplates(cache, __name__),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_printed,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters = {name: function for name, function in made.filters.items() if name in FILTERS} | OUR_FILTERS
    made.globals.clear()
    made.globals["addresses"] = addresses
    return made


@pass_context
def _printed(names: Context, value: object) -> Safe:
    """Return *value* as it is printed on the page whose template knows these *names*."""
    if isinstance(value, Inline):
        context: PageContext = names["context"]
        return context.html(value)
    if value is None:
        return Safe("")
    if isinstance(value, str | int | Undefined):
        return escape(value)
    raise TypeError(f"a {type(value).__name__} is nothing to print")


def rendered(pages: Iterable[Page], contexts: PageContexts, templates: Environment) -> Mapping[str, bytes]:
    """Return the Markdown files that make *pages*; raise ContentError with the mistake of every template."""
    files: dict[str, bytes] = {}
    problems: list[Problem] = []
    for page in pages:
        try:
            path, content = render(page, contexts.at(page.address), templates)
        except ContentError as error:
            problems += error.problems
        else:
            files[path] = content
    if problems:
        raise ContentError(problems)
    return files


def render(page: Page, context: PageContext, templates: Environment) -> tuple[str, bytes]:
    """Return the path (below the docs folder) and the content of the Markdown file that makes *page*.

    Raises ContentError if its template is wrong.
    """
    catalogue = context.catalogue
    names = {"page": page, "context": context, "catalogue": catalogue, "survey": catalogue.survey}
    name = f"{page.template}.md.jinja"
    try:
        body = templates.get_template(name).render(names)
        if found := IN_ATTRIBUTE.search(body):
            raise jinja2.TemplateRuntimeError(f"markup in an attribute, where '| plain' is missing: {found[0]}")
    except (jinja2.TemplateError, TypeError, UnicodeDecodeError) as error:
        raise ContentError([_mistake(error, name, templates)]) from error
    return addresses.source_file(page.address), f"{_front_matter(page)}{_tidy(body)}".encode()


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

"""Render page records to Markdown files with Jinja.

A template can use these names: `page`, the values computed for the page; `catalogue` and `survey`, the content;
`context`, which makes links relative to the page; and `addresses`, the module with the site's addresses. Macros can use
them too, as they are imported `with context`. An unknown name is an error. Jinja's filters that turn text into markup
are removed.

A value is printed according to its type:

- `str` and numbers are text: every character that Markdown or HTML could read as markup is escaped;
- `Inline` and `Prose` are text with simple markup: they become HTML, with links relative to the page (`PageContext`);
- `Safe`, which includes the result of a macro, is printed unchanged;
- None prints nothing; any other type is an error in the template.

So a template prints a record's fields directly: `{{ correction.reason }}`. An attribute cannot contain markup, so
`{{ entry.tagline | plain }}` is needed there; a page with markup in an attribute is rejected.
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
"""Matches markup in a quoted attribute. Text cannot match: its `<` is escaped."""
RARE = re.compile(r"[^\x00-\uffff]")
"""Characters that YAML and JSON escape in different ways."""
FILTERS = frozenset({"length", "first", "last", "lower", "upper", "capitalize"})
"""The filters of Jinja that templates can use."""
OUR_FILTERS = {"plain": plain, "block": block, "attribute": attribute}
"""Our filters: text without its markup, text for a preformatted element, text of several lines for an attribute."""


def environment(templates: Path, cache: Path) -> Environment:
    """Return the template environment for the folder *templates*; compiled templates are cached in *cache*.

    They are compiled again when this module, or anything that it imports, has changed.
    """
    made = Environment(
        loader=FileSystemLoader(templates),
        bytecode_cache=CompiledTemplates(cache, __name__),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_print_value,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters = {name: function for name, function in made.filters.items() if name in FILTERS} | OUR_FILTERS
    made.globals.clear()
    made.globals["addresses"] = addresses
    return made


@pass_context
def _print_value(names: Context, value: object) -> Safe:
    """Return *value* as printed on the page whose template has these *names*; raise TypeError for other types."""
    if isinstance(value, Inline):
        context: PageContext = names["context"]
        return context.html(value)
    if value is None:
        return Safe("")
    if isinstance(value, str | int | Undefined):
        return escape(value)
    raise TypeError(f"a {type(value).__name__} is nothing to print")


def rendered(pages: Iterable[Page], contexts: PageContexts, templates: Environment) -> Mapping[str, bytes]:
    """Return the Markdown files of *pages* by path; raise ContentError with the errors of all templates."""
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
    """Return the path (below the docs folder) and the content of the Markdown file of *page*.

    Raises ContentError if its template is wrong.
    """
    catalogue = context.catalogue
    names = {"page": page, "context": context, "catalogue": catalogue, "survey": catalogue.survey}
    name = f"{page.template}.md.jinja"
    try:
        body = templates.get_template(name).render(names)
        if found := IN_ATTRIBUTE.search(body):
            raise jinja2.TemplateRuntimeError(f"markup in an attribute, where '| plain' is missing: {found[0]}")
    except (jinja2.TemplateError, ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise ContentError([_mistake(error, name, templates)]) from error
    return addresses.source_file(page.address), f"{_front_matter(page)}{_tidy(body)}".encode()


def _mistake(error: Exception, name: str, templates: Environment) -> Problem:
    """Return *error* as a problem with its place, which Jinja puts into the error's traceback as a template line."""
    assert isinstance(templates.loader, FileSystemLoader)
    folder = Path(templates.loader.searchpath[0])
    lines = [line for line in traceback.extract_tb(error.__traceback__) if Path(line.filename).is_relative_to(folder)]
    path, number = (Path(lines[-1].filename), lines[-1].lineno) if lines else (folder / name, 1)
    message = f"there is no template {error.name}" if isinstance(error, jinja2.TemplateNotFound) else str(error)
    return Problem(Place(f"{folder.name}/{path.relative_to(folder).as_posix()}", number or 1), "TPL001", message)


def _front_matter(page: Page) -> str:
    """Return the front matter: JSON-quoted, and HTML-escaped, since the theme prints it unescaped."""
    head = page.head
    fields: dict[str, object] = {
        "title": _value(page.title),
        "description": _value(page.description),
        "hide": ["navigation", "toc"] if page.wide else ["navigation"],
        "links": [{key: _value(text) for key, text in vars(link).items() if text} for link in head.links],
        # Names are ours and stay unescaped: some programs look for og:site_name without parsing HTML.
        "meta": [{**vars(meta), "content": _value(meta.content)} for meta in head.meta],
        "json_ld": in_script(head.json_ld),
    }
    lines = "".join(f"{key}: {json.dumps(value)}\n" for key, value in fields.items() if value)
    return f"---\n{lines}---\n\n"


def _value(text: str) -> str:
    """Return *text* escaped for the theme. YAML has no surrogate pairs, with which JSON writes some characters."""
    return RARE.sub(lambda found: f"&#{ord(found[0])};", escape(text))


def _tidy(body: str) -> str:
    """Return *body* without spaces at line ends, and with exactly one line end at its end."""
    lines = [line.rstrip() for line in body.strip().split("\n")]
    return "\n".join(lines) + "\n"

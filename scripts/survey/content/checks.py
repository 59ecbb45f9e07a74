"""Checks between records, by type of record."""

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import chain
from typing import Any

from .. import addresses
from ..problems import Problem
from ..text.prose import plain
from . import claims, known_ids, model, reserved_ids, rules, synonyms
from .asset_checks import flaws
from .catalogue import Catalogue
from .data_models import FACT_KEYS_TAKEN
from .facets import CATEGORY, FACET_IDS
from .known_ids import Names
from .model import Contribution, Package
from .reader import ASSETS, Contents, Located

# ── Names of software in titles: citation styles change the capitals of words without braces ──

AROUND = ".,:;!?()[]“”‘’\"'"
"""Characters that may surround a word but are not part of it."""


def title_problems(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield a note for each name in a title that citation styles would print as «Latex» or «Pdftex»."""
    named: tuple[Contribution | Package, ...] = (*catalogue.contributions, *catalogue.packages.values())
    words = {word for entry in named for name in (entry.name, *entry.aliases) for word in _unusual(name)}
    for reference in catalogue.references:
        # Text in braces is protected and separates the words around it.
        bare = "".join("{}" if span.protected else span.text for span in reference.title)
        for word in sorted(words & {word.strip(AROUND) for word in bare.split()}):
            message = f"'{word}' appears in the title of {reference.key} without braces"
            hint = f"write {{{word}}} to keep its capitals in every style"
            yield Problem(reference.place, "TIT001", message, hint, note=True)


def _unusual(name: str) -> Iterator[str]:
    """Yield the words of a name that a style would change: LaTeX and pdftex, but not Metafont or «for»."""
    words = name.split()
    for word in words:
        if any(letter.isupper() for letter in word[1:]) or (len(words) == 1 and word[0].islower()):
            yield word


# ── Checks across all records: ids, addresses, membership ──


def catalogue_problems(contents: Contents) -> rules.Report:
    """Yield every problem among the records of one type, or between types."""
    yield from _uniqueness(contents)
    yield from _licences(contents)
    yield from _citation_files(contents)
    yield from _short_addresses(contents)
    yield from _unused(contents)
    yield from _membership(contents)


def _uniqueness(contents: Contents) -> rules.Report:
    yield from rules.twice(contents.of(model.Contribution), "number", lambda record: record.number)
    yield from rules.twice(contents.of(model.Contribution), "reference", lambda record: record.reference)
    for kind in (model.Category, model.Registry, model.Program, model.Claim, model.PersonNames):
        yield from rules.twice(contents.of(kind), "id", lambda record: record.id)


def _licences(contents: Contents) -> rules.Report:
    """Yield a problem for each further vocabulary of licences: packages refer to the groups of one only."""
    first: Located[model.Vocabulary] | None = None
    for entry in contents.of(model.Vocabulary):
        for index, value in enumerate(entry.record.values):
            if value.spdx is None:
                continue
            first = first or entry
            if entry is not first:
                message = f"'{entry.record.id}' has values with SPDX identifiers, and so has '{first.record.id}'"
                hint = "leave spdx out of one of them: the other is the vocabulary of licences"
                yield entry.problem(("values", index, "spdx"), "CAT017", message, hint)
                break


def _citation_files(contents: Contents) -> rules.Report:
    """Yield a problem for each contribution and category whose citation files would overwrite others."""
    reserved = {addresses.CITE_ALL, addresses.CITE_REFERENCES, addresses.CITE_EDITORIAL}
    reserved |= {addresses.cite_reference(each.number) for each in contents.references if each.number is not None}
    contributions = contents.of(model.Contribution)
    groups: tuple[tuple[Sequence[Located[Any]], set[str]], ...] = (
        (contributions, reserved),
        (contents.of(model.Category), reserved | {entry.record.id for entry in contributions}),
    )
    for entries, taken in groups:
        for entry in entries:
            if entry.record.id in taken:
                message = f"citation files named '{entry.record.id}' already exist"
                yield entry.problem(("id",), "CAT009", message, "choose another id")


def _short_addresses(contents: Contents) -> rules.Report:
    """Yield a problem for each clash of short addresses /p/…/, which numbers and categories share."""
    numbers = {str(entry.record.number): entry.record.id for entry in contents.of(model.Contribution)}
    for entry in contents.of(model.Category):
        if (taken := numbers.get(entry.record.id)) is not None:
            message = f"the short address /p/{entry.record.id}/ already belongs to the contribution '{taken}'"
            yield entry.problem(("id",), "CAT009", message, "give the category another id")


def _unused(contents: Contents) -> rules.Report:
    if model.Contribution in contents.incomplete:
        return
    used = {package for entry in contents.of(model.Contribution) for package in entry.record.packages}
    for entry in contents.of(model.Package):
        if entry.record.id not in used:
            message = f"the package '{entry.record.id}' belongs to no contribution"
            yield entry.problem((), "CAT007", message, "list it in a contribution's packages", note=True)


def _membership(contents: Contents) -> rules.Report:
    if model.Contribution in contents.incomplete:
        return
    contributions = {entry.record.id for entry in contents.of(model.Contribution)}
    inside = {
        (category, entry.record.id) for entry in contents.of(model.Contribution) for category in entry.record.categories
    }
    for entry in contents.of(model.Category):
        named = [(("order", index), name) for index, name in enumerate(entry.record.order)]
        for path, name in [*named, (("start",), entry.record.start)]:
            if name in contributions and (entry.record.id, name) not in inside:
                message = f"'{name}' is not in the category '{entry.record.id}'"
                yield entry.problem(path, "CAT006", message, f"add the category to {name}.yml")


# ── Checks of the questions and charts on the home page ──


def picture_problems(entry: Located[model.Survey], index: int, record: model.Picture, known: Names) -> rules.Report:
    """Yield the problems of the chart at *index*."""
    for place, name in enumerate(record.of):
        yield from rules.unknown(entry, ("pictures", index, "of", place), name, known.vocabulary_ids, "vocabulary")
    if bool(record.of) is (record.kind == "timeline"):
        wanted = "no vocabularies" if record.of else "at least one vocabulary: name it in 'of'"
        yield entry.problem(("pictures", index), "CAT010", f"a {record.kind} shows {wanted}")


def question_problems(entry: Located[model.Survey], index: int, record: model.Question, known: Names) -> rules.Report:
    """Yield the problems of the question at *index*.

    For a facet that is neither a vocabulary nor that of categories, a question must offer all values.
    """
    values: Collection[str] = known.targets["category"]
    if record.facet in known.vocabularies:
        values = [value.id for value in known.vocabularies[record.facet].values]
    elif record.facet in FACET_IDS - {CATEGORY}:
        values = ()
    elif record.facet != CATEGORY:
        path = ("questions", index, "facet")
        yield from rules.unknown(entry, path, record.facet, known.vocabulary_ids, "vocabulary")
        return
    for place, value in enumerate(record.values):
        at = ("questions", index, "values", place)
        yield from rules.unknown(entry, at, value, values, f"value of {record.facet}")


# ── Aliases: changed addresses or ids (CAT002, CAT012) ──


def alias_problems(contents: Contents) -> Iterator[Problem]:
    """Yield a problem for each alias that is given twice, or that cannot redirect to an address."""
    yield from rules.twice(contents.of(model.Alias), "old", lambda record: record.old)
    for entry in contents.of(model.Alias):
        old, new = entry.record.old, entry.record.new
        if old == new or old.startswith("/") is not new.startswith("/"):
            yield entry.problem(("new",), "CAT012", f"'{old}' cannot lead to '{new}'", "give two addresses or two ids")


LONGEST_TAGLINE = 140


def cross_checks(contents: Contents, known: Names) -> Iterator[Problem]:
    """Yield every problem between records."""
    yield from alias_problems(contents)
    kinds: tuple[tuple[type[model.Record], Callable[[Any, Names], rules.Report]], ...] = (
        (model.Survey, _survey),
        (model.Vocabulary, _vocabulary),
        (model.Category, _category),
        (model.Glossary, _glossary),
        (model.Registry, _registry),
        (model.Program, _program),
        (model.Package, _package),
        (model.Contribution, _contribution),
        (model.Claim, _claim),
        (model.TextPage, _page),
    )
    for kind, check in kinds:
        for entry in contents.of(kind):
            yield from check(entry, known)
    for entry in chain.from_iterable(contents.records.values()):
        yield from known_ids.problems(entry, known.targets)
    yield from catalogue_problems(contents)
    yield from reserved_ids.problems(contents)
    yield from _assets(contents)


def _assets(contents: Contents) -> rules.Report:
    """Yield the problems of each file that the survey publishes, at the place where the survey lists it."""
    for entry in contents.of(model.Survey):
        first: dict[str, str] = {}
        for index, name in enumerate(entry.record.assets):
            other = first.setdefault(name.casefold(), name)
            if other != name:
                message = f"'{name}' and '{other}' are the same file on systems that ignore letter case"
                yield entry.problem(("assets", index), "CAT002", message, "rename one of them")
            if (path := f"{ASSETS}{name}") in contents.files:
                for flaw in flaws(name, contents.files[path]):
                    yield entry.problem(("assets", index), flaw.code, f"'{name}' {flaw.message}", flaw.hint)


def _survey(entry: Located[model.Survey], known: Names) -> rules.Report:
    survey = entry.record
    yield from rules.each_once(entry, ("sources",), survey.sources)
    yield from rules.each_once(entry, ("columns",), survey.columns)
    if survey.columns and survey.table_name is None:
        message = "table_name is missing: the columns are those of a printed table"
        yield entry.problem(("columns",), "CAT003", message, key=True)
    yield from rules.each_once(entry, ("prose",), survey.prose)
    yield from rules.each_unknown(entry, "assets", survey.assets, known.assets, "file in content/assets")
    if survey.logo is not None:
        yield from rules.unknown(entry, ("logo",), survey.logo, survey.assets, "file among the assets")
    yield from rules.unknown(entry, ("editorial",), survey.editorial, known.references, "reference")
    yield from rules.each_unknown(entry, "vocabularies", survey.vocabularies, known.vocabulary_ids, "vocabulary")
    yield from rules.each_once(entry, ("pictures",), survey.pictures)
    for index, picture in enumerate(survey.pictures):
        yield from picture_problems(entry, index, picture, known)
    for index, question in enumerate(survey.questions):
        yield from question_problems(entry, index, question, known)
    yield from _corrections(entry, survey.corrections, known)
    for index, correction in enumerate(survey.corrections):
        if correction.facts:
            message = "facts belong to one contribution, but this correction is about the survey as a whole"
            yield entry.problem(("corrections", index, "facts"), "CAT014", message, "remove facts", key=True)


def _vocabulary(entry: Located[model.Vocabulary], known: Names) -> rules.Report:
    record = entry.record
    if record.id not in known.survey.vocabularies:
        yield entry.problem(
            (), "CAT001", f"the survey does not list the vocabulary '{record.id}'", "add it to survey.yml"
        )
    if record.id in reserved_ids.IN_ADDRESSES:
        yield entry.problem((), "CAT009", f"the addresses of the explorer already use '{record.id}'", "rename the file")
    yield from rules.unknown(entry, ("source",), record.source, known.sources, "source")
    if record.column is not None:
        yield from rules.unknown(entry, ("column",), record.column, _columns(known), "column")
    yield from _data_key(entry, known)
    yield from rules.each_once(entry, ("groups",), record.groups)
    yield from rules.each_once(entry, ("values",), record.values)
    groups = [group.id for group in record.groups]
    for index, value in enumerate(record.values):
        if value.glossary is not None:
            path = ("values", index, "glossary")
            yield from rules.unknown(entry, path, value.glossary, known.targets["term"], "glossary term")
        if value.group is not None:
            yield from rules.unknown(entry, ("values", index, "group"), value.group, groups, "group")


def _data_key(entry: Located[model.Vocabulary], known: Names) -> rules.Report:
    """Yield a problem if the key of a vocabulary has another use in the data files."""
    record = entry.record
    others = {other.key: other.id for other in known.vocabularies.values() if other.id != record.id}
    field = () if record.export_as is None else ("export_as",)
    hint = "choose another key with export_as"
    if record.key in FACT_KEYS_TAKEN:
        yield entry.problem(
            field, "CAT011", f"the key '{record.key}' already has another meaning in the data files", hint
        )
    elif record.key in others:
        message = f"the key '{record.key}' is also the key of the vocabulary '{others[record.key]}'"
        yield entry.problem(field, "CAT011", message, hint)


def _category(entry: Located[model.Category], known: Names) -> rules.Report:
    record = entry.record
    yield from rules.unknown(entry, ("start",), record.start, known.targets["contribution"], "contribution")
    yield from rules.each_unknown(entry, "order", record.order, known.targets["contribution"], "contribution")
    yield from rules.words(entry, ("intro",), [record.intro], known.survey.prose_words)
    yield from rules.sources(entry, ("sources",), record.sources, known.sources)


def _glossary(entry: Located[model.Glossary], known: Names) -> rules.Report:
    yield from rules.each_once(entry, ("kinds",), entry.record.kinds)
    yield from rules.each_once(entry, ("terms",), entry.record.terms)
    kinds = [kind.id for kind in entry.record.kinds]
    forms: dict[str, str] = {}
    for index, term in enumerate(entry.record.terms):
        for form in {term.term, *term.variants}:
            if forms.setdefault(form, term.id) != term.id:
                yield entry.problem(("terms", index), "CAT002", f"'{form}' is also a form of '{forms[form]}'")
        yield from rules.unknown(entry, ("terms", index, "kind"), term.kind, kinds, "kind")
        yield from rules.sources(entry, ("terms", index, "sources"), term.sources, known.sources)
        for place, other in enumerate(term.see):
            yield from rules.unknown(entry, ("terms", index, "see", place), other, known.targets["term"], "term")


def _registry(entry: Located[model.Registry], _: Names) -> rules.Report:
    if "{name}" not in entry.record.command:
        message = (
            f"the command of '{entry.record.id}' does not contain {{name}}, so it would be the same for every package"
        )
        yield entry.problem(("command",), "CAT016", message, "write {name} where the package's name belongs")


def _program(entry: Located[model.Program], known: Names) -> rules.Report:
    if entry.record.glossary is not None:
        path = ("glossary",)
        yield from rules.unknown(entry, path, entry.record.glossary, known.targets["term"], "glossary term")


def _package(entry: Located[model.Package], known: Names) -> rules.Report:
    record = entry.record
    yield from _languages(entry, known)
    yield from rules.each_unknown(entry, "runs_in", record.runs_in, known.programs, "program")
    if record.licence.group is not None:
        path = ("licence", "group")
        yield from rules.unknown(entry, path, record.licence.group, known.licence_groups, "group of licences")
    for index, install in enumerate(record.install):
        yield from rules.unknown(entry, ("install", index, "registry"), install.registry, known.registries, "registry")
    yield from rules.sources(entry, ("sources",), record.sources, known.sources)


def _languages(entry: Located[model.Package], known: Names) -> rules.Report:
    languages = known.vocabularies.get(synonyms.LANGUAGES)
    if languages:
        values = frozenset(value.id for value in languages.values)
        yield from rules.each_unknown(entry, "languages", entry.record.languages, values, "language")
    elif entry.record.languages and synonyms.LANGUAGES not in known.vocabulary_ids:
        message = f"there is no vocabulary '{synonyms.LANGUAGES}' to take languages from"
        hint = f"add vocabularies/{synonyms.LANGUAGES}.yml, or remove languages"
        yield entry.problem(("languages",), "CAT001", message, hint, key=True)


def _contribution(entry: Located[model.Contribution], known: Names) -> rules.Report:
    record, survey = entry.record, known.survey
    sections = [section.id for section in survey.prose]
    yield from rules.unknown(entry, ("reference",), record.reference, known.references, "reference")
    if known.numbers.get(record.reference, record.number) != record.number:
        number = known.numbers[record.reference] or "none"
        yield entry.problem(
            ("number",), "CAT004", f"number is {record.number}, but refnumber of the reference is {number}"
        )
    yield from rules.each_unknown(entry, "packages", record.packages, known.targets["package"], "package")
    yield from rules.each_unknown(entry, "categories", record.categories, known.targets["category"], "category")
    if record.printed:
        yield from rules.exact_keys(entry, "printed", record.printed, _columns(known), "column")
    else:
        yield from _facts_without_print(entry, known)
    vocabularies = [name for name in survey.vocabularies if name in known.vocabulary_ids]
    yield from rules.exact_keys(entry, "facts", record.facts, vocabularies, "vocabulary")
    yield from rules.exact_keys(entry, "prose", record.prose, sections, "section")
    yield from synonyms.unresolved(entry, known.vocabularies, known.lookups)
    yield from rules.words(entry, ("prose",), list(record.prose.values()), survey.prose_words)
    if (length := len(plain(record.tagline))) > LONGEST_TAGLINE:
        message = f"has {length} characters; at most {LONGEST_TAGLINE} are allowed"
        yield entry.problem(("tagline",), "CAT005", message)
    for about, given in record.sources.items():
        path = ("sources", about)
        yield from rules.unknown(
            entry, path, about, [*survey.vocabularies, *sections], "vocabulary or section", key=True
        )
        yield from rules.sources(entry, path, given, known.sources)
    yield from _corrections(entry, record.corrections, known)
    yield from _marks(entry, known)


def _facts_without_print(entry: Located[model.Contribution], known: Names) -> rules.Report:
    """Yield a problem for each fact whose default source is the printed table if the entry is not in that table."""
    record = entry.record
    for name, values in record.facts.items():
        default = known.vocabularies.get(name)
        if values and default and default.column and name not in record.sources:
            message = f"sources lacks '{name}': '{record.id}' is not in the printed table"
            hint = "say where it comes from, or give its printed row"
            yield entry.problem(("facts", name), "CAT003", message, hint, key=True)


def _corrections(entry: rules.Entry, corrections: tuple[model.Correction, ...], known: Names) -> rules.Report:
    for index, correction in enumerate(corrections):
        for place, name in enumerate(correction.facts):
            path = ("corrections", index, "facts", place)
            yield from rules.unknown(entry, path, name, known.vocabulary_ids, "vocabulary")
        yield from rules.sources(entry, ("corrections", index, "sources"), correction.sources, known.sources)
        yield from _place_in_print(entry, ("corrections", index), correction, known.survey)


def _place_in_print(
    entry: rules.Entry, path: tuple[object, ...], correction: model.Correction, survey: model.Survey
) -> rules.Report:
    """Yield the problems of the place of a correction, by which pages find the facts concerned."""
    if correction.column is None and correction.where is None:
        yield entry.problem(
            path, "CAT014", "the correction does not say where in print it applies", "add column or where"
        )
    if correction.column is not None:
        columns = [column.id for column in survey.columns]
        yield from rules.unknown(entry, (*path, "column"), correction.column, columns, "column")


def _marks(entry: Located[model.Contribution], known: Names) -> rules.Report:
    """Yield a problem for each correction of a contribution that would mark none of the facts it concerns.

    A fact is marked if the column of the correction is the one that states the fact (`PageContext.mark`).
    """
    table = known.survey.table_name
    columns = [column.id for column in known.survey.columns]
    for index, correction in enumerate(entry.record.corrections):
        path = ("corrections", index)
        if correction.column is None and table and f"{correction.where},".casefold().startswith(f"{table},".casefold()):
            message = f"the place '{correction.where}' is in the printed table, but no column is named"
            yield entry.problem((*path, "where"), "CAT014", message, f"add column: one of {', '.join(columns)}")
        if correction.column in columns and not entry.record.printed:
            message = f"'{entry.record.id}' is not in the printed table, to which the column belongs"
            yield entry.problem((*path, "column"), "CAT014", message, "remove column, or give its printed row")
        cell = plain(entry.record.printed.get(correction.column or "", correction.printed))
        if plain(correction.printed) not in cell:
            message = f"'{plain(correction.printed)}' is not printed in the column '{correction.column}': {cell}"
            yield entry.problem((*path, "printed"), "CAT015", message, "quote the cell to the letter")
        for place, name in enumerate(correction.facts):
            stated = known.vocabularies.get(name)
            if stated and correction.column is None:
                message = f"the fact '{name}' is not marked: the correction does not name a column of the printed table"
                yield entry.problem((*path, "facts", place), "CAT014", message, "add column, or remove facts")
            elif stated and correction.column in columns and stated.column != correction.column:
                message = f"the column '{correction.column}' does not state the fact '{name}'"
                hint = f"its column is {stated.column}" if stated.column else "no printed column does"
                yield entry.problem((*path, "facts", place), "CAT014", message, hint)


def _claim(entry: Located[model.Claim], known: Names) -> rules.Report:
    for field, ids in claims.selection_targets(entry.record.counts).items():
        kind = {"categories": "category"}.get(field, field.removesuffix("s"))
        for index, name in enumerate(ids):
            yield from rules.unknown(entry, ("counts",), name, known.targets[kind], kind)
            if name in ids[:index]:
                yield entry.problem(("counts",), "CAT002", f"'{name}' is listed twice")


def _page(entry: Located[model.TextPage], known: Names) -> rules.Report:
    if addresses.text_page(entry.record.id) in addresses.FOLDERS:
        yield entry.problem((), "CAT009", f"the address /{entry.record.id}/ is already used", "rename the file")
    yield from rules.each_once(entry, ("sections",), entry.record.sections)
    for index, section in enumerate(entry.record.sections):
        if section.cite not in {None, "site"}:
            path = ("sections", index, "cite")
            yield from rules.unknown(entry, path, section.cite, known.references, "reference")


def _columns(known: Names) -> list[str]:
    return [column.id for column in known.survey.columns]

"""Loads the files of content/ into one Catalogue."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from ..problems import ContentError, Problem
from ..text.characters import sort_key
from . import authors, checks, citation_keys, claims, model, printed_glossary, synonyms
from .catalogue import Catalogue, Moved
from .checks import cross_checks
from .facet_index import FacetIndex
from .glossary_terms import Terms, terms, uses
from .known_ids import names
from .lock_files import Frozen
from .reader import Contents, read_contents


def load_survey(files: Mapping[str, bytes], root: str = "content", odd: Iterable[Problem] = ()) -> model.Survey:
    """Return the record of survey.yml, even if other files are invalid; raise ContentError if it cannot be read."""
    contents, problems = read_contents({path: files[path] for path in ("survey.yml",) if path in files}, root, odd)
    for entry in contents.of(model.Survey):
        return entry.record
    raise ContentError(problem for problem in problems if problem.place.path.endswith("survey.yml"))


def load(files: Mapping[str, bytes], root: str = "content", odd: Iterable[Problem] = ()) -> Catalogue:
    """Return the catalogue of the content files.

    *files* maps paths below the content folder to their bytes; only files that records are made from, and assets that
    the survey lists, are accessed. *root* is the folder's name in messages; *odd* are further problems of the folder.
    Raises ContentError with every problem of all files.
    """
    contents, problems = read_contents(files, root, odd)
    surveys = contents.of(model.Survey)
    if not surveys:
        raise ContentError(problems)
    survey = surveys[0].record
    found = (*problems, *cross_checks(contents, names(contents, survey)))
    _raise_if_wrong(found)
    catalogue = _catalogue(contents, survey)
    frozen, unreadable = _frozen(contents, root)
    found += (
        *_catalogue_problems(contents, catalogue),
        *(unreadable or citation_keys.problems(frozen, contents.references)),
    )
    _raise_if_wrong(found)
    return replace(catalogue, notes=tuple(sorted(set(found))))


def freeze(files: Mapping[str, bytes], root: str = "content", odd: Iterable[Problem] = ()) -> str:
    """Return the text of keys.lock with the keys of all new references; raise ContentError if one would be lost."""
    contents, problems = read_contents(files, root, odd)
    frozen, unreadable = _frozen(contents, root)
    lost = citation_keys.problems(frozen, contents.references)
    _raise_if_wrong((*problems, *(unreadable if citation_keys.LOCK in files else ()), *lost))
    return citation_keys.with_new_keys(frozen, contents.references)


def _frozen(contents: Contents, root: str) -> tuple[Frozen, tuple[Problem, ...]]:
    return citation_keys.read_keys(f"{root}/{citation_keys.LOCK}", contents.files.get(citation_keys.LOCK))


def _raise_if_wrong(found: Iterable[Problem]) -> None:
    problems = tuple(found)
    if any(not problem.note for problem in problems):
        raise ContentError(problems)


def _catalogue_problems(contents: Contents, catalogue: Catalogue) -> Iterator[Problem]:
    """Yield problems of the whole catalogue: numbers that differ, clashing ids of people, unanswered questions …"""
    for entry, claimed in zip(contents.of(model.Claim), catalogue.claims, strict=True):
        yield from claims.problems(entry, claimed)
    yield from authors.problems(catalogue.contributions, contents.references, contents.of(model.PersonNames))
    filed = FacetIndex(catalogue)
    for index, question in enumerate(catalogue.survey.questions):
        for place, value in enumerate(question.values):
            if not filed.contributions_with((question.facet, value)):
                message = f"no {catalogue.survey.contribution} has the value '{value}'"
                yield contents.of(model.Survey)[0].problem(("questions", index, "values", place), "CAT008", message)
    yield from printed_glossary.problems(contents, catalogue)
    yield from checks.title_problems(catalogue)


def _catalogue(contents: Contents, survey: model.Survey) -> Catalogue:
    vocabularies = {entry.record.id: entry.record for entry in contents.of(model.Vocabulary)}
    ordered = {identifier: vocabularies[identifier] for identifier in survey.vocabularies}
    references = {reference.key: reference for reference in contents.references}
    lookups = synonyms.lookups(ordered)
    contributions = tuple(
        synonyms.resolved(entry.record, lookups)
        for entry in sorted(contents.of(model.Contribution), key=lambda entry: entry.record.number)
    )
    packages = sorted(
        (entry.record for entry in contents.of(model.Package)), key=lambda package: sort_key(package.name)
    )
    glossary = _glossary(contents)
    pattern = _terms(glossary, contributions, packages)
    categories = tuple(entry.record for entry in contents.of(model.Category))
    programs = {entry.record.id: entry.record for entry in contents.of(model.Program)}
    in_print = claims.in_print(survey, contributions, contents.references)
    return Catalogue(
        survey=survey,
        contributions=contributions,
        packages=MappingProxyType({package.id: package for package in packages}),
        categories=categories,
        vocabularies=MappingProxyType(ordered),
        glossary=glossary,
        terms=pattern,
        uses=uses(pattern, ordered, programs, contributions, packages, categories),
        registries=MappingProxyType({entry.record.id: entry.record for entry in contents.of(model.Registry)}),
        programs=MappingProxyType(programs),
        references=tuple(
            sorted(references.values(), key=lambda each: (each.number is None, each.number or 0, each.key))
        ),
        people=authors.people(contributions, references, [entry.record for entry in contents.of(model.PersonNames)]),
        claims=tuple(claims.counted(each.record, *in_print) for each in contents.of(model.Claim)),
        pages=tuple(entry.record for entry in contents.of(model.TextPage)),
        aliases=tuple(_moved(contents)),
        snapshots=tuple(sorted((entry.record for entry in contents.of(model.Snapshot)), key=lambda each: each.id)),
        files=contents.files,
        notes=(),
    )


def _moved(contents: Contents) -> Iterator[Moved]:
    for entry in contents.of(model.Alias):
        yield Moved(entry.record.old, entry.record.new, entry.problem(("old",), "", "").place)


def _glossary(contents: Contents) -> model.Glossary:
    glossary = contents.of(model.Glossary)[0].record
    ordered = tuple(sorted(glossary.terms, key=lambda term: (sort_key(term.term), term.term)))
    return glossary.model_copy(update={"terms": ordered})


def _terms(
    glossary: model.Glossary, contributions: Sequence[model.Contribution], packages: Sequence[model.Package]
) -> Terms:
    """Return the pattern of acronyms; a term that is part of a software name does not match."""
    named: tuple[model.Contribution | model.Package, ...] = (*contributions, *packages)
    return terms(glossary, [name for entry in named for name in (entry.name, *entry.aliases)])

"""All of content/ in, one Catalogue out."""

from collections.abc import Mapping
from types import MappingProxyType

from .. import model
from ..problems import ContentError, Problem
from . import claims, people, vocabulary
from .checks import cross_checks, names
from .reading import Contents, read_contents
from .record import Catalogue, Claimed


def load(files: Mapping[str, bytes], root: str = "content") -> Catalogue:
    """Return the catalogue that the content files make.

    *files* maps paths below the content folder to their bytes; *root* is how messages call that folder. Raises
    ContentError with every problem of all files.
    """
    contents, problems = read_contents(files, root)
    notes = _sift(problems)
    surveys = contents.of(model.Survey)
    if not surveys:
        raise ContentError(problems)
    survey = surveys[0].record
    return _catalogue(contents, survey, notes, problems)


def _sift(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if problem.note)


def _catalogue(
    contents: Contents, survey: model.Survey, notes: tuple[Problem, ...], earlier: tuple[Problem, ...]
) -> Catalogue:
    found = (*earlier, *cross_checks(contents, names(contents, survey)))
    if any(not problem.note for problem in found):
        raise ContentError(found)
    vocabularies = {entry.record.id: entry.record for entry in contents.of(model.Vocabulary)}
    ordered = {identifier: vocabularies[identifier] for identifier in survey.vocabularies}
    references = {reference.key: reference for reference in contents.references}
    lookups = vocabulary.lookups(ordered)
    contributions = tuple(
        vocabulary.resolved(entry.record, lookups)
        for entry in sorted(contents.of(model.Contribution), key=lambda entry: entry.record.number)
    )
    counted = _claims(contents, contributions)
    clashes = tuple(people.problems(contributions, references, contents.of(model.PersonNames)))
    if clashes:
        raise ContentError(clashes)
    packages = sorted((entry.record for entry in contents.of(model.Package)), key=lambda package: package.name.casefold())
    glossary = contents.of(model.Glossary)[0].record
    terms = tuple(sorted(glossary.terms, key=lambda term: (term.term.casefold(), term.term)))
    return Catalogue(
        survey=survey,
        contributions=contributions,
        packages=MappingProxyType({package.id: package for package in packages}),
        categories=tuple(entry.record for entry in contents.of(model.Category)),
        vocabularies=MappingProxyType(ordered),
        glossary=glossary.model_copy(update={"terms": terms}),
        registries=MappingProxyType({entry.record.id: entry.record for entry in contents.of(model.Registry)}),
        references=tuple(sorted(references.values(), key=lambda each: (each.number is None, each.number or 0, each.key))),
        people=people.people(contributions, references, [entry.record for entry in contents.of(model.PersonNames)]),
        claims=counted,
        pages=tuple(entry.record for entry in contents.of(model.TextPage)),
        notes=tuple(sorted({*notes, *(problem for problem in found if problem.note)})),
    )


def _claims(contents: Contents, contributions: tuple[model.Contribution, ...]) -> tuple[Claimed, ...]:
    """Count every claim; raise ContentError for those whose explanation is missing or not needed."""
    pairs = [(entry, claims.counted(entry.record, contributions, contents.references)) for entry in contents.of(model.Claim)]
    problems = [problem for entry, claimed in pairs for problem in claims.problems(entry, claimed)]
    if problems:
        raise ContentError(problems)
    return tuple(claimed for _, claimed in pairs)

"""Where a field of `model.py` appears, and under which label, as declared with the field.

Pages, tables, data files, schemas and search read these declarations, so a field without computed parts is declared
only there.
"""

import ast
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from ..text.kinds import Inline, web_address
from ..text.prose import plain


@dataclass(frozen=True)
class Appears:
    """Where a field of a record appears; part of the field's type: ``Annotated[Line, Appears(…)]``."""

    label: str = ""
    """Label on pages and in column headings."""
    page: bool = False
    """Whether it is a row, or a link, among the facts on its record's page, and thus in comparisons."""
    column: bool = False
    """Whether it is a column in the table of such records, found by the filter; omitted if no record has a value."""
    json: bool | str = False
    """Whether it is a key in the data files. A text replaces the docstring, which is written for authors of content."""
    csv: bool | str = False
    """Whether it is a column in the data files' table. A text is its description there, if it differs from `json`."""
    search: bool = False
    """Whether the search box finds the record by its value."""


@dataclass(frozen=True)
class DeclaredField:
    """A field of a record, and where it appears."""

    record: type[BaseModel]
    name: str
    appears: Appears

    @property
    def id(self) -> str:
        """Its id in addresses and pages."""
        return self.name.replace("_", "-")

    @property
    def kind(self) -> Any:
        """Its type in the data files, where all text is plain text."""
        return _plain_kind(self.record.model_fields[self.name].annotation)

    @property
    def is_address(self) -> bool:
        """Whether its values are web addresses."""
        field = self.record.model_fields[self.name]
        return _holds_addresses(Annotated[field.annotation, *field.metadata])

    @property
    def manual(self) -> str:
        """Its docstring in the model; empty if there is none."""
        module = inspect.getmodule(self.record)
        assert module is not None
        return manual(module).get((self.record.__name__, self.name), "")

    @property
    def meaning(self) -> str:
        """Its description in the data files."""
        return self.appears.json if isinstance(self.appears.json, str) else self.manual

    @property
    def meaning_in_table(self) -> str:
        """Its description as a column of the data files' table."""
        return self.appears.csv if isinstance(self.appears.csv, str) else self.meaning

    def values(self, record: BaseModel) -> tuple[Any, ...]:
        """Return the values of *record* in this field: none, one or several."""
        value = getattr(record, self.name)
        return value if isinstance(value, tuple) else () if value is None else (value,)

    def texts(self, record: BaseModel) -> tuple[str, ...]:
        """Return the values of *record* in this field, as plain text."""
        return tuple(map(self.text, self.values(record)))

    def text(self, value: object) -> str:
        """Return a value of this field as plain text."""
        return ("yes" if value else "no") if isinstance(value, bool) else str(plain_value(value))


@cache
def declared(record: type[BaseModel]) -> Mapping[str, DeclaredField]:
    """Return the fields of *record* with an `Appears` in their type, by name."""
    return {
        name: DeclaredField(record, name, each)
        for name, field in record.model_fields.items()
        for each in field.metadata
        if isinstance(each, Appears)
    }


def filter_words(record: BaseModel) -> Iterator[str]:
    """Yield the values of *record* in the declared columns of its table, so that the filter finds what is shown."""
    for field in declared(type(record)).values():
        if field.appears.column:
            yield from field.texts(record)


def search_names(record: BaseModel) -> Iterator[str]:
    """Yield the values of *record* in the fields by which the search box finds it."""
    for field in declared(type(record)).values():
        if field.appears.search:
            yield from field.texts(record)


def plain_value(value: object) -> object:
    """Return the value of a field as data: text without markup."""
    if isinstance(value, Inline):
        return plain(value)
    if isinstance(value, tuple):
        return tuple(map(plain_value, value))
    if isinstance(value, Mapping):
        return {key: plain_value(each) for key, each in value.items()}
    return value


def _holds_addresses(kind: Any) -> bool:
    inside = get_args(kind)
    if get_origin(kind) is Annotated and any(getattr(each, "func", None) is web_address for each in inside[1:]):
        return True
    return any(map(_holds_addresses, inside))


def _plain_kind(kind: Any) -> Any:
    """Return the data type for a type of the model."""
    origin, inside = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _plain_kind(inside[0])
    if origin in {Union, UnionType}:
        return Union[tuple(map(_plain_kind, inside))]  # noqa: UP007 (the alternatives are computed)
    if origin is tuple:
        return tuple[_plain_kind(inside[0]), ...]  # type: ignore[misc]
    if origin is Mapping:
        return dict[str, _plain_kind(inside[1])]  # type: ignore[misc]
    return str if isinstance(kind, type) and issubclass(kind, str) else kind


Manual = Mapping[tuple[str, str], str]
"""Record and field name to the field's docstring; the record's own docstring is under the empty field name."""


@cache
def manual(module: ModuleType) -> Manual:
    """Return the docstrings of the records of *module* and their fields, read from the source once and on demand.

    Letting pydantic read the docstrings of fields would cost every build 0.1 s, and `python -OO` removes those of
    classes.
    """
    return dict(_texts(module))


def _texts(module: ModuleType) -> Iterator[tuple[tuple[str, str], str]]:
    for part in ast.parse(inspect.getsource(module)).body:
        if isinstance(part, ast.ClassDef):
            yield (part.name, ""), ast.get_docstring(part) or ""
            for field, below in zip(part.body, part.body[1:], strict=False):
                match field, below:
                    case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                        yield (part.name, name), inspect.cleandoc(text).replace("\n", " ")

"""What the declaration of a field in `model.py` says beyond its type: where the field appears, and under which label.

Pages, tables, data files, schemas and search read it: a field of which nothing is computed is declared once, there.
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
    """Where a field of a record appears; it stands in the field's type: ``Annotated[Line, Appears(…)]``."""

    label: str = ""
    """As readers see it, on pages and over columns."""
    page: bool = False
    """Whether it is a row, or a link, among the facts on the page of its record, and so in comparisons."""
    column: bool = False
    """Whether it is a column of the table of its records, in which the filter finds it; only if any of them has it."""
    json: bool | str = False
    """Whether it is a key in the data files. A text says what it means there, where the manual speaks to writers."""
    csv: bool | str = False
    """Whether it is a column of the data files' table. A text says what it means there, if not what `json` says."""
    search: bool = False
    """Whether the search box finds the record by it."""


@dataclass(frozen=True)
class DeclaredField:
    """A field of a record, and where it appears."""

    record: type[BaseModel]
    name: str
    appears: Appears

    @property
    def id(self) -> str:
        """What addresses and pages call it."""
        return self.name.replace("_", "-")

    @property
    def kind(self) -> Any:
        """Its type in the data files: plain text in the place of every kind of text."""
        return _plain_kind(self.record.model_fields[self.name].annotation)

    @property
    def is_address(self) -> bool:
        """Whether its values are web addresses."""
        field = self.record.model_fields[self.name]
        return _holds_addresses(Annotated[field.annotation, *field.metadata])

    @property
    def manual(self) -> str:
        """The text under it in the model; nothing where there is none."""
        module = inspect.getmodule(self.record)
        assert module is not None
        return manual(module).get((self.record.__name__, self.name), "")

    @property
    def meaning(self) -> str:
        """What it means in the data files."""
        return self.appears.json if isinstance(self.appears.json, str) else self.manual

    @property
    def meaning_in_table(self) -> str:
        """What it means as a column of the data files' table."""
        return self.appears.csv if isinstance(self.appears.csv, str) else self.meaning

    def values(self, record: BaseModel) -> tuple[Any, ...]:
        """Return what *record* says in it: nothing, a value, or several."""
        value = getattr(record, self.name)
        return value if isinstance(value, tuple) else () if value is None else (value,)

    def texts(self, record: BaseModel) -> tuple[str, ...]:
        """Return what *record* says in it, as plain text."""
        return tuple(map(self.text, self.values(record)))

    def text(self, value: object) -> str:
        """Return one of its values as plain text."""
        return ("yes" if value else "no") if isinstance(value, bool) else str(plain_value(value))


@cache
def declared(record: type[BaseModel]) -> Mapping[str, DeclaredField]:
    """Return the fields of *record* whose type says where they appear, by name."""
    return {
        name: DeclaredField(record, name, each)
        for name, field in record.model_fields.items()
        for each in field.metadata
        if isinstance(each, Appears)
    }


def filter_words(record: BaseModel) -> Iterator[str]:
    """Yield what *record* says in the declared columns of its table: the filter finds what the table shows."""
    for field in declared(type(record)).values():
        if field.appears.column:
            yield from field.texts(record)


def search_names(record: BaseModel) -> Iterator[str]:
    """Yield what *record* says in the fields by which the search box finds it."""
    for field in declared(type(record)).values():
        if field.appears.search:
            yield from field.texts(record)


def plain_value(value: object) -> object:
    """Return a value of a field as data: text without markup."""
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
    """Return a type of the model as a type of data."""
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
"""Record and field to the text under it; the text of the record itself stands under no field, the empty string."""


@cache
def manual(module: ModuleType) -> Manual:
    """Return the texts under the records of *module* and their fields: read from the source, once and on demand.

    Having pydantic read what stands under fields costs every build a tenth of a second, and `python -OO` takes away
    what stands under classes.
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

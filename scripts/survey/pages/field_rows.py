"""What a record says in the fields that are declared to appear on its page or in its table, printed by their type."""

from ..content.declared_fields import DeclaredField, declared
from ..content.model import Record
from ..text.kinds import Inline
from ..text.safe import escape
from .page_context import PageContext
from .parts import FieldRow, Link


def rows(context: PageContext, record: Record) -> tuple[FieldRow, ...]:
    """Return the fields that are declared to stand on the page of *record* and in which it says something."""
    shown = (field for field in declared(type(record)).values() if field.appears.page)
    found = (FieldRow(field.id, field.appears.label, values(context, field, record)) for field in shown)
    return tuple(row for row in found if row.values)


def values(context: PageContext, field: DeclaredField, record: Record) -> tuple[Link, ...]:
    """Return what *record* says in *field*: addresses as links, small markup as HTML, and all else as text."""
    return tuple(_value(context, field, each) for each in field.values(record))


def _value(context: PageContext, field: DeclaredField, value: object) -> Link:
    if isinstance(value, Inline):
        return Link(context.inline(value))
    text = escape(field.text(value))
    return Link(text, text if field.is_address else "")

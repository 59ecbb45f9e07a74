"""Letters of all alphabets in ASCII, for sorting and for addresses. The only user of anyascii."""

from anyascii import anyascii


def in_ascii(text: str) -> str:
    """Return *text* in ASCII letters: «Dvořák» gives «Dvorak», «æther» gives «aether»."""
    return anyascii(text)


def sort_key(text: str) -> str:
    """Return what *text* is sorted by: neither accents nor letter case count."""
    return in_ascii(text).casefold()

"""Fingerprint the shared files of a finished site: put a hash of each file's content into its name.

A page then loads exactly the style sheets, scripts, pictures and search data that it was built with, regardless of
caches and of what is published while it is open. This is one step after the engine, on the finished folder: files are
renamed in the order in which they load one another, and every reference to them is rewritten: in attributes of HTML, in
`url()` and `@import` of CSS, and in JavaScript strings that are the path of such a file, relative to the script or to
the root of the site. A file without references keeps its name.

Files with permanent addresses (pictures of talks) keep them; pages load a copy below assets/.

The files of the previous build are kept beside the new ones, for pages that are still open in browsers; those of older
builds are removed. assets/manifest.json maps old names to new ones and lists the files of the previous build.

There are libraries for this step inside Django, Rails or a bundler's own pipeline, and a plugin for MkDocs that renames
the files listed in mkdocs.yml, which are not all that pages load; none works on a finished folder.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape, unescape
from pathlib import Path
from posixpath import basename, dirname, join, normpath, relpath
from urllib.parse import quote, unquote, urlsplit

from ..files import disk, is_ours
from ..problems import EnvironmentProblem

SHARED = ("assets/", "search/")
"""Folders of files that pages share. Their addresses are not permanent."""

MANIFEST = "assets/manifest.json"

MOST_EARLIER = 50_000_000
"""Size limit in bytes of the files of the previous build; if they exceed it, none is kept."""

_DIGITS = 12

_LOADING = re.compile(
    r"""<(link|script|img|source|image|use|input|video|audio|track|object|embed|iframe)\b(?:[^>"']|"[^"]*"|'[^']*')*>"""
)
_LINK = re.compile(r"""\shref=(?:"((?:\.{0,2}/)*(?:assets|search)/[^"]*)"|'((?:\.{0,2}/)*(?:assets|search)/[^']*)')""")
_ATTRIBUTE = re.compile(r"""\s(?:href|src|srcset|poster|data|xlink:href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_PICTURES = frozenset({"img", "source", "image", "use", "input", "video"})
_INLINE_SCRIPT = re.compile(r"<script(?![^>]*ld\+json)[^>]*>([^<]+(?:<(?!/script)[^<]*)*)</script")
_IN_SCRIPT = re.compile(r""""([\w./@~+%-]+\.\w+(?:[?#][^"\s]*)?)"|'([\w./@~+%-]+\.\w+(?:[?#][^'\s]*)?)'""")
_IN_STYLE = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE
)


@dataclass(frozen=True)
class FingerprintManifest:
    """The names of a build's shared files (original name to new name) and the files of the previous build."""

    files: Mapping[str, str]
    earlier: tuple[str, ...] = ()

    def written(self) -> bytes:
        """Return the manifest as JSON. The key ``earlier`` is left out if there are no files of the previous build."""
        fields = {"files": self.files, **({"earlier": self.earlier} if self.earlier else {})}
        return f"{json.dumps(fields, indent=1, sort_keys=True)}\n".encode()


def read_fingerprints(content: bytes) -> FingerprintManifest:
    """Return the manifest in *content*; an empty one if *content* is not a valid manifest."""
    try:
        fields = json.loads(content)
        return FingerprintManifest(
            {str(old): str(new) for old, new in fields["files"].items()}, tuple(fields.get("earlier", ()))
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return FingerprintManifest({})


def hashed_name(name: str, content: bytes) -> str:
    """Return *name* with a hash of *content* in it: `assets/logo.svg` becomes `assets/logo.0123456789ab.svg`."""
    folder, _, file = name.rpartition("/")
    stem, dot, ending = file.rpartition(".") if "." in file else (file, "", "")
    digits = hashlib.sha256(content).hexdigest()[:_DIGITS]
    return join(folder, f"{stem}.{digits}{dot}{ending}")


def carries_hash(name: str, content: bytes) -> bool:
    """Return whether *name* is a name that `hashed_name` returns for *content*."""
    plain = re.sub(rf"\.[0-9a-f]{{{_DIGITS}}}(?=(?:\.[^./]*)?$)", "", name)
    return plain != name and hashed_name(plain, content) == name


def fingerprint(site: Path, address: str) -> FingerprintManifest:
    """Rename the shared files of the finished folder *site*, to be published at *address*; return the manifest.

    Raises EnvironmentProblem when files load one another in a circle, so that none can be named first, and when a file
    cannot be read or written.
    """
    with disk(f"name the files of {site}"):
        names = frozenset(_names(site, ""))
        fingerprinting = _Fingerprinting(site, names, address)
        pages = {name: _text(site / name) for name in sorted(names) if name.endswith(".html")}
        written = {name: fingerprinting.page(name, text) for name, text in pages.items()}
        for name, content in fingerprinting.contents.items():
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).write_bytes(content)
        for old in fingerprinting.named:
            if old.startswith(SHARED):
                (site / old).unlink()
        for name, text in written.items():
            if text != pages[name]:
                (site / name).write_bytes(_bytes(text))
        manifest = FingerprintManifest(dict(sorted(fingerprinting.named.items())))
        (site / MANIFEST).parent.mkdir(exist_ok=True)
        (site / MANIFEST).write_bytes(manifest.written())
    return manifest


def keep_earlier(new: Path, site: Path) -> None:
    """Copy the shared files of the previous build, in *site*, into the fingerprinted folder *new*.

    If the previous build had the same shared files, those of the build before it are copied instead. Either all files
    are kept or none, and only files whose content matches the hash in their name.
    """
    with disk(f"keep files of {site}"):
        manifest = read_fingerprints((new / MANIFEST).read_bytes())
        before = _manifest_of(site)
        names = before.earlier if set(before.files.values()) == set(manifest.files.values()) else before.files.values()
        there = {name: _content(site, name) for name in set(names) - set(manifest.files.values())}
        kept = {name: content for name, content in there.items() if content is not None}
        if not kept or len(kept) < len(there) or sum(map(len, kept.values())) > MOST_EARLIER:
            return
        for name, content in kept.items():
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            (new / name).write_bytes(content)
        (new / MANIFEST).write_bytes(FingerprintManifest(manifest.files, tuple(sorted(kept))).written())


def _manifest_of(site: Path) -> FingerprintManifest:
    path = site / MANIFEST
    return read_fingerprints(path.read_bytes()) if is_ours(site) and path.is_file() else FingerprintManifest({})


def _content(site: Path, name: str) -> bytes | None:
    """Return the content of the file *name* of *site* if it is a shared file and matches the hash in its name."""
    path = site / name
    if normpath(name) != name or not name.startswith(SHARED) or not path.is_file():
        return None
    if not path.resolve().is_relative_to(site.resolve()):
        return None
    content = path.read_bytes()
    return content if carries_hash(name, content) else None


@dataclass(frozen=True)
class _Reference:
    """A reference in a text: its position, its URL as written, and the file that it refers to."""

    start: int
    end: int
    url: str
    file: str
    is_picture: bool = False
    in_markup: bool = False


@dataclass(frozen=True)
class _Fingerprinting:
    """One run of fingerprinting: the folder, its files, and the files renamed so far."""

    site: Path
    files: frozenset[str]
    address: str
    named: dict[str, str] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)

    def page(self, name: str, text: str) -> str:
        """Return the page *name* with all its references rewritten."""
        found = {each.start: each for each in self._in_page(name, text)}
        return self._rewritten(name, text, found.values(), ())

    def _name(self, file: str, above: tuple[str, ...]) -> str:
        """Return the new name of *file* and store its content under it; *above* is the chain of files that load it.

        Raises EnvironmentProblem if that chain is a circle.
        """
        if file in above:
            circle = ", ".join(above[above.index(file) :])
            raise EnvironmentProblem(
                f"these files of the theme load one another, so that none can be named by its content: {circle}; "
                "move what they share into a file of its own"
            )
        if file not in self.named:
            content = (self.site / file).read_bytes()
            if file.startswith(SHARED) and file.endswith((".css", ".js", ".mjs")):
                text = content.decode("utf-8", "surrogateescape")
                references = self._in_style(file, text) if file.endswith(".css") else self._in_script(file, text)
                content = _bytes(self._rewritten(file, text, references, (*above, file)))
            new = hashed_name(file if file.startswith(SHARED) else f"assets/{file}", content)
            self.named[file], self.contents[new] = new, content
        return self.named[file]

    def _rewritten(self, name: str, text: str, references: Iterable[_Reference], above: tuple[str, ...]) -> str:
        parts, at = [], 0
        for each in sorted(references, key=lambda each: each.start):
            new = self._url(name, each, self._name(each.file, above))
            parts += [text[at : each.start], escape(new) if each.in_markup else new]
            at = each.end
        return "".join((*parts, text[at:]))

    def _url(self, name: str, reference: _Reference, new: str) -> str:
        """Return the reference's URL with the new name. Only the last part changes, except for copies in assets/."""
        path, rest = _split(reference.url)
        if dirname(new) == dirname(reference.file):
            return path[: path.rfind("/") + 1] + quote(basename(new)) + rest
        if path.startswith(self.address):
            return self.address + quote(new) + rest
        return (self.prefix + quote(new) if path.startswith("/") else quote(relpath(new, dirname(name) or "."))) + rest

    def _in_page(self, name: str, text: str) -> Iterator[_Reference]:
        for tag in _LOADING.finditer(text):
            for attribute in _ATTRIBUTE.finditer(text, tag.start(), tag.end()):
                yield from self._in_attribute(name, attribute, tag[1])
        for link in _LINK.finditer(text):
            yield from self._in_attribute(name, link, "a")
        for script in _INLINE_SCRIPT.finditer(text):
            yield from self._in_script(name, text, script.start(1), script.end(1))
        if "url(" in text or "@import" in text:
            yield from self._in_style(name, text)

    def _in_attribute(self, name: str, attribute: re.Match[str], element: str) -> Iterator[_Reference]:
        group = attribute.lastindex or 0
        start = attribute.start(group)
        # srcset may hold several addresses, separated by commas and widths.
        for token in re.finditer(r"[^\s,]+", attribute[group]):
            url = unescape(token[0])
            if file := self._file(url, dirname(name)):
                is_picture = element in _PICTURES
                if file.startswith(SHARED) or is_picture:
                    yield _Reference(start + token.start(), start + token.end(), url, file, is_picture, True)

    def _in_style(self, name: str, text: str) -> Iterator[_Reference]:
        for found in _IN_STYLE.finditer(text):
            group = found.lastindex or 0
            file = self._file(found[group], dirname(name)) if group else None
            if file and file.startswith(SHARED):
                yield _Reference(found.start(group), found.end(group), found[group], file)

    def _in_script(self, name: str, text: str, start: int = 0, end: int | None = None) -> Iterator[_Reference]:
        for found in _IN_SCRIPT.finditer(text, start, len(text) if end is None else end):
            group = found.lastindex or 0
            file = self._file(found[group], dirname(name)) or self._file(found[group], "")
            if file and file.startswith(SHARED):
                yield _Reference(found.start(group), found.end(group), found[group], file)

    def _file(self, url: str, folder: str) -> str | None:
        """Return the file of the site that *url*, in a file of *folder*, refers to; None for pages and other sites."""
        path, _ = _split(url)
        if not path or path.endswith((".html", "/")):
            return None
        if path.startswith(self.address):
            way = path.removeprefix(self.address)
        elif path.startswith("/"):
            way = path.removeprefix(self.prefix)
        else:
            way = join(folder, path)
        file = normpath(unquote(way))
        return file if file in self.files else None

    @cached_property
    def prefix(self) -> str:
        """The path part of the site's address."""
        return urlsplit(self.address).path


def _names(folder: Path, prefix: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _names(folder / entry.name, f"{prefix}{entry.name}/")
            elif entry.is_file(follow_symlinks=False):
                yield prefix + entry.name


def _split(url: str) -> tuple[str, str]:
    """Return a URL without query and fragment, and its query and fragment."""
    path = url.partition("#")[0].partition("?")[0]
    return path, url[len(path) :]


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "surrogateescape")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")

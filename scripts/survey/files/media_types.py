"""The one table of media types of the site's files, by file ending.

Used for links, feeds, JSON-LD, the survey's own servers and the configuration of others (`server_config`). Sources:
[IANA] https://www.iana.org/assignments/media-types/, with the RFC or the specification that registers a type;
[Zotero] the types that Zotero's connector offers to import (contentTypeHandler.js) and Zotero registers for files;
[DOI] the types in which Crossref and DataCite give metadata (https://citation.doi.org), where there is no registration.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class FileType:
    """A file type: the ending of its file names, and its properties. All text is UTF-8."""

    ending: str
    """The longest matching ending counts. It begins with a dot, or is the whole name."""
    media_type: str
    opens: bool
    """Whether a browser shows such a file when its address is opened; otherwise it is saved."""
    text: bool = True
    """Whether it is text, which is worth compressing."""

    @property
    def content_type(self) -> str:
        """The content type in HTTP. Browsers read text without a character set as windows-1252."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type


FILE_TYPES = (
    # Pages and their parts.
    FileType(".html", "text/html", opens=True),  # IANA, HTML
    FileType(".css", "text/css", opens=True),  # IANA, RFC 2318
    FileType(".js", "text/javascript", opens=True),  # IANA, RFC 9239, which retires application/javascript
    FileType(".map", "application/json", opens=True),  # ECMA-426, source maps
    FileType(".svg", "image/svg+xml", opens=True),  # IANA, SVG 2
    FileType(".png", "image/png", opens=True, text=False),  # IANA, PNG
    FileType(".jpg", "image/jpeg", opens=True, text=False),  # IANA, RFC 2045
    FileType(".jpeg", "image/jpeg", opens=True, text=False),
    FileType(".webp", "image/webp", opens=True, text=False),  # IANA, RFC 9649
    FileType(".ico", "image/vnd.microsoft.icon", opens=True, text=False),  # IANA
    FileType(".woff", "font/woff", opens=False, text=False),  # IANA, RFC 8081
    FileType(".woff2", "font/woff2", opens=False, text=False),  # IANA, RFC 8081
    FileType(".pdf", "application/pdf", opens=True, text=False),  # IANA, RFC 8118
    # Citations. They are saved, since they are for other programs, except those that can also be viewed.
    FileType(".bib", "application/x-bibtex", opens=False),  # Zotero, DOI; not registered
    FileType(".ris", "application/x-research-info-systems", opens=False),  # Zotero, DOI; not registered
    FileType(".enw", "application/x-endnote-refer", opens=False),  # Zotero, EndNote; not registered
    FileType(".csl.json", "application/vnd.citationstyles.csl+json", opens=True),  # IANA, CSL-JSON
    # Not text/x-bibliography (DOI): people open it, and no web host uses that type by default.
    FileType(".txt", "text/plain", opens=True),  # IANA, RFC 2046
    # Data.
    FileType(".json", "application/json", opens=True),  # IANA, RFC 8259: always UTF-8, no parameter
    FileType(".schema.json", "application/schema+json", opens=True),  # JSON Schema 2020-12, section 14.1
    FileType("codemeta.json", "application/vnd.codemeta.ld+json", opens=True),  # DOI (DataCite); not registered
    FileType(".csv", "text/csv", opens=False),  # IANA, RFC 4180 and 7111
    # For feed readers, crawlers and language models.
    FileType(".atom", "application/atom+xml", opens=True),  # IANA, RFC 4287
    FileType("feed.json", "application/feed+json", opens=True),  # JSON Feed 1.1; not registered
    FileType(".xml", "application/xml", opens=True),  # IANA, RFC 7303: the file says its own character set
    FileType(".md", "text/markdown", opens=True),  # IANA, RFC 7763
    # Slides.
    FileType(
        ".pptx",  # IANA, ECMA-376
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        opens=False,
        text=False,
    ),
)

UNKNOWN = FileType("", "application/octet-stream", opens=False, text=False)
"""Files that are not in the table: bytes of unknown type, such as the survey's own marker."""

_BY_ENDING = {each.ending: each for each in FILE_TYPES}


def file_type(name: str) -> FileType:
    """Return the type of the file *name*, which may be an address."""
    base = name.rpartition("/")[2]
    endings = (base, *(base[index:] for index, letter in enumerate(base) if letter == "."))
    return next((_BY_ENDING[each] for each in endings if each in _BY_ENDING), UNKNOWN)


def media_type(name: str) -> str:
    """Return the media type of the file *name*, without parameters, as in links and metadata."""
    return file_type(name).media_type

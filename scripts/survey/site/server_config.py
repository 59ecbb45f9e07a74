"""Configurations with which web servers and hosts serve the site, made from the table of file types.

Each sets the same: the media type of every file, the site's own 404 page, caching, and a policy that pages load nothing
from other sites. nginx, Caddy and lighttpd are configured outside the site; Apache, Netlify and Cloudflare read a file
in the site.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from ..files.media_types import FILE_TYPES, UNKNOWN, FileType, file_type
from ..problems import EnvironmentProblem

SAFE_FOLDER = r"[\w/.~+,=@: -]+"
"""Characters allowed in the path of the site's folder, which every configuration quotes."""

SAFE_ADDRESS = r"[A-Za-z0-9_/.~+,=@:-]+"
"""Characters allowed in the path of the site's address, which some configurations do not quote."""

HASHED = r"(?:v/[0-9.]+/)?(?:assets|search|talk/previews)/(?:[^/]+/)*[^/]*[.-][0-9a-f]{8,64}\.[^/]+$"
"""Pattern of paths in the site of files whose name contains a hash of their content."""

FOR_EVER = "public, max-age=31536000, immutable"
ASK_FIRST = "no-cache"

POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "base-uri 'self'",
        "form-action 'self'",
    )
)
"""Pages load nothing from other sites. The inline scripts and styles are the theme's."""

SECURITY = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": POLICY}


@dataclass(frozen=True)
class SiteLocation:
    """Where the site is: ``root``, its folder (an absolute path), and ``path``, its URL path, which ends with ``/``.

    ``names`` are the paths of the site's files; only configurations that are part of the site need them.
    """

    root: str
    path: str
    names: frozenset[str] = frozenset()

    @classmethod
    def of(cls, root: Path, site_url: str, names: Iterable[str] = ()) -> "SiteLocation":
        """Return the location of a site with the files *names* in the folder *root*, published at *site_url*.

        Raises EnvironmentProblem for characters that could have a special meaning in a configuration.
        """
        place = cls(str(root.absolute()), urlsplit(site_url).path.rstrip("/") + "/", frozenset(names))
        for part, safe in ((place.root, SAFE_FOLDER), (place.path, SAFE_ADDRESS)):
            if not re.fullmatch(safe, part):
                raise EnvironmentProblem(
                    f"{part!r} has letters that servers might misread; use another folder or address"
                )
        return place


def host_file(host: str, site_url: str, names: Iterable[str]) -> Mapping[str, bytes]:
    """Return name -> content of *host*'s configuration file for a site at *site_url* with the files *names*.

    Raises EnvironmentProblem if the address has characters that could have a special meaning in that file.
    """
    name, written = HOSTS[host]
    return {name: written(SiteLocation.of(Path("/"), site_url, names)).encode()}


def nginx(place: SiteLocation) -> str:
    """Return directives for a ``server`` block of nginx."""
    where = f'alias "{place.root}/";' if place.path != "/" else f'root "{place.root}";'
    names = sorted({each.media_type for each in FILE_TYPES if each.media_type.startswith("text/")} - {"text/html"})
    compressed = sorted({each.media_type for each in FILE_TYPES if each.text} - {"text/html"})
    plain = [each for each in FILE_TYPES if _is_plain(each)]
    headers = [f'add_header {name} "{value}" always;' for name, value in SECURITY.items()]
    lines = [
        f"location {place.path} {{",
        f"    {where}",
        "    index index.html;",
        "    absolute_redirect off;",
        f"    error_page 403 404 =404 {place.path}404.html;",
        "    charset utf-8;",
        f"    charset_types {' '.join(names)};",
        "    gzip on;",
        f"    gzip_types {' '.join(compressed)};",
        f"    default_type {UNKNOWN.media_type};",
        "    types {",
        *(f"        {each.media_type} {each.ending[1:]};" for each in plain),
        "    }",
        *(f"    {each}" for each in headers),
        f'    add_header Cache-Control "{ASK_FIRST}";',
    ]
    for each in FILE_TYPES:
        if not _is_plain(each):
            lines.append(f'    location ~ "{_ends(each)}" {{ types {{ }} default_type {each.media_type}; }}')
    lines += [
        f'    location ~ "^{re.escape(place.path)}{HASHED}" {{',
        *(f"        {each}" for each in headers),
        f'        add_header Cache-Control "{FOR_EVER}";',
        "    }",
        "}",
    ]
    if place.path != "/":
        lines += [
            f"location = {place.path[:-1]} {{",
            "    absolute_redirect off;",
            f"    return 301 {place.path};",
            "}",
        ]
    return _written("For the inside of a server block: include this file there.", lines)


def caddy(place: SiteLocation) -> str:
    """Return directives for a site block of a Caddyfile."""
    headers = {**SECURITY, "Cache-Control": ASK_FIRST}
    # Caddy reorders directives everywhere except in a route.
    route = [
        "route {",
        f'    root * "{place.root}"',
        *([f"    uri strip_prefix {place.path[:-1]}"] if place.path != "/" else []),
        *(f'    header {name} "{value}"' for name, value in headers.items()),
        f'    @hashed path_regexp "^/{HASHED}"',
        f'    header @hashed Cache-Control "{FOR_EVER}"',
        *(
            line
            for number, each in enumerate(_general_first(), 1)
            for line in (
                f"    @type{number} path {'*' if each.ending.startswith('.') else '*/'}{each.ending}",
                f'    header @type{number} Content-Type "{each.content_type}"',
            )
        ),
        "    encode gzip",
        "    file_server {",
        "        index index.html",
        "    }",
        "}",
    ]
    missing = [
        "handle_errors {",
        f'    root * "{place.root}"',
        "    rewrite * /404.html",
        f'    header Content-Type "{file_type("404.html").content_type}"',
        "    file_server",
        "}",
    ]
    if place.path != "/":
        route = [
            f"redir {place.path[:-1]} {place.path}",
            f"handle {place.path}* {{",
            *(f"    {each}" for each in route),
            "}",
        ]
    return _written("For the inside of a site block of a Caddyfile: import this file there.", [*route, *missing])


def lighttpd(place: SiteLocation) -> str:
    """Return a configuration file for lighttpd's folder conf-enabled."""

    def pairs(values: Mapping[str, str]) -> list[str]:
        return [f'        "{name}" => "{value}",' for name, value in values.items()]

    where = f'alias.url = ( "{place.path}" => "{place.root}/" )'
    lines = [
        'server.modules += ( "mod_alias", "mod_redirect", "mod_setenv" )',
        *([f'url.redirect += ( "^{place.path[:-1]}$" => "{place.path}" )'] if place.path != "/" else []),
        f'$HTTP["url"] =~ "^{re.escape(place.path)}" {{',
        f'    {where if place.path != "/" else f"""server.document-root = "{place.root}" """.strip()}',
        '    index-file.names = ( "index.html" )',
        f'    server.errorfile-prefix = "{place.root}/"',
        "    mimetype.assign = (",
        *pairs({each.ending: each.content_type for each in FILE_TYPES}),
        "    )",
        "    setenv.set-response-header = (",
        *pairs({**SECURITY, "Cache-Control": ASK_FIRST}),
        "    )",
        "}",
        f'$HTTP["url"] =~ "^{re.escape(place.path)}{HASHED}" {{',
        "    setenv.set-response-header = (",
        *pairs({**SECURITY, "Cache-Control": FOR_EVER}),
        "    )",
        "}",
    ]
    return _written("For lighttpd: a file in conf-enabled.", lines)


def htaccess(place: SiteLocation) -> str:
    """Return the .htaccess of a site. Apache reads it only with AllowOverride FileInfo."""
    lines = [
        f"ErrorDocument 404 {place.path}404.html",
        *(
            line
            for each in _general_first()
            for line in (
                f'<FilesMatch "{_ends(each, start="^")}">',
                f'    ForceType "{each.content_type}"',
                "</FilesMatch>",
            )
        ),
        "<IfModule mod_headers.c>",
        *(f'    Header always set {name} "{value}"' for name, value in SECURITY.items()),
        f'    Header set Cache-Control "{ASK_FIRST}"',
        f'    Header set Cache-Control "{FOR_EVER}" "expr=%{{REQUEST_URI}} =~ m#^{re.escape(place.path)}{HASHED}#"',
        "</IfModule>",
    ]
    return _written("For Apache, which needs AllowOverride FileInfo, and its module headers for all but types.", lines)


def headers(place: SiteLocation) -> str:
    """Return the _headers of a site, for Netlify and Cloudflare.

    Both concatenate the values that several rules give to one header, so no two rules that match a file may set the
    same header. There are rules for the types of text files (except plain JSON, which both know) and for caching of
    hashed style sheets and scripts; both hosts already revalidate other files. Cloudflare reads at most 100 rules.
    """
    rules = {"/*": SECURITY}
    rules |= {
        f"/*{each.ending}": {"Content-Type": each.content_type}
        for each in FILE_TYPES
        if each.text and not _is_general(each)
    }
    kept = sorted(name for name in place.names if name.endswith((".css", ".js")) and re.match(HASHED, name))
    rules |= {f"/{name}": {"Cache-Control": FOR_EVER} for name in kept}
    lines = [
        line
        for rule, values in rules.items()
        for line in (rule, *(f"  {name}: {value}" for name, value in values.items()))
    ]
    return _written("For Netlify and Cloudflare.", lines)


def _is_plain(kind: FileType) -> bool:
    """Return whether the ending is a file name extension as servers understand it: a dot and what follows."""
    return kind.ending.rfind(".") == 0


def _is_general(kind: FileType) -> bool:
    """Return whether names of files of another type have this ending too."""
    return any(each is not kind and each.ending.endswith(kind.ending) for each in FILE_TYPES)


def _general_first() -> list[FileType]:
    """Return all types, ordered so that the last match of a name is the right one."""
    return sorted(FILE_TYPES, key=_is_general, reverse=True)


def _ends(kind: FileType, start: str = "/") -> str:
    """Return a regular expression that matches names of this type; *start* is the pattern before a complete name."""
    return f"{'' if kind.ending.startswith('.') else start}{re.escape(kind.ending)}$"


def _written(what_for: str, lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in (f"# {what_for} Made from the site's table of types.", *lines))


SERVERS: Mapping[str, Callable[[SiteLocation], str]] = {"nginx": nginx, "caddy": caddy, "lighttpd": lighttpd}
"""Servers whose configuration is outside the site."""

HOSTS: Mapping[str, tuple[str, Callable[[SiteLocation], str]]] = {
    "apache": (".htaccess", htaccess),
    "cloudflare": ("_headers", headers),
    "netlify": ("_headers", headers),
}
"""Servers and hosts that read their configuration from the site: the file's name, and the function that writes it."""

HOST_FILES = frozenset(name for name, _ in HOSTS.values())

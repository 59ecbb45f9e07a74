"""A local server that behaves like public static hosts, to browse, measure and test a finished site."""

import gzip
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from os import PathLike
from pathlib import Path
from threading import Thread
from typing import IO, Any

from ..files.media_types import file_type


class _Host(SimpleHTTPRequestHandler):
    """Sends index.html for folders and the site's 404.html for missing files; logs nothing."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *asked: Any, prefix: str, compressing: bool, **more: Any) -> None:
        self.prefix, self.compressing = prefix, compressing
        super().__init__(*asked, **more)

    def translate_path(self, path: str) -> str:
        """Map paths below the prefix to files of the site, all others to a path that does not exist."""
        if not path.startswith(self.prefix):
            return str(Path(self.directory) / "nothing" / "here")
        return super().translate_path(path.removeprefix(self.prefix.rstrip("/")))

    def send_head(self) -> IO[bytes] | None:  # type: ignore[override]
        """Send a file's headers; if ``compressing``, send text files gzip-compressed."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if self.path.partition("?")[0].endswith("/") else path
        if not (self.compressing and file_type(path.name).text and path.is_file()):
            return super().send_head()
        body = gzip.compress(path.read_bytes(), 6, mtime=0)
        self._begin(200, self.guess_type(path), len(body), {"Content-Encoding": "gzip"})
        return BytesIO(body)

    def guess_type(self, path: str | PathLike[str]) -> str:
        """Return the media type of a file, with the character set for text."""
        return file_type(Path(path).name).content_type

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's 404.html with the status *code*."""
        page = Path(self.directory) / "404.html"
        body = page.read_bytes() if page.is_file() else b""
        self._begin(code, file_type(page.name).content_type, len(body), {})
        if self.command != "HEAD":
            self.wfile.write(body)

    def _begin(self, code: int, kind: str, length: int, more: dict[str, str]) -> None:
        self.send_response(code)
        for name, value in {"Content-Type": kind, "Content-Length": str(length), **more}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Log nothing: the client sees the result."""


class _Server(ThreadingHTTPServer):
    """Serves several browsers at once and ignores connections that a browser closes early."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Report errors of the server, but not connections closed by a browser."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def hosted(site: Path, prefix: str = "/", *, compressing: bool = False, port: int = 0) -> Iterator[str]:
    """Serve the folder *site* below *prefix* on *port* of this machine (0: any free port); yield its address.

    Text is compressed with gzip if *compressing*. Raises OSError if the port is taken.
    """
    answer = partial(_Host, directory=str(site), prefix=prefix, compressing=compressing)
    with _Server(("127.0.0.1", port), answer) as server:
        # 0.02 is the polling interval in seconds; shutdown() waits up to that long.
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()

"""A static host for a finished site, as public ones are: to browse it, and to measure and test it with browsers."""

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
    """Answers with index.html for folders, and with the site's 404.html for what is not there; in silence."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *asked: Any, prefix: str, compressing: bool, **more: Any) -> None:
        self.prefix, self.compressing = prefix, compressing
        super().__init__(*asked, **more)

    def translate_path(self, path: str) -> str:
        """Map addresses below the prefix to the site, all others to nothing."""
        if not path.startswith(self.prefix):
            return str(Path(self.directory) / "nothing" / "here")
        return super().translate_path(path.removeprefix(self.prefix.rstrip("/")))

    def send_head(self) -> IO[bytes] | None:  # type: ignore[override]
        """Answer as for any file, or with compressed text."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if self.path.partition("?")[0].endswith("/") else path
        if not (self.compressing and file_type(path.name).text and path.is_file()):
            return super().send_head()
        body = gzip.compress(path.read_bytes(), 6, mtime=0)
        self._begin(200, self.guess_type(path), len(body), {"Content-Encoding": "gzip"})
        return BytesIO(body)

    def guess_type(self, path: str | PathLike[str]) -> str:
        """Return the type of a file, with the character set of text."""
        return file_type(Path(path).name).content_type

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page for what is not there."""
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
        """Say nothing: what matters is seen by who asks."""


class _Server(ThreadingHTTPServer):
    """Serves several browsers at once, and does not mind when one goes on to another page before it has all of one."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Tell of what went wrong here, not of readers who left."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def hosted(site: Path, prefix: str = "/", *, compressing: bool = False, port: int = 0) -> Iterator[str]:
    """Yield the address at which the folder *site* is served below *prefix*, on *port* of this machine (0: a free one).

    Raises OSError if the port is taken.
    """
    answer = partial(_Host, directory=str(site), prefix=prefix, compressing=compressing)
    with _Server(("127.0.0.1", port), answer) as server:
        # It looks so often, in seconds, whether it is to end; whoever ends it waits for that.
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()

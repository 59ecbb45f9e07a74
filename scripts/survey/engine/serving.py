"""The live preview, by MkDocs' own server."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .settings import WAITING, EngineSettings, configured, environment, order, theme


@contextmanager
def serve(
    project: Path, docs: Path, settings: EngineSettings, address: str = "127.0.0.1:8000"
) -> Iterator[subprocess.Popen[bytes]]:
    """Start MkDocs' live preview of *docs* on *address*; yield its process, which ends with the block.

    It rebuilds the pages whose files in *docs* changed. What belongs to every page (the theme's templates, mkdocs.yml)
    shows when the files in *docs* are touched.
    """
    # Not --watch-theme: MkDocs polls what it watches, and Material has fourteen thousand icons.
    watched = [str((project / "mkdocs.yml").absolute()), *theme(project).values()]
    with configured(project, docs, settings, {"watch": watched}) as config:
        arguments = ["serve", "--dirty", "--dev-addr", address, "--config-file", str(config)]
        process = subprocess.Popen(WAITING, cwd=project, env=environment(settings), stdin=subprocess.PIPE)
        assert process.stdin is not None
        process.stdin.write(order(arguments, settings, docs.parent / "cache" / "theme").encode())
        process.stdin.close()
        try:
            yield process
        finally:
            _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the live preview as Ctrl-C does: only then MkDocs deletes its temporary site."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()

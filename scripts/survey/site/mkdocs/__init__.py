"""Run MkDocs as a command: it turns a folder of Markdown into a site. The only package that depends on MkDocs."""

from .engine import Engine, EngineError, EngineSettings, address, build, site_url, started, theme_files, working
from .preview_server import Server, made_of, serve

__all__ = [
    "Engine",
    "EngineError",
    "EngineSettings",
    "Server",
    "address",
    "build",
    "made_of",
    "serve",
    "site_url",
    "started",
    "theme_files",
    "working",
]

"""MkDocs as a command: Markdown and data in one folder become a site. The only package that knows MkDocs."""

from .building import Engine, EngineError, build, started
from .serving import serve
from .settings import EngineSettings, address, site_url

__all__ = ["Engine", "EngineError", "EngineSettings", "address", "build", "serve", "site_url", "started"]

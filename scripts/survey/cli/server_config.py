"""Print a web server's configuration for the site.

It sets the media types of all files, the page for missing addresses, caching,
and a policy that pages load nothing from other sites. Include the file in a
server block of nginx, a site block of Caddy, or conf-enabled/ of lighttpd.
Apache, Netlify and Cloudflare read theirs from the site itself: build it with
--host.

Example:
  %(prog)s nginx --root /srv/survey > survey.conf
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ..site import mkdocs
from ..site.mkdocs import EngineSettings
from ..site.server_config import SERVERS, SiteLocation
from . import console
from .options import add_build_dir, add_site_url, project_of


def add_options(parser: ArgumentParser) -> None:
    """Add the options of the command."""
    add_build_dir(parser)
    parser.add_argument("server", choices=SERVERS, help="which web server")
    parser.add_argument(
        "--root",
        type=Path,
        metavar="DIR",
        help="the site's folder on the server (default: site/ in the folder of --build-dir)",
    )
    add_site_url(parser)


def run(options: Namespace) -> None:
    """Print the configuration."""
    with console.report_errors():
        project = project_of(options)
        home = mkdocs.address(project.root, EngineSettings(options.site_url))
        place = SiteLocation.of(options.root or project.build / "site", home)
        console.print_line(SERVERS[options.server](place).rstrip("\n"))

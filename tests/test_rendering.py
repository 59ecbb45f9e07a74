"""Templates are compiled once, and again when what compiles them has changed."""

from pathlib import Path

import jinja2
import pytest

from survey.rendering import environment


def test_what_another_jinja_compiled_is_not_used_and_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "a.jinja").write_text("{{ 'x' }}")
    for version in ("1.0", "2.0"):
        monkeypatch.setattr(jinja2, "__version__", version)
        environment(tmp_path, tmp_path / "cache").get_template("a.jinja")
        (folder,) = (tmp_path / "cache").iterdir()
        (kept,) = folder.iterdir()
    again = environment(tmp_path, tmp_path / "cache")
    assert again.get_template("a.jinja").render() == "x"
    assert [path.name for path in (tmp_path / "cache").iterdir()] == [folder.name]
    assert list(folder.iterdir()) == [kept]

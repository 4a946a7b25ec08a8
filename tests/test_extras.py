"""How an extra is installed: never by the program's name, which on PyPI is another project's."""

from __future__ import annotations

import re
import shlex
import sys
import tomllib
from pathlib import Path

import pytest

from briefing import extras
from briefing.extras import install_line, needs

ROOT = Path(__file__).parent.parent


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Installed without its sources beside it."""
    monkeypatch.setattr(extras, "_folder", lambda: None)


def test_beside_its_sources_an_extra_is_installed_as_the_readme_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(ROOT)
    assert install_line("web").endswith(" -m pip install -e '.[web]'")
    monkeypatch.chdir(tmp_path)
    assert shlex.split(install_line("web"))[-2:] == ["-e", f"{ROOT.resolve()}[web]"]


@pytest.mark.usefixtures("alone")
def test_each_extra_is_installed_by_its_own_requirements() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for extra in ("web", "remote", "notify", "html", "postgres", "cluster"):
        words = shlex.split(install_line(extra))
        assert words[1:4] == ["-m", "pip", "install"]
        names = [re.match(r"[\w.-]+(?:\[\w+\])?", word)[0].lower().replace("_", "-") for word in words[4:]]  # type: ignore[index]
        stated = project["optional-dependencies"][extra]
        assert sorted(names) == sorted(re.match(r"[\w.-]+(?:\[\w+\])?", s)[0].lower().replace("_", "-") for s in stated)  # type: ignore[index]
        assert not any("extra" in word for word in words)


@pytest.mark.usefixtures("alone")
def test_conditions_other_than_the_extra_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    stated = [
        "jinja2>=3",
        "a>=1; extra == 'web'",
        'b[c]>=2 ; sys_platform != "win32" and extra == "web"',
        "d; extra == 'x'",
    ]
    monkeypatch.setattr(extras, "requires", lambda _name: stated)
    assert needs("web") == ("a>=1", 'b[c]>=2 ; sys_platform != "win32"')
    assert shlex.split(install_line("web"))[4:] == list(needs("web"))
    monkeypatch.setattr(extras, "requires", lambda _name: ["u>=1; sys_platform != 'win32' and extra == 'web'"])
    assert install_line("web").endswith("""-m pip install "u>=1; sys_platform != 'win32'\"""")


def test_the_python_named_is_the_one_that_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert install_line("web").startswith(shlex.quote(sys.executable))
    monkeypatch.setattr(sys, "executable", str(tmp_path / ".venv/bin/python"))
    assert install_line("web").startswith(".venv/bin/python -m pip install ")


@pytest.mark.usefixtures("alone")
def test_a_program_that_is_not_installed_is_installed_from_its_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "requires", lambda _name: None)
    assert install_line("web") == "in the program's folder: .venv/bin/pip install -e '.[web]'"


def test_nothing_tells_anybody_to_install_the_strangers_package() -> None:
    told = re.compile(r"install\s+['\"`]{0,2}briefing\b")
    places = [ROOT / "README.md", *ROOT.glob("docs/**/*.md"), *ROOT.glob("briefing/**/*.py"), *ROOT.glob("docs/man/*")]
    assert [str(p.relative_to(ROOT)) for p in places if told.search(p.read_text("utf-8"))] == ["briefing/extras.py"]

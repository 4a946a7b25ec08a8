from __future__ import annotations

import re
from pathlib import Path

from briefing.render import stock_templates
from briefing.render.html import context, filters, wording_for
from briefing.render.mail import mail_filters
from briefing.render.templates import SUFFIXES, environment, read_settings, stock_folder
from scripts.template_docs import written
from tests.render.builders import edition

DOCS = (Path(__file__).parents[2] / "docs" / "templates.md").read_text("utf-8")


def rows(after: str) -> list[str]:
    """First cells of the table that follows a line of the docs."""
    table = DOCS.split(after, 1)[1].split("|---|---|\n", 1)[1].split("\n\n", 1)[0]
    return [name for line in table.splitlines() for name in re.findall(r"`([^`]+)`", line.split(" | ")[0])]


def test_the_names_of_the_docs_are_those_a_template_sees():
    wording = wording_for(edition(), stock_templates())
    assert sorted(rows("\nNames:")) == sorted(context(edition(), stock_templates(), wording))
    assert rows("\nFilters, beside") == sorted(filters(wording, edition()))


def test_the_fields_of_the_docs_are_those_of_the_model():
    assert written(DOCS) == DOCS, "run: python scripts/template_docs.py"


def test_the_files_and_blocks_of_the_docs_are_there():
    names = {path.name for path in stock_folder().iterdir() if path.suffix in SUFFIXES}
    files = {re.sub(r"^labels\.\w\w\.yaml$", "labels.<language>.yaml", name) for name in names}
    assert set(rows("\n## The files")) == files
    page = (stock_folder() / "brief.html.j2").read_text("utf-8")
    blocks = re.findall(r"{% block (\w+)", page)
    told = DOCS.split("Blocks of `brief.html.j2`:", 1)[1].split(".\n", 1)[0]
    assert re.findall(r"`(\w+)`", told) == blocks


def test_every_label_is_used_and_every_used_label_is_there():
    labels = read_settings(stock_templates(), "labels.yaml")
    texts = "\n".join(path.read_text("utf-8") for path in stock_folder().glob("*.j2"))
    # a notice names its label by a key, wherever it is made
    code = "\n".join(path.read_text("utf-8") for path in (Path(__file__).parents[2] / "briefing").rglob("*.py"))
    used = set(re.findall(r"label\.(\w+)", texts))
    assert used <= set(labels)
    prefixes = tuple(re.findall(r'(?:labelled\(|label\[)"(\w+_)"', texts))
    idle = {
        key
        for key in labels
        if key not in used
        and not key.startswith(prefixes)
        and f'"{key}"' not in texts + code
        and f"'{key}'" not in code
    }
    assert idle == set()


def test_every_stock_template_compiles():
    env = environment(stock_templates())
    wording = wording_for(edition(), stock_templates())
    env.filters.update(filters(wording, edition()) | mail_filters(edition(), (), wording))
    for name in env.list_templates():
        if name.endswith(".j2"):
            env.get_template(name)

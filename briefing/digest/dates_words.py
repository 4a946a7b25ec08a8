"""Words of time: the named tables of the date finder. English here, other languages in dates_foreign."""

from __future__ import annotations

from briefing.text.sentences import word_set

MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12,
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip

# Months that are also words or given names: alone they count only after a word that takes a month.
SHY_MONTHS = frozenset({"march", "may", "april", "june", "august"})

WEEKDAYS = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip

NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "single": 1,
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "final": 4, "last": 4,
}  # fmt: skip

# Unit -> (TIMEX3 letter, days in it where it has a fixed number, months in it)
UNITS = {
    "second": ("S", 0, 0), "minute": ("M", 0, 0), "hour": ("H", 0, 0), "day": ("D", 1, 0), "week": ("W", 7, 0),
    "fortnight": ("W", 14, 0), "month": ("M", 0, 1), "quarter": ("Q", 0, 3), "year": ("Y", 0, 12),
    "decade": ("E", 0, 120), "century": ("C", 0, 1200), "centurie": ("C", 0, 1200),
}  # fmt: skip

SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
PARTS_OF_DAY = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "overnight": "NI", "midday": "MI", "noon": "MI",
    "dawn": "MO", "lunchtime": "MI",
}  # fmt: skip

# Holidays on a fixed day, and those that a rule gives: (kind, ...) read by dates_resolve.
HOLIDAYS: dict[str, tuple[str, int, int]] = {
    "christmas": ("day", 12, 25), "christmas day": ("day", 12, 25), "christmas eve": ("day", 12, 24),
    "new year": ("day", 1, 1), "new year's": ("day", 1, 1), "new year's day": ("day", 1, 1),
    "new year day": ("day", 1, 1), "new year's eve": ("day", 12, 31), "new year eve": ("day", 12, 31),
    "orthodox christmas": ("day", 1, 7), "boxing day": ("day", 12, 26), "epiphany": ("day", 1, 6),
    "valentine's day": ("day", 2, 14), "may day": ("day", 5, 1), "halloween": ("day", 10, 31),
    "all saints' day": ("day", 11, 1), "bastille day": ("day", 7, 14), "nowruz": ("day", 3, 20),
    "armistice day": ("day", 11, 11), "st patrick's day": ("day", 3, 17), "st. patrick's day": ("day", 3, 17),
    "easter": ("easter", 0, 0), "easter sunday": ("easter", 0, 0), "easter monday": ("easter", 1, 0),
    "good friday": ("easter", -2, 0), "holy thursday": ("easter", -3, 0), "maundy thursday": ("easter", -3, 0),
    "palm sunday": ("easter", -7, 0), "ash wednesday": ("easter", -46, 0), "shrove tuesday": ("easter", -47, 0),
    "ascension day": ("easter", 39, 0), "whit monday": ("easter", 50, 0),
    "thanksgiving": ("nth", 1103, 4), "thanksgiving day": ("nth", 1103, 4), "labor day": ("nth", 900, 1),
    "memorial day": ("nth", 500, -1), "martin luther king day": ("nth", 100, 3), "presidents' day": ("nth", 200, 3),
    "presidents day": ("nth", 200, 3),
}  # fmt: skip

# Nouns that a number before them counts: "2010 tonnes" is no year.
COUNTED = word_set(
    "tonnes tons tonne ton people persons troops soldiers kilometres kilometers km miles metres meters kg "
    "kilograms kilogrammes dollars euros rubles roubles pounds yuan yen barrels bpd cases deaths casualties "
    "homes houses families refugees migrants prisoners detainees jobs workers employees civilians militants "
    "fighters rounds units votes seats points megawatts mw hectares acres square cubic litres liters gallons "
    "feet foot ft inches degrees calories volts pages words copies times days weeks months years hours minutes "
    "seconds percent per million billion trillion thousand students pupils children women men patients "
    "passengers vehicles cars trucks tanks drones missiles rockets shells aircraft warheads ships vessels "
    "containers schools villages towns"
)
# What stands before a number that is no year.
NUMBERED = word_set(
    "no nos number numbers resolution resolutions resolution's flight room article law decree order unit "
    "highway route boeing about approximately nearly almost roughly some over exceeding than least most around "
    "only another killed displaced wounded injured evacuated arrested detained total a an unscr page chapter "
    "section act bill document case line bus train regiment brigade battalion company hotel apartment suite "
    "box model"
)

PRESENT_WORDS = ("now", "currently", "current", "nowadays", "at present", "at the moment", "for the time being")
PAST_WORDS = (
    "recently", "recent", "recent years", "recent months", "recent weeks", "recent days", "lately", "the past",
    "more recently",
)  # fmt: skip
FUTURE_WORDS = (
    "the future", "soon", "very soon", "the near future", "the near term", "the long term", "the short term",
    "the coming years", "the coming months", "the coming weeks", "the coming days", "the foreseeable future",
    "the coming hours",
)  # fmt: skip

ZONES = (
    "UTC|GMT|CET|CEST|EET|EEST|MSK|BST|IST|EST|EDT|CST|CDT|MST|MDT|PST|PDT|ET|CT|PT|JST|KST|SGT|AEST|AEDT|PKT|WAT|CAT|"
    "EAT|SAST|local time|Moscow time|Eastern|Eastern time"
)
UTC_ZONES = frozenset({"utc", "gmt"})

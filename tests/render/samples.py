"""Whole editions for the tests of the page: a full one, two scripts, hostile texts, long words, many cards."""

# ruff: noqa: E501  (a sentence of a wire stands on one line)

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from briefing.model import (
    Counts,
    Desk,
    Edition,
    GlanceLine,
    Notice,
    Reference,
    SourceLine,
    StoryCard,
)
from tests.render.builders import AGENCIES, NOW, REGIONS, behind, card, edition, entry, note, region, with_card

_TALKS = (
    card(1, "Russia, U.S. envoys to meet in Geneva on 10 January on security guarantees",
         "Senior Russian and U.S. diplomats will meet in Geneva on Monday, 10 January, to discuss Moscow's demand for written security guarantees, the Foreign Ministry said on Thursday.^1|"
         "A State Department spokesman told Northwire that Washington would raise its own concerns and would decide nothing about allies without them.^2|"
         "Two working groups, on missiles and on military exercises, are to sit in parallel, a European diplomat said on condition of anonymity.^3|"
         "The talks are expected to last one day.^1",
         sections=("security-talks",), topic="arms-control", topic_name="Arms control", region="europe", countries=("RU", "US"), status="UPDATED", what=("date", "actor"),
         outlets=("Northwire", "Continental Press", "Meridian", "The Courier"), origins=("Northwire", "Continental Press", "Meridian"), places=("Geneva", "Moscow"),
         parties=("Russia", "United States"), ahead=("event-1@briefing",), why=("topic arms-control", "3 independent origins", "rank: foreign ministers")),
    card(2, "NATO-Russia Council called for 12 January, first in more than two years",
         "The NATO-Russia Council will meet in Brussels on 12 January, the alliance's secretary general said on Tuesday.^4|"
         "It is the first session since July 2019.^4|Ambassadors of all thirty allies are expected to take part, the press service said.^5",
         sections=("security-talks",), topic="diplomacy", topic_name="Diplomacy", region="europe", countries=("RU",), status="CONTINUING", outlets=("Continental Press", "The Courier"), origins=("Continental Press",),
         places=("Brussels",), parties=("NATO", "Russia"), ahead=("event-2@briefing",)),
    card(3, "Lavrov and Cavusoglu discuss Kazakhstan, Bosnia and the Caucasus by telephone",
         "The foreign ministers of Russia and Turkey spoke by telephone on Thursday, a source in the Turkish ministry said.^6|"
         "They went over bilateral relations, the coming session of the NATO-Russia Council and the events in Kazakhstan, the source added.^6",
         sections=("security-talks",), topic="diplomacy", topic_name="Diplomacy", region="europe", countries=("RU", "TR"), outlets=("Steppe Agency",), places=("Ankara",), parties=("Russia", "Turkey")),
    card(4, "Vienna round on Iran's nuclear programme resumes, envoys report modest progress",
         "Envoys of the remaining parties to the 2015 nuclear agreement returned to Vienna on Monday for the eighth round of talks.^7|"
         "There had been modest progress on the sequence of sanctions relief, a senior Western official told reporters.^8|"
         "Tehran insists on verification that oil revenue can be drawn, its chief negotiator said.^7",
         sections=("security-talks",), topic="nuclear", topic_name="Nuclear", region="middle-east", countries=("IR", "US"), outlets=("Meridian", "Northwire"), status="UPDATED", what=("fact",),
         places=("Vienna",), parties=("Iran", "European Union", "United States"), ahead=("event-7@briefing",)),
    card(5, "Armenia and Turkey name date and city for first normalisation talks",
         "Special envoys of Armenia and Turkey will hold their first meeting in Moscow on 14 January, both foreign ministries announced.^9|"
         "The border between the two has been closed since 1993.^10",
         sections=("security-talks",), topic="peace-process", topic_name="Peace process", region="south-caucasus", countries=("AM", "TR"), outlets=("Harbour News", "Meridian"), places=("Moscow",),
         parties=("Armenia", "Turkey"), ahead=("event-4@briefing",)),
)  # fmt: skip

_CRISES = (
    card(6, "Kazakh president says order mainly restored; CSTO troops arrive in Almaty",
         "Kazakhstan's president said on Thursday that constitutional order had been mainly restored in the regions after days of unrest over fuel prices.^11|"
         "Units of the Collective Security Treaty Organisation began landing in Almaty in the morning, the organisation's secretariat said.^12|"
         "The Interior Ministry put the number of detained at 2,298 and said that eighteen law enforcement officers had been killed.^13|"
         "Gunfire was heard near the main square in the evening, a Northwire correspondent reported.^14|"
         "Internet access remained cut in most of the country, a monitoring group said.^15",
         status="UPDATED", what=("figure", "actor"), outlets=("Northwire", "Steppe Agency", "Meridian", "Continental Press", "The Courier"), origins=("Northwire", "Steppe Agency", "Meridian", "Continental Press"),
         places=("Almaty", "Nur-Sultan", "Zhanaozen"), parties=("Kazakhstan", "CSTO", "Russia"), ahead=("event-6@briefing",), why=("followed storyline", "4 independent origins", "severity 0.9"), also_in=("Security talks",)),
    card(7, "Government resigns, price caps on fuel restored for 180 days",
         "The president accepted the government's resignation on 5 January and ordered acting ministers to bring back price controls on liquefied gas for 180 days, his press service said.^16|"
         "A two-week state of emergency is in force in the Mangystau and Almaty regions and in the capital.^11",
         status="CONTINUING", topic="coup-or-political-crisis", topic_name="Political crisis", outlets=("Steppe Agency", "Harbour News"), places=("Nur-Sultan",)),
    card(8, "Sanctions announced against Bosnian Serb leader over moves to quit state bodies",
         "Washington imposed sanctions on the Serb member of Bosnia's tripartite presidency on Wednesday, citing corruption and threats to the country's stability.^17|"
         "He dismissed the measures and said that he would continue on his course.^18",
         region="europe", countries=("BA", "US"), topic="sanctions", topic_name="Sanctions", outlets=("Continental Press", "Northwire"), places=("Sarajevo", "Banja Luka")),
    card(9, "Ukraine reports one soldier killed by shelling near Avdiivka",
         "A Ukrainian serviceman was killed by shelling in the Donetsk region on Thursday, the military said, in the first death of the new year along the line of contact.^19",
         region="europe", countries=("UA",), topic="armed-conflict", topic_name="Armed conflict", outlets=("Harbour News",), places=("Avdiivka",)),
    card(10, "Sudan prime minister steps down as protests over October coup go on",
         "Sudan's prime minister resigned on 2 January after failing to agree with the generals on a new cabinet.^20|"
         "Three protesters were killed in Omdurman and Khartoum on Thursday, a doctors' committee said; the police gave no figure.^21|"
         "The United Nations mission offered to host talks between the parties.^22",
         region="horn", countries=("SD",), topic="coup-or-political-crisis", topic_name="Political crisis", status="UPDATED", what=("figure",), outlets=("Meridian", "Northwire"), places=("Khartoum", "Omdurman"),
         parties=("Sudan", "United Nations"), ahead=("event-8@briefing",),
         timeline=(behind("2021-10-25", "Army dissolves the transitional government", 20, where="Khartoum"), behind("2021-11-21", "Prime minister reinstated under an accord with the army", 20))),
    card(11, "Air strike hits camp for displaced people in northern Ethiopia, aid workers say",
         "An air strike on a camp for displaced people near Dedebit killed at least 56 people, two aid workers told Northwire, citing local authorities.^23|"
         "The government did not reply to requests for comment.^23",
         region="horn", countries=("ET",), topic="armed-conflict", topic_name="Armed conflict", outlets=("Northwire", "The Courier"), origins=("Northwire",), places=("Dedebit", "Tigray")),
    card(12, "West African bloc calls summit on Mali's transition for 9 January in Accra",
         "Heads of state of the West African bloc will meet in Accra on 9 January after Mali's military leaders proposed a transition of up to five years, the bloc's commission said.^24|"
         "Further sanctions are on the table, a diplomat in Abuja said.^25",
         region="sahel", countries=("ML",), topic="coup-or-political-crisis", topic_name="Political crisis", outlets=("Meridian", "Harbour News"), places=("Accra", "Bamako"), parties=("ECOWAS", "Mali"), ahead=("event-3@briefing",)),
)  # fmt: skip

_BRIEF = (
    ("europe", "UA", "Kyiv moves reservists' call-up exercise to February", "Ukraine's territorial defence exercise is moved to February, the general staff said."),
    ("europe", "UA", "Gas transit through Ukraine at lowest since January 2020", "Gas transit fell to the lowest daily volume in two years, the operator said."),
    ("europe", "BA", "Parade held in Banja Luka in spite of court ruling", "Police units marched in Banja Luka on a holiday that the constitutional court had struck down."),
    ("central-asia", "KZ", "Flights to Almaty suspended until 9 January", "Almaty airport stays closed until 9 January, the aviation committee said."),
    ("central-asia", "KZ", "Uranium and oil output not affected, producers say", "Producers said that mines and fields were working normally."),
    ("south-caucasus", "AZ", "Azerbaijan reports exchange of fire near Kalbajar", "One soldier was wounded near Kalbajar, the defence ministry said."),
    ("middle-east", "YE", "Houthis seize vessel with UAE flag off Hodeidah", "A cargo ship under the flag of the Emirates was seized in the Red Sea on Monday."),
    ("middle-east", "IQ", "Rockets land near Ain al-Asad base, no casualties", "Five rockets fell near the base without causing casualties, the coalition said."),
    ("middle-east", "SY", "Strike on convoy in Syria's east kills five, monitor says", "Five fighters were killed near Mayadin, a war monitor said."),
    ("horn", "ET", "Ethiopia frees opposition figures ahead of dialogue", "Several opposition leaders are to be released to further national dialogue, the government said."),
    ("sahel", "BF", "Ambush in northern Burkina Faso kills four gendarmes", "Four gendarmes died in an ambush near Djibo, security sources said."),
    ("sahel", "ML", "Bamako confirms Russian instructors, denies mercenaries", "Mali said that Russian trainers were in the country under a bilateral agreement."),
    ("north-africa", "LY", "Libyan parliament sets session on new election road map", "The house will sit on 17 January to hear the committee on the election road map."),
    ("east-asia", "KP", "North Korea says it tested a hypersonic missile", "A missile flew 700 kilometres and hit its target, state media said."),
    ("east-asia", "CN", "Japan and Australia sign reciprocal access pact", "The treaty eases the entry of each other's forces for exercises."),
    ("south-asia", "AF", "Taliban bar Pakistani troops from fencing stretch of border", "Taliban fighters stopped the fencing in Nimroz province, local officials said."),
    ("south-asia", "IN", "India and China to hold fourteenth round on Ladakh", "Commanders will meet on 12 January at the Chushul-Moldo point, officials said."),
    ("southeast-asia", "MM", "Cambodian premier to visit Myanmar despite criticism", "The visit on 7 January is the first by a head of government since the coup."),
    ("americas", "VE", "Opposition extends mandate of interim leader by a year", "Deputies of the former assembly voted for a further year."),
    ("americas", "HT", "Haiti's prime minister leaves Gonaives after gunfire", "He had to leave the city after shots near the cathedral, his office said."),
)  # fmt: skip


def _brief_cards() -> tuple[StoryCard, ...]:
    return tuple(
        card(
            13 + n,
            headline,
            f"{text}^{26 + n}",
            region=where,
            countries=(country,),
            placement="brief",
            outlets=(AGENCIES[n % 5],),
        )
        for n, (where, country, headline, text) in enumerate(_BRIEF)
    )


_BELOW = (
    ("europe", "Latvian minister welcomes allied battalion"), ("europe", "Moldova extends state of emergency over gas"),
    ("middle-east", "Lebanon's currency falls to new low"), ("middle-east", "Israel and Jordan discuss water accord"),
    ("east-asia", "Seoul launches new frigate"), ("south-asia", "Sri Lanka reshuffles cabinet"), ("americas", "Peru recalls envoy for consultations"),
    ("north-africa", "Tunisian judge held under house arrest"), ("sahel", "Niger receives two transport aircraft"), ("southeast-asia", "Philippines buys coastal missiles"),
)  # fmt: skip


def sample() -> Edition:
    """A full edition: 12 cards, 20 briefs, 10 headlines, a daybook of 8, one silent source and one failed."""
    talks = Desk(key="security-talks", name="Security talks", regions=(
        region("europe", *_TALKS[:3], timeline=(
            behind("2021-12-15", "Draft agreements handed to a U.S. assistant secretary of state", 3, where="Moscow"),
            behind("2021-12-17", "Foreign Ministry publishes both drafts", 3, where="Moscow"),
            behind("2021-12-30", "Presidents of Russia and the United States speak by telephone", 1)),
            references=(Reference(story="story-6", headline=_CRISES[0].headline, desk="Regional crises"),)),
        region("middle-east", _TALKS[3]), region("south-caucasus", _TALKS[4])))  # fmt: skip
    crises = Desk(key="regional-crises", name="Regional crises", regions=(
        region("central-asia", *_CRISES[:2], timeline=(
            behind("2022-01-02", "Crowds protest against fuel prices in Zhanaozen and Aktau", 11, where="Mangystau Region"),
            behind("2022-01-04", "Protests reach Almaty; police use stun grenades", 11, 14, where="Almaty"),
            behind("2022-01-05", "President accepts the government's resignation", 16, where="Nur-Sultan"),
            behind("2022-01-05", "Council of the CSTO decides to send peacekeepers", 12))),
        region("europe", *_CRISES[2:4]), region("horn", *_CRISES[4:6]), region("sahel", _CRISES[6])))  # fmt: skip
    brief = _brief_cards()
    below = tuple(
        card(33 + n, headline, region=where, placement="below", outlets=(AGENCIES[(n + 2) % 5],), notes=(46 + n,))
        for n, (where, headline) in enumerate(_BELOW)
    )
    daybook = (
        entry(8, "2022-01-06", "Doctors' committee and parties meet the UN envoy", "Khartoum", "Sudan", "United Nations", status="overdue"),
        entry(6, "2022-01-08", "Funerals and day of mourning", "Almaty", "Kazakhstan", status="expected", story="story-6"),
        entry(3, "2022-01-09", "Extraordinary summit on Mali", "Accra", "ECOWAS", "Mali", status="confirmed", story="story-12"),
        entry(1, "2022-01-10", "Talks on security guarantees", "Geneva", "Russia", "United States", status="confirmed", story="story-1", clock="09:00"),
        entry(2, "2022-01-12", "NATO-Russia Council", "Brussels", "NATO", "Russia", status="confirmed", story="story-2"),
        entry(5, "2022-01-13", "Permanent Council", "Vienna", "OSCE", "Russia", status="moved", moved_from="2022-01-12", clash=True),
        entry(4, "2022-01-14", "First meeting of special envoys", "Moscow", "Armenia", "Turkey", story="story-5"),
        entry(7, "2022-02", "Verification visit to enrichment plants", None, "Iran", "IAEA", status="expected", story="story-4"),
    )  # fmt: skip
    heads = [c.headline for c in (*_TALKS, *_CRISES)]
    notes = tuple(
        note(
            n,
            (heads[n % len(heads)] if n < 26 else brief[n - 26].headline if n < 46 else below[n - 46].headline),
            hour=n / 3,
        )
        for n in range(1, 56)
    )
    sources = (
        *(SourceLine(name=f"{name} world", publisher=name, status="heard", wires=40 - 6 * n, newest_at=NOW - timedelta(minutes=11 * n)) for n, name in enumerate(AGENCIES[:4])),
        SourceLine(name="Steppe Agency", publisher="Steppe Agency", status="silent", wires=0, newest_at=NOW - timedelta(hours=31), since_at=NOW - timedelta(hours=31)),
        SourceLine(name="Harbour regional desk", publisher="Harbour News", status="failed", wires=0, newest_at=None, since_at=NOW - timedelta(hours=2), reason="HTTP 503 three times; it is asked again in the next run"),
    )  # fmt: skip
    return edition(
        notices=(Notice(level="warning", text="Steppe Agency has been silent since 5 January, 11:05; Harbour regional desk could not be read (HTTP 503)."),),
        glance=(
            GlanceLine(text="Russia and the United States meet in Geneva on Monday on security guarantees", target="story-1", kind="story", status="UPDATED"),
            GlanceLine(text="Kazakhstan: order mainly restored, president says; CSTO troops land in Almaty", target="story-6", kind="story", status="UPDATED"),
            GlanceLine(text="NATO-Russia Council in Brussels on 12 January", target="event-2@briefing", kind="daybook"),
            GlanceLine(text="At least 56 killed in air strike on a camp in northern Ethiopia, aid workers say", target="story-11", kind="story", status="NEW"),
            GlanceLine(text="North Korea says it tested a hypersonic missile", target="story-26", kind="story", status="NEW"),
        ),
        daybook=daybook,
        desks=(talks, crises),
        brief=brief,
        below=below,
        timeline=tuple(e for d in (talks, crises) for r in d.regions for e in r.timeline),
        sources=sources,
        counts=Counts(total=122, cards=41, brief=20, below=10, duplicate=18, off_topic=32, withheld=1, stories=42, sources_expected=6, sources_heard=4),
        notes=notes,
        quiet=("Balkans", "Lake Chad"),
    )  # fmt: skip


def two_scripts() -> Edition:
    """Arabic, Hebrew, Russian, Greek, Hindi, Chinese, emoji and mixed lines."""
    lines = (
        ("ar", "rtl", "مجلس الأمن يعقد جلسة طارئة بشأن السودان يوم 12 يناير", "قالت بعثة الأمم المتحدة (UNITAMS) إن المحادثات ستبدأ في الخرطوم يوم الاثنين."),
        ("he", "rtl", "שר החוץ ייפגש עם מקבילו בז'נבה ב-10 בינואר", "הפגישה תתקיים בז'נבה, מסר דובר המשרד."),
        ("ru", "ltr", "Совет Россия — НАТО соберётся в Брюсселе 12 января", "Заседание пройдёт в Брюсселе, сообщил источник."),
        ("el", "ltr", "Συνάντηση των υπουργών Εξωτερικών στη Βιέννη", "Η συνάντηση θα γίνει στις 13 Ιανουαρίου."),
        ("hi", "ltr", "भारत और चीन की बातचीत 12 जनवरी को", "बैठक चुशुल में होगी।"),
        ("zh", "ltr", "联合国安理会举行紧急会议 😀 🇺🇳", "会议将于一月十日举行。"),
        ("en", "ltr", "Envoy quotes \u202emirrored\u202c slogan “حرية” in speech 🚀", "He said “حرية” three times, 3 < 5 & 7 > 2."),
    )  # fmt: skip
    cards = tuple(
        replace(card(n, headline, f"{text}^{n}", language=language), direction=side)
        for n, (language, side, headline, text) in enumerate(lines, 1)
    )
    one = with_card(cards[0])
    return replace(
        one,
        desks=(Desk(key="regional-crises", name="Regional crises", regions=(region("central-asia", *cards),)),),
        notes=tuple(note(n, c.headline, language=c.language) for n, c in enumerate(cards, 1)),
        glance=tuple(GlanceLine(text=c.headline, target=c.id, kind="story") for c in cards[:3]),
        counts=Counts(total=7, cards=7, brief=0, below=0, duplicate=0, off_topic=0, withheld=0),
    )


HOSTILE = (
    "<script>alert(1)</script>",
    "</style><style>body{display:none}</style>",
    "{{ 7*7 }}{% include '/etc/passwd' %}",
    '"><img src=file:///etc/passwd onerror=x>',
    "</title><h1>&nbsp;&#0;\x00\x1b[31m\ud800",
    "' onmouseover='x",
    "<!-- <![CDATA[ ]]> -->",
    "@import url(http://127.0.0.1:9/x.css);",
)
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
LONG_HEADLINE = (
    "Foreign ministers of the contact group agree in a night session on a monitoring mechanism for the ceasefire, " * 3
)[:300]


def hostile() -> Edition:
    """Markup, template code, control characters and addresses that must not be followed, in every text field."""
    nasty = " ".join(HOSTILE)
    one = card(
        1,
        nasty,
        nasty.replace("^", "") + "^1",
        id='x" onclick="y',
        outlets=(nasty,),
        places=(nasty,),
        parties=(nasty,),
        why=(nasty,),
        what=(nasty,),
        topic_name=nasty,
        region_name=nasty,
    )
    many = tuple(
        replace(entry(n, "2022-01-10", nasty, nasty, nasty), uid=f"{n}\"'><b>", evidence=nasty, clock=nasty, notes=(1,))
        for n in (1, 2)
    )
    links = (
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://user@wires.example/ok?a=1&b='",
        "http://[::1",
        "//wires.example/x",
        "HTTPS://wires.example/%22",
    )
    return replace(
        with_card(one),
        title=nasty,
        reader=nasty,
        mark=nasty,
        zone="../../etc/passwd",
        daybook=many,
        notes=tuple(note(n, nasty, link=link, publisher=nasty, agency=nasty) for n, link in enumerate(links, 1)),
        notices=(Notice(level="warning", text=nasty), Notice(level=nasty, text=nasty)),
        sources=(SourceLine(name=nasty, publisher=nasty, status="failed", wires=0, newest_at=None, reason=nasty),),
        labels={"glance": nasty},
        quiet=(nasty,),
    )


def long_words() -> Edition:
    """A 300-letter headline, words of 240 letters and long addresses wherever a text may stand."""
    address = "https://wires.example/" + "a1b2c3d4e5" * 20
    one = card(
        1,
        LONG_HEADLINE,
        f"{LONG_WORD} said so.^1|See {address} for more.^2",
        outlets=(LONG_WORD,),
        places=(LONG_WORD, address),
        parties=(LONG_WORD,),
        why=(address,),
    )
    two = card(2, LONG_WORD, f"{address}^3", outlets=("Northwire",))
    base = with_card(one)
    return replace(
        base,
        title="A Very Long Title of a Briefing That Goes On " + LONG_WORD[:60],
        mark="TLP:AMBER+STRICT " + LONG_WORD[:40],
        desks=(Desk(key="regional-crises", name="Regional crises", regions=(region("central-asia", one, two),)),),
        glance=(
            GlanceLine(text=LONG_HEADLINE, target=one.id, kind="story"),
            GlanceLine(text=LONG_WORD, target=two.id, kind="story"),
        ),
        daybook=(
            entry(
                1,
                "2022-01-10",
                LONG_WORD,
                LONG_WORD,
                LONG_WORD,
                address,
                until="2022-01-21",
                clash=True,
                moved_from="2022-01-03",
            ),
        ),
        brief=(card(3, LONG_WORD, f"{LONG_WORD}.^1", placement="brief"),),
        below=(card(4, LONG_WORD, placement="below", notes=(2,)),),
        notes=tuple(note(n, LONG_WORD, link=address) for n in (1, 2, 3)),
        sources=(
            SourceLine(
                name=LONG_WORD,
                publisher=address,
                status="failed",
                wires=123456,
                newest_at=NOW,
                reason=address,
                since_at=NOW,
            ),
        ),
    )


def many(cards: int) -> Edition:
    """An edition with that many cards, for measuring."""
    full = sample()
    own = [*_TALKS, *_CRISES]
    copies = tuple(replace(own[n % 12], id=f"story-{n + 1}", number=n + 1) for n in range(cards))
    blocks = tuple(
        region(key, *copies[place :: len(REGIONS)])
        for place, key in enumerate(REGIONS)
        if copies[place :: len(REGIONS)]
    )
    return replace(
        full, desks=(Desk(key="regional-crises", name="Regional crises", regions=blocks),), brief=(), below=()
    )

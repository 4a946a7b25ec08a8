"""What a wire says of other wires and of its own release, in the languages of agencies."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from briefing.collect.notices import read_notice

CALLED_BACK = [
    ("STORY WITHDRAWN: Norland to admit inspectors", ""),
    ("Norland to admit inspectors", 'The story headlined "Norland to admit inspectors" (0300 GMT) has been withdrawn.'),
    ("Note to readers", "This item was retracted because the diplomat was misquoted."),
    ("To all clients", "Subscribers are asked to disregard the 0300 report on Norland."),
    ("Norland", "EXW has withdrawn its story on the inspectors."),
    ("ANNULATION - Accord au Norland", ""),
    ("Avis", "Merci d'annuler notre dépêche de 04h00 sur le Norland, erronée."),
    ("ANULADA - Norland aceptará inspectores", ""),
    ("Aviso", 'Rogamos anulen nuestra información titulada "Norland aceptará inspectores".'),
    ("ACHTUNG Redaktionen: Bitte verwenden Sie die Meldung „Norland lädt ein“ nicht", ""),
    ("Norland lädt ein", "Die um 04.00 Uhr verbreitete Meldung „Norland lädt ein“ wird zurückgezogen."),
    ("АННУЛИРОВАНО: Норланд допустит инспекторов", ""),
    ("Вниманию редакций", "Просим считать аннулированным сообщение «Норланд допустит инспекторов»."),
    ("Увага", "Повідомлення «Норланд допустить інспекторів» анульовано."),
    ("Uwaga", "Prosimy nie wykorzystywać depeszy o Norlandzie."),
    ("Aviso aos assinantes", "Pedimos que desconsiderem a notícia sobre Norland."),
    ("Avviso", "Si prega di annullare la notizia sul Norland."),
    ("تنويه", "يرجى عدم استخدام خبر نورلاند المنشور صباحا."),
    ("撤稿:诺兰将接受核查", ""),
    ("Haber", "Norland konulu haberimiz geri çekilmiştir."),
    ("KILL Norland talks", "The Norland story has been withdrawn"),
    ("EDITORS: Please kill BC-Norland-Talks", ""),
    ("Attention editors, kill the 0400 item on Norland", ""),
    ("Note", 'The report headlined "Norland says that talks will open" has been retracted.'),
    ("Note", "Просьба не использовать новость о Норланде."),
    ("Note", "الرجاء عدم نشر هذا الخبر"),
    ("Note", "この記事は取り消します"),
    ("Note", "Please kill."),
]


@pytest.mark.parametrize(("headline", "lede"), CALLED_BACK)
def test_an_agency_calls_its_wire_back(headline: str, lede: str) -> None:
    notice = read_notice(headline=headline, lede=lede)
    assert (notice.kind, notice.pubstatus) == ("kill", "canceled")


@pytest.mark.parametrize(
    ("headline", "lede"),
    [
        (
            "Norland withdraws troops from the pass",
            "Norland has withdrawn its troops, ending the story of a long mission.",
        ),
        ("Police kill notice of strike", "The report on torture was withdrawn by the government on Monday."),
        ("Отзыв посла: Норланд отзывает посла", "Норланд отзывает посла и аннулирует визы, сообщил МИД."),
        ("Correction bill annulled", "The parliament annulled the correction of the budget bill."),
        ("Retirada: las tropas dejan el paso", "El gobierno pide que anulen la orden."),
        ("Le sommet est annulé", "La réunion est annulée, a annoncé la commission."),
        ("Treffen abgesagt", "Die Minister haben ihre Zusage zurückgezogen."),
        ("Norland: iptal edilen zirve", "Lütfen dedi bakan, zirve iptal edilmiştir."),
        ("KILLED: two soldiers on the pass", "Two soldiers were killed on Monday."),
        (
            "The story of a Norland doctor who was killed at the pass",
            "The barbed wire where a guard was killed is gone.",
        ),
        ("Inspectors stay", "The agenda item on Norland has been withdrawn, the council's president said."),
        ("Our wire service's reporter was killed near the pass", "The item was withdrawn from the agenda."),
        ("Users withdraw billions from exchange", "Clients withdraw funds from the bank of Norland, a report says."),
        ("WITHDRAWAL OF NORLAND TROOPS BEGINS", "WITHDRAW FROM THE PASS, COUNCIL TELLS NORLAND"),
        ("KILL LIST OF JOURNALISTS FOUND", "Kill-switch found in jets."),
        ("WITHDRAWAL From the pass begins", "The wire on the border where it was cut was killed by rust."),
        ("DELETE Norland app, says council", "The item on arms was withdrawn by its sponsors."),
        ("Editors in Norland do not use the word war", "Attention turns to kill switch in jets."),
        ("Attention: do not use the bridge, army says", "Please withdraw your troops, says the council."),
        ("Die Meldung, Norland habe Truppen zurückgezogen, ist falsch", "Bitte beachten Sie, dass er nicht kommt."),
        ("Veuillez ne pas utiliser l'eau, demande le préfet", "Merci de ne pas publier la position des troupes."),
        ("«Просим снять санкции»: письмо из Норланда", "Сообщение о том, что посольство отозвано, опровергли."),
        ("“Pedimos que anulen las elecciones”, dice la oposición", "Por favor, no usen armas contra civiles, pide."),
        ("“Pedimos a anulação do julgamento”, diz a defesa", "Si prega di non usare i telefoni, dice l'esercito."),
        ("نرجو سحب القوات الأجنبية من نورلاند", "الرجاء عدم استخدام القوة ضد المتظاهرين"),
        ("请撤回军队", "取り消し訴訟で国が敗訴"),
        ("Prosimy nie publikować zdjęć wojska", "Lütfen haber kanallarını kullanmayın."),
    ],
)
def test_news_of_things_withdrawn_calls_nothing_back(headline: str, lede: str) -> None:
    assert read_notice(headline=headline, lede=lede).kind == "wire"


@pytest.mark.parametrize(
    "headline",
    [
        "RECTIFICATIF - Norland",
        "Rectificación: Norland",
        "DÜZELTME: Norland",
        "УТОЧНЕНИЕ: Норланд",
        "تصحيح: نورلاند",
        "更正:诺兰",
    ],
)
def test_corrections_in_other_languages(headline: str) -> None:
    assert read_notice(headline=headline).kind == "correction"


FIVE = date(2026, 3, 4)
HELD = [
    ("EMBARGO: 10:00 GMT March 5 - Report on the pass", "2026-03-05T10:00"),
    ("EMBARGO JUSQU'AU 5 mars 10h00 GMT - Rapport", "2026-03-05T10:00"),
    ("Sperrfrist: 5. März 2026, 10.00 Uhr MEZ - Bericht", "2026-03-05T09:00"),
    ("Sperrfrist: Freitag, 10:00 UTC", "2026-03-06T10:00"),
    ("ЭМБАРГО до 10:00 мск 5 марта 2026. Доклад", "2026-03-05T07:00"),
    ("Не публиковать до 5 марта 2026 г. 10:00 мск", "2026-03-05T07:00"),
    ("EMBARGO HASTA el 5 de marzo de 2026 10:00 GMT", "2026-03-05T10:00"),
    ("حظر النشر حتى 5 مارس 2026 10:00 بتوقيت غرينتش", "2026-03-05T10:00"),
    ("EMBARGOED until 0001 GMT, Thursday", "2026-03-05T00:01"),
    ("EMBARGO: 2000 GMT - Report", "2026-03-04T20:00"),
    ("Embargo: 5 March 06:00 GMT - Report", "2026-03-05T06:00"),
    ("embargoed until 0600 GMT March 5: Report", "2026-03-05T06:00"),
    ("Not for release before 5 March 2026 06:00 ET", "2026-03-05T11:00"),
    ("Report on the pass (EMBARGO until 10:00 GMT March 5)", "2026-03-05T10:00"),
    ("Embargo jusqu'au 5 mars 2026 - Rapport", "2026-03-05T00:00"),
]


@pytest.mark.parametrize(("headline", "until"), HELD)
def test_held_until_the_instant_it_names(headline: str, until: str) -> None:
    notice = read_notice(headline=headline, anchor=FIVE)
    assert notice.embargo_at == datetime.fromisoformat(until).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "headline",
    [
        "Embargo bis Donnerstag",
        "EMBARGO: 5 March at dawn, 10 bells",
        "SPERRFRIST: Redebeginn",
        "EMBARGO: 0600",
        "EMBARGO UNTIL NOON",
    ],
)
def test_an_end_that_is_not_read_withholds_the_wire(headline: str) -> None:
    notice = read_notice(headline=headline, anchor=FIVE)
    assert (notice.embargo_at, notice.pubstatus, notice.marks) == (None, "withheld", ("embargo-unread",))


@pytest.mark.parametrize(
    "headline",
    [
        "Arms embargo until 2027 extended",
        "UN extends EMBARGO on Norland until 5 March 2027",
        "Норланд ввел эмбарго до 2027 года",
        "EMBARGO: Southland stops buying oil",
        "NORLAND OIL EMBARGO TO START 5 MARCH 2027",
        "Oil EMBARGO: ministers meet on the pass",
        "EMBARGO UNTIL 2027 EXTENDED BY COUNCIL",
        "EMBARGO LIFTED on arms for Norland",
        "Embargo: Southland stops buying oil",
        "Goods embargoed until 2027 reach Norland",
        "EMBARGO: council may act on Norland",
        "Embargo bis 2027 verlängert",
        "Embargo hasta 2027, dice el consejo",
        "Эмбарго до конца 2027 года продлено",
        "Embargo jusqu'au 5 mars 2027 prolongé par le conseil",
        "Le conseil prolonge l'Embargo jusqu'au 5 mars",
    ],
)
def test_an_embargo_of_arms_holds_no_wire(headline: str) -> None:
    notice = read_notice(headline=headline, anchor=FIVE)
    assert (notice.embargo_at, notice.pubstatus) == (None, "usable")


@pytest.mark.parametrize(
    ("slug", "kind"),
    [("BC-KILL-Norland", "kill"), ("NORLAND-TALKS-KILL", "kill"), ("KILL", "kill"), ("NORLAND-KILL-LIST", "wire")],
)
def test_a_slug_that_kills(slug: str, kind: str) -> None:
    assert read_notice(headline="Talks open", slug=slug).kind == kind


@pytest.mark.parametrize("ednote", ["EMBARGO LIFTED", "Sperrfrist ist aufgehoben", "Embargo has been lifted"])
def test_an_embargo_that_is_lifted_holds_nothing(ednote: str) -> None:
    assert read_notice(headline="Report on the pass", ednote=ednote, anchor=FIVE).pubstatus == "usable"

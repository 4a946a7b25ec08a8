"""The words by which agencies call a wire of their own back, correct it or hold it, in the languages they write.

Only what stands at the head of a headline, a note or a text is looked at. Words that are also news ("withdrawn",
"annulé", "отзыв") count in capitals before a colon or a dash alone; sentences count where they speak of a wire.
"""

from __future__ import annotations

import re

_THING = r"(?:news\s?item|item|story|dispatch|wire|newsfile|take)"
_SAID = r"(?:headlined|slugged|titled|entitled|filed|moved|issued|sent|published|transmitted|posted|[\"“«„(])"
_CALLED_BACK = r"(?:withdrawn|retracted|killed|cancell?ed|annulled|spiked|taken back)"
_ALERT = r"(?:(?:URGENT|ATTENTION|ACHTUNG|ВНИМАНИЕ|УВАГА|DİKKAT|ATENCIÓN|ATENÇÃO|ATTENZIONE|UWAGA)\W+)*"
_TOLD = (
    r"(?:STORY|ITEM|WIRE|DISPATCH|DÉPÊCHE|DEPECHE|MELDUNG|NOTICIA|NOTA|NOTÍCIA|NOTIZIA|HABER|DEPESZA|СООБЩЕНИЕ|НОВОСТЬ)"
)
KILL_HEAD = re.compile(
    rf"^\W*{_ALERT}(?:{_TOLD}\W+(?:IS |EST |IST |ES |É |È )?(?:KILLED|WITHDRAWN|REMOVED|RECALLED|CANCELL?ED|"
    r"RETIRÉE|RETIRADA|RITIRATA|STORNIERT|ZURÜCKGENOMMEN|İPTALİ|İPTAL)"
    rf"|(?:{_TOLD}\W+(?:EST |IST |ES |É |È )?)?(?:KILL|RETRACTED|RETRACTION|ANNULÉE|ANNULEE|ANNULATION|À ANNULER|"
    r"A ANNULER|ZURÜCKGEZOGEN|STORNO|ANULADA|ANULACIÓN|ANULAR|ANULAÇÃO|ANNULLATA|ANNULLAMENTO|GERİ ÇEKİLDİ|GERİ ÇEKME|"
    r"WYCOFANE|WYCOFANA|ANULOWANE|ANULOWANA|АННУЛИРОВАНО|АННУЛИРОВАНА|АННУЛИРУЕТСЯ|АННУЛЯЦИЯ|ОТОЗВАНО|ОТОЗВАНА|"
    r"ОТЗЫВ СООБЩЕНИЯ|СНЯТО С ЛЕНТЫ|АНУЛЬОВАНО|ВІДКЛИКАНО))(?!\w)\s*(?:[:.!—–|/]|-\s|$)"
    r"|^\W*(?:إلغاء خبر|سحب خبر|خبر ملغى|يلغى الخبر|撤稿|撤稿通知|記事取り消し|記事取消|기사 취소|전문 취소)"
    r"\s*(?:[:：】\]—–]|-\s|$)",
)
# what stands between a wire that is named and what becomes of it: its title, or words that begin no other sentence
_TITLE = r"[\"“«„][^\"”»“]{0,200}[\"”»“]"


def _between(most: int, *never: str) -> str:
    return rf"(?>{_TITLE}|(?!\b(?:{'|'.join(never)})\b).){{0,{most}}}?"


_ON = _between(
    260, "who", "whose", "whom", "which", "where", "how", "when", "why", "that", "after", "because", "and", "but",
    "said", "says", "agenda",
)  # fmt: skip
_OF_WIRE = rf"\s+(?:is|was|has|must|on|about|from|datelined|{_SAID})(?!\w)|\s*[\"“«„(,]|\s+(?-i:[A-Z]{{2,}})"
_WHICH = r"(?:\d[\d:.h]*|GMT|UTC|above|below|following|previous|preceding|earlier|same|urgent|(?-i:[A-Z][\w-]*))"
_OURS = rf"(?:the|this|our|that|its)\s+(?:(?:\d[\d:.]*|[\w-]+)\s+){{0,4}}?(?:{_THING}|report|article|copy)\b"
_SLUG = r"(?-i:[A-Z][A-Za-z0-9]*(?:[-_/][A-Za-z0-9]+)+)"
_MELDUNG = r"(?:\w*meldung|nachricht|bericht|beitrag|text)"
_WORDS = (
    rf"(?:the|this|our|that)\s+(?:{_WHICH}\s+){{0,3}}(?:{_THING}(?={_OF_WIRE})|(?:report|article)"
    rf"(?=.{{0,260}}?\b(?:headlined|slugged|transmitted|GMT|UTC|\d\d[:.]\d\d)\b)){_ON}"
    rf"\b(?:(?:is|has been|is hereby|must be)\s+{_CALLED_BACK}|was\s+(?:withdrawn|retracted|annulled))\b"
    r"(?!\s+(?:from|at auction|by its)\b)",
    rf"(?:all\s+)?(?:subscribers|clients|customers|users)\b.{{0,40}}\b(?:kill|disregard|withdraw|not use)\s+{_OURS}",
    rf"please\s+(?:kill|withdraw|disregard|delete|spike|do not use)\s+(?:{_OURS}|{_SLUG})",
    r"please\s+(?:kill|withdraw|disregard|do not use)\s*(?:[.!]|$)",
    rf"kill\s+(?:the|this|our)\s+(?:[\w-]+\s+){{0,2}}{_THING}(?!\s+(?:of|about)\b|\w)(?!.*\?)",
    rf"[A-Z]\w+\s+(?:has|is|have|are)\s+(?:withdrawn|withdrawing|retracted|retracting)\s+(?:its|this|the|our)\s+{_THING}\b",
    r"we\s+(?:have\s+)?(?:withdraw|withdrawn|retract|retracted|are withdrawing|are retracting)\s+(?:the|this|our)\s+"
    rf"(?:[\w-]+\s+){{0,2}}{_THING}\b",
    r"(?:merci|prière|nous vous prions|veuillez|attention)\b.{0,40}\b(?:annuler|supprimer|ne pas (?:utiliser|"
    r"tenir compte|publier))\b.{0,40}"
    r"\b(?:dépêche|papier|flash|(?:notre|cette)\s+(?:\w+\s+)?(?:information|article|texte|alerte))\b",
    rf"(?:la dépêche|(?:cette|notre)\s+(?:dépêche|information))\b{_between(200, 'selon', 'que', 'qui', 'dont', 'où')}"
    r"\best\s+(?:annulée|retirée)\b",
    r"(?:achtung\W+)?(?:liebe )?(?:redaktionen\W+)?bitte\s+(?:verwenden|nutzen|benutzen|beachten|veröffentlichen)\s+sie"
    rf"\s+(?:die|diese|unsere|den|diesen|unseren)\s+(?:[\w.:-]+\s+){{0,4}}?{_MELDUNG}\b{_between(200, 'dass')}"
    r"\bnicht\b",
    rf"(?:die|unsere|diese)\b.{{0,60}}?\bmeldung\b(?!,){_between(260, 'dass', 'wonach')}\b(?:wird|ist|wurde)\s+"
    r"(?:hiermit\s+)?(?:zurückgezogen|zurückgenommen|annulliert|storniert)\b",
    r"(?:rogamos|se ruega|por favor|les rogamos)\b.{0,40}\b(?:anul\w+|descart\w+|no (?:utilic\w+|us\w+|public\w+))\b"
    r".{0,20}?\b(?:la|el|nuestra|nuestro|esta|este)\s+(?:\w+\s+)?(?:nota|información|noticia|despacho|cable|texto|boletín)\b",
    r"(?:pedimos|solicitamos|por favor)\b.{0,40}\b(?:anul\w+|desconsider\w+|não (?:utiliz\w+|us\w+|publi\w+))\b"
    r".{0,20}?\b(?:[ao]|noss[ao]|est[ae])\s+(?:\w+\s+)?(?:nota|notícia|matéria|despacho|texto|reportagem)\b",
    r"(?:si prega|vi preghiamo|preghiamo)\b.{0,40}\b(?:annullare|annullata|non (?:utilizzare|usare|pubblicare))\b"
    r".{0,20}?\b(?:notizia|dispaccio|lancio|flash)\b",
    r"(?:lütfen\b.{0,120}\bhaber(?:i|imiz\w*)\b.{0,80}\b|.{0,200}\bhaberimiz\w*\b.{0,60}\b)(?:kullanmayın\w*|"
    r"dikkate almayın\w*|iptal edin\w*|iptal edilmiştir|geri çekilmiştir)",
    r"(?:просим|просьба|просимо|прохання)\b(?=.{0,90}(?:сообщени|новост|заметк|материал|депеш|повідомлен|новин|матеріал))"
    r".{0,60}\b(?:аннулир\w+|анул\w+|не использовать|не використовувати|не публиковать|снять)",
    r"(?:сообщение|новость|повідомлення|новина)\b"
    rf"{_between(260, 'что', 'том', 'якобы', 'котор[а-я]+', 'що', 'те', 'котрий')}"
    r"(?<!\w)(?:аннулировано|аннулируется|отозвано|отозвана|отзывается|анульовано|відкликано)\b",
    r"(?:prosimy|prosi się)\b.{0,40}\b(?:anulowa\w+|nie (?:wykorzystywać|publikować|używać))\b.{0,20}?"
    r"\b(?:depesz\w+|wiadomoś\w+|notat\w+|materiał\w*)\b",
    r"(?:يرجى|الرجاء|نرجو)\s+(?:إلغاء|سحب|عدم\s+(?:استخدام|نشر))\s+(?:هذا\s+|هذه\s+)?(?:الخبر|خبر|البرقية|برقية|التقرير|المادة)",
    r"请(?:撤稿|(?:撤销|撤回|停止使用|勿使用|勿采用).{0,30}(?:稿|消息|报道|电讯))",
    r".{0,20}?(?:記事|原稿|配信).{0,60}(?:使用しないで|取り消します|取り消して)",
)
KILL_WORDS = re.compile(r"^\W*(?:" + "|".join(_WORDS) + ")", re.I)
CORRECTION_HEAD = re.compile(
    r"^\W*(?:CORRECTIF|CORRECTIFS|RECTIFICACIÓN|RECTIFICACION|CORREÇÃO|CORRIGE|RETTIFICA|CORREZIONE|DÜZELTME|УТОЧНЕНИЕ|"
    r"ИСПРАВЛЕНО|ВИПРАВЛЕННЯ|УТОЧНЕННЯ|SPROSTOWANIE|KOREKTA|OPRAVA|RECTIFICATIE|RÄTTELSE|ТҮЗЕТУ|"
    r"Correctif|Rectificación|Correção|Rettifica|Düzeltme|Уточнение|Исправлено|Sprostowanie)(?!\w)\s*(?:[:.(—–/|]|-\s|$)"
    r"|^\W*(?:تصحيح|تصويب|更正|訂正|정정)\s*(?:[:：】\]—–]|-\s|$)"
)

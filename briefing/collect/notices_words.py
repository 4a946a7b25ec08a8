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
KILL_WORDS = re.compile(
    rf"^\W*(?:the|this|our|that)\s+(?:[\w-]+\s+){{0,3}}?(?:{_THING}|(?:report|article)\s+{_SAID})"
    rf".{{0,260}}?\b(?:is|has been|was|is hereby|must be)\s+{_CALLED_BACK}\b"
    r"|^\W*(?:subscribers|clients|all clients|users)\b.{0,40}\b(?:kill|disregard|withdraw|not use)\b"
    rf"|^\W*please\s+(?:kill|withdraw|disregard|delete|spike|do not use)\b.{{0,60}}\b(?:{_THING}|report|article)\b"
    rf"|^\W*kill\s+(?:the|this|our)\s+(?:[\w-]+\s+){{0,2}}{_THING}\b"
    rf"|^\W*[A-Z]\w+\s+(?:has|is|have|are)\s+(?:withdrawn|withdrawing|retracted|retracting)\s+"
    rf"(?:its|this|the|our)\s+{_THING}\b"
    rf"|^\W*we\s+(?:have\s+)?(?:withdraw|withdrawn|retract|retracted|are withdrawing|are retracting)\s+"
    rf"(?:the|this|our)\s+(?:[\w-]+\s+){{0,2}}{_THING}\b"
    r"|^\W*(?:merci|prière|nous vous prions|veuillez|attention)\b.{0,40}\b(?:annuler|supprimer|"
    r"ne pas (?:utiliser|tenir compte|publier))\b"
    r"|^\W*(?:la|cette|notre)\s+(?:dépêche|information)\b.{0,200}\best\s+(?:annulée|retirée)\b"
    r"|^\W*(?:achtung\W+)?(?:liebe )?(?:redaktionen\W+)?bitte\s+(?:verwenden|nutzen|benutzen|beachten|"
    r"veröffentlichen)\s+sie\b.{0,200}\bnicht\b|^\W*(?:die|unsere|diese)\b.{0,60}?\bmeldung\b.{0,260}?\b(?:zurückgezogen|zurückgenommen|"
    r"annulliert|storniert)\b"
    r"|^\W*(?:rogamos|se ruega|por favor|les rogamos)\b.{0,40}\b(?:anul\w+|descart\w+|"
    r"no (?:utilic\w+|us\w+|public\w+))\b"
    r"|^\W*(?:pedimos|solicitamos|por favor)\b.{0,40}\b(?:anul\w+|desconsider\w+|não (?:utiliz\w+|us\w+|publi\w+))\b"
    r"|^\W*(?:si prega|vi preghiamo|preghiamo)\b.{0,40}\b(?:annullare|annullata|non (?:utilizzare|usare|pubblicare))\b"
    r"|^\W*(?:lütfen\b.{0,120}\bhaber.{0,80}\b|.{0,200}\bhaberimiz\w*\b.{0,60}\b)(?:kullanmayın\w*|"
    r"dikkate almayın\w*|iptal edin\w*|"
    r"iptal edilmiştir|geri çekilmiştir)"
    r"|^\W*(?:просим|просьба|просимо|прохання)\b.{0,60}\b(?:аннулир\w+|анул\w+|не использовать|не використовувати|"
    r"не публиковать|снять)"
    r"|^\W*(?:сообщение|новость|повідомлення|новина)\b.{0,260}?(?<!\w)(?:аннулировано|аннулируется|отозвано|отозвана|"
    r"отзывается|анульовано|відкликано)\b"
    r"|^\W*(?:prosimy|prosi się)\b.{0,40}\b(?:anulowa\w+|nie (?:wykorzystywać|publikować|używać))\b"
    r"|^\W*(?:يرجى|الرجاء|نرجو)\s+(?:إلغاء|سحب|عدم\s+(?:استخدام|نشر))"
    r"|^\W*请(?:撤销|撤稿|撤回|停止使用|勿使用|勿采用)|^\W*お?(?:使用しないで|取り消し)",
    re.I,
)
CORRECTION_HEAD = re.compile(
    r"^\W*(?:CORRECTIF|CORRECTIFS|RECTIFICACIÓN|RECTIFICACION|CORREÇÃO|CORRIGE|RETTIFICA|CORREZIONE|DÜZELTME|УТОЧНЕНИЕ|"
    r"ИСПРАВЛЕНО|ВИПРАВЛЕННЯ|УТОЧНЕННЯ|SPROSTOWANIE|KOREKTA|OPRAVA|RECTIFICATIE|RÄTTELSE|ТҮЗЕТУ|"
    r"Correctif|Rectificación|Correção|Rettifica|Düzeltme|Уточнение|Исправлено|Sprostowanie)(?!\w)\s*(?:[:.(—–/|]|-\s|$)"
    r"|^\W*(?:تصحيح|تصويب|更正|訂正|정정)\s*(?:[:：】\]—–]|-\s|$)"
)

"""Month, weekday and zone names that feeds and datelines use, in the languages agencies write."""

from __future__ import annotations

import unicodedata

# one row a month; full names and the abbreviations in use, without trailing dots, folded by `fold`
_ROWS = (
    "january jan januar jänner janvier janv enero ene gennaio gen janeiro ocak oca января янв январь січня січ "
    "januari stycznia sty ledna يناير كانون-الثاني januar ژانویه",
    "february feb febr februar feber février févr fév febrero febbraio fevereiro fev şubat şub февраля фев февр "
    "февраль "
    "лютого лют februari lutego lut února فبراير شباط فوریه",
    "march mar märz mrz maerz mars marzo março mart марта мар март березня бер maart mrt marca března مارس آذار مارس",
    "april apr avril avr abril abr aprile nisan nis апреля апр апрель квітня кві kwietnia kwi dubna أبريل ابريل نيسان "
    "آوریل",
    "may mai mayo maggio mag maio mayıs may мая май травня тра mei maja května مايو أيار ايار مه",
    "june jun juni juin junio giugno giu junho haziran haz июня июн июнь червня чер czerwca cze června يونيو حزيران "
    "ژوئن",
    "july jul juli juillet juil julio luglio lug julho temmuz tem июля июл июль липня лип lipca lip července "
    "يوليو تموز "
    "ژوئیه",
    "august aug août aout agosto ago ağustos ağu августа авг август серпня сер augustus sierpnia sie srpna أغسطس اغسطس "
    "آب اوت",
    "september sep sept septembre septiembre setiembre settembre set setembro eylül eyl сентября сен сент сентябрь "
    "вересня вер września wrz září سبتمبر أيلول ايلول سپتامبر",
    "october oct oktober okt octobre octubre ottobre ott outubro out ekim eki октября окт октябрь жовтня жов "
    "października paź října أكتوبر اكتوبر تشرين-الأول اکتبر",
    "november nov novembre noviembre novembro kasım kas ноября ноя нояб ноябрь листопада лис listopada lis listopadu "
    "نوفمبر تشرين-الثاني نوامبر",
    "december dec dez dezember décembre déc diciembre dic dicembre dezembro aralık ara декабря дек декабрь грудня гру "
    "grudnia gru prosince ديسمبر كانون-الأول دسامبر",
)
# the same of more: Kazakh, Uzbek and Azerbaijani, Georgian, Armenian, Hebrew, Hindi, Romanian, Greek, Serbian,
# Bulgarian, Indonesian, Thai
_MORE = (
    "қаңтар yanvar იანვარი հունվարի ינואר जनवरी ianuarie ιανουαρίου ιαν јануар януари มกราคม",
    "ақпан fevral თებერვალი փետրվարի פברואר फ़रवरी फरवरी februarie φεβρουαρίου φεβ фебруар февруари februára กุมภาพันธ์",
    "наурыз მარტი մարտի מרץ मार्च martie μαρτίου maret มีนาคม",
    "сәуір აპრილი ապրիլի אפריל अप्रैल aprilie απριλίου απρ април เมษายน",
    "мамыр მაისი մայիսի מאי मई μαΐου mei мај май พฤษภาคม",
    "маусым iyun ივნისი հունիսի יוני जून iunie ιουνίου јун юни มิถุนายน",
    "шілде iyul ივლისი հուլիսի יולי जुलाई iulie ιουλίου јул юли กรกฎาคม",
    "тамыз avqust avgust აგვისტო օգոստոսի אוגוסט अगस्त αυγούστου αυγ สิงหาคม",
    "қыркүйек sentyabr sentabr სექტემბერი սեպտեմբերի ספטמבר सितंबर सितम्बर septembrie σεπτεμβρίου "
    "септембар септември กันยายน",
    "қазан oktyabr oktabr ოქტომბერი հոկտեմբերի אוקטובר अक्टूबर अक्तूबर octombrie οκτωβρίου октобар октомври ตุลาคม",
    "қараша noyabr ნოემბერი նոյեմբերի נובמבר नवंबर नवम्बर noiembrie νοεμβρίου νοε новембар ноември พฤศจิกายน",
    "желтоқсан dekabr დეკემბერი դեկտեմբերի דצמבר दिसंबर दिसम्बर decembrie δεκεμβρίου δεκ "
    "децембар декември desember ธันวาคม",
)
_DAYS = (
    "monday mon tuesday tue tues wednesday wed weds thursday thu thur thurs friday fri saturday sat sunday sun "
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so "
    "lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim "
    "lunes martes miércoles jueves viernes sábado domingo mié jue vie sáb dom "
    "lunedì martedì mercoledì giovedì venerdì sabato domenica gio sab "
    "segunda terça quarta quinta sexta feira segunda-feira terça-feira quarta-feira quinta-feira sexta-feira seg "
    "ter qua "
    "qui sex pazartesi salı çarşamba perşembe cuma cumartesi pazar paz pzt sal çar per cum cmt "
    "понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс "
    "понеділок вівторок середа четвер субота неділя нд "
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo "
    "måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag poniedziałek wtorek środa czwartek "
    "piątek sobota niedziela pondělí úterý středa čtvrtek pátek neděle senin selasa rabu kamis jumat sabtu minggu "
    "дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі "
    "الاثنين الثلاثاء الأربعاء الاربعاء الخميس الجمعة السبت الأحد الاحد الإثنين "
    "星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天 周一 周二 周三 周四 周五 周六 周日"
)
_NOISE = (
    "at um uhr à de del of the on le den der am г г. год року р el la alle ore as às в об o'clock hrs hours local "
    "kl klo ora ob жылы жылғы ж น เวลา"
)


def fold(word: str) -> str:
    """A word as the tables hold it: lower case, composed, without a trailing dot. "İ" and "I" both give "i"."""
    return unicodedata.normalize("NFC", word).replace("İ", "i").lower().strip(".,")


def _with_plain(words: str) -> list[str]:
    """The words, and the same without accents, as often typed."""
    out = []
    for word in words.split():
        plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
        out += [fold(word), fold(plain.replace("ı", "i"))] if plain[:1].isascii() else [fold(word)]
    return out


MONTHS = {word: n for rows in (_ROWS, _MORE) for n, row in enumerate(rows, start=1) for word in _with_plain(row)}
WEEKDAYS = frozenset(_with_plain(_DAYS))
NOISE = frozenset(_with_plain(_NOISE))

# hours east of Greenwich. RFC 5322 knows ten of these; the rest are in common use by news sites. IST is read as India.
ZONES = {
    "utc": 0.0, "gmt": 0.0, "ut": 0.0, "z": 0.0, "wet": 0.0, "west": 1.0, "bst": 1.0, "cet": 1.0, "mez": 1.0,
    "cest": 2.0, "mesz": 2.0, "eet": 2.0, "cat": 2.0, "sast": 2.0, "wat": 1.0, "eest": 3.0, "msk": 3.0, "мск": 3.0,
    "msd": 4.0, "trt": 3.0, "eat": 3.0, "irst": 3.5, "irdt": 4.5, "gst": 4.0, "aft": 4.5, "pkt": 5.0, "ist": 5.5,
    "npt": 5.75, "bdt": 6.0, "mmt": 6.5, "ict": 7.0, "wib": 7.0, "sgt": 8.0, "hkt": 8.0, "myt": 8.0, "pht": 8.0,
    "awst": 8.0, "jst": 9.0, "kst": 9.0, "acst": 9.5, "acdt": 10.5, "aest": 10.0, "aedt": 11.0, "nzst": 12.0,
    "nzdt": 13.0, "idt": 3.0, "est": -5.0, "edt": -4.0, "cst": -6.0, "cdt": -5.0, "mst": -7.0, "mdt": -6.0, "pst": -8.0,
    "pdt": -7.0, "akst": -9.0, "akdt": -8.0, "hst": -10.0, "ast": -4.0, "adt": -3.0, "nst": -3.5, "ndt": -2.5,
    "brt": -3.0, "art": -3.0, "clt": -4.0, "pet": -5.0, "azt": 4.0, "amt": 4.0, "get": 4.0, "uzt": 5.0, "almt": 6.0,
}  # fmt: skip

# names of a zone whose distance from Greenwich changes over the year, or that go by a city
AREAS = {
    "et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles",
}  # fmt: skip

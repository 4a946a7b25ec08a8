"""Months, weekdays and relative words of other languages; forms as they stand in running text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Tongue:
    """One language's words of time. ``months`` and ``weekdays`` hold, in order, the forms of each, "|"-separated."""

    months: tuple[str, ...]
    weekdays: tuple[str, ...]  # Monday first
    days: dict[str, int]  # today, yesterday ... -> offset
    between: str  # between day and month, a pattern
    to: str  # between the two days of a span
    next: str  # before or after a weekday or month: the coming one
    last: str
    future: str  # markers of what is to come, a pattern
    months_ahead: dict[str, int]  # "next month", "last month"


TONGUES: dict[str, Tongue] = {
    "fr": Tongue(
        months=(
            "janvier|janv\\.?",
            "février|fevrier|févr\\.?",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet|juil\\.?",
            "août|aout",
            "septembre|sept\\.?",
            "octobre|oct\\.?",
            "novembre|nov\\.?",
            "décembre|decembre|déc\\.?",
        ),
        weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        days={"aujourd'hui": 0, "aujourd’hui": 0, "hier": -1, "demain": 1, "après-demain": 2, "avant-hier": -2},
        between=r"(?:er)?\s+",
        to=r"\s*[-–]\s*|\s+(?:au|et|à)\s+",
        next="prochaine?",
        last="derni(?:er|ère)",
        future=r"aura lieu|auront lieu|se tiendra|se tiendront|prévue?s?|doit|doivent|devrait|devraient|sera|"
        r"seront|débutera|commencera|"
        r"se réunir(?:a|ont)|rencontrera|recevra|entrera|\w+er(?:a|ont)\b|avant le|d'ici|jusqu",
        months_ahead={"le mois prochain": 1, "le mois dernier": -1},
    ),
    "de": Tongue(
        months=(
            "januar|jänner|jan\\.",
            "februar|feber|feb\\.",
            "märz",
            "april|apr\\.",
            "mai",
            "juni",
            "juli",
            "august|aug\\.",
            "september|sept\\.|sep\\.",
            "oktober|okt\\.",
            "november|nov\\.",
            "dezember|dez\\.",
        ),
        weekdays=("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag|sonnabend", "sonntag"),
        days={"heute": 0, "gestern": -1, "morgen": 1, "übermorgen": 2, "vorgestern": -2},
        between=r"\.\s+",
        to=r"\.?\s*[-–]\s*|\.?\s+(?:bis|und)\s+(?:zum\s+)?",
        next="kommende[nrms]?|nächste[nrms]?",
        last="vergangene[nrms]?|letzte[nrms]?|vorige[nrms]?",
        future=r"wird|werden|soll|sollen|will|wollen|geplant|findet|finden|stattfinden|beginnt|startet|"
        r"vorgesehen|bis zum|tritt|treffen sich",
        months_ahead={"nächsten monat": 1, "kommenden monat": 1, "vergangenen monat": -1, "letzten monat": -1},
    ),
    "es": Tongue(
        months=(
            "enero|ene\\.",
            "febrero|feb\\.",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre|setiembre|sept\\.",
            "octubre|oct\\.",
            "noviembre|nov\\.",
            "diciembre|dic\\.",
        ),
        weekdays=("lunes", "martes", "miércoles|miercoles", "jueves", "viernes", "sábado|sabado", "domingo"),
        days={"hoy": 0, "ayer": -1, "mañana": 1, "pasado mañana": 2, "anteayer": -2},
        between=r"(?:º|ro)?\s+de\s+",
        to=r"\s*[-–]\s*|\s+(?:al|y|a|hasta el)\s+",
        next="próximo|proximo|que viene|siguiente",
        last="pasado|último",
        future=r"se celebrará|tendrá lugar|se reunirán?|previst[oa]s?|programad[oa]s?|será|serán|prevé|deberán?|"
        r"comenzará|empezará|visitará|"
        r"\w+(?:ará|erá|irá|arán|erán|irán)\b|antes del|hasta el|próxim[oa]",
        months_ahead={"el próximo mes": 1, "el mes próximo": 1, "el mes que viene": 1, "el mes pasado": -1},
    ),
    "pt": Tongue(
        months=(
            "janeiro|jan\\.",
            "fevereiro|fev\\.",
            "março|marco",
            "abril",
            "maio",
            "junho",
            "julho",
            "agosto",
            "setembro|set\\.",
            "outubro|out\\.",
            "novembro|nov\\.",
            "dezembro|dez\\.",
        ),
        weekdays=(
            "segunda(?:-feira)?",
            "terça(?:-feira)?",
            "quarta(?:-feira)?",
            "quinta(?:-feira)?",
            "sexta(?:-feira)?",
            "sábado",
            "domingo",
        ),
        days={"hoje": 0, "ontem": -1, "amanhã": 1, "depois de amanhã": 2, "anteontem": -2},
        between=r"(?:º)?\s+de\s+",
        to=r"\s*[-–]\s*|\s+(?:a|e|"
        r"ao)\s+",
        next="próxim[oa]|que vem",
        last="passad[oa]|últim[oa]",
        future=r"vai|vão|será|serão|previst[oa]s?|marcad[oa]s?|deve|devem|acontecerá|ocorrerá|\w+(?:ará|erá|irá|"
        r"arão|erão|irão)\b|até",
        months_ahead={"no próximo mês": 1, "no mês que vem": 1, "no mês passado": -1},
    ),
    "it": Tongue(
        months=(
            "gennaio|gen\\.",
            "febbraio|feb\\.",
            "marzo",
            "aprile",
            "maggio",
            "giugno",
            "luglio",
            "agosto",
            "settembre|sett\\.",
            "ottobre|ott\\.",
            "novembre|nov\\.",
            "dicembre|dic\\.",
        ),
        weekdays=(
            "lunedì|lunedi",
            "martedì|martedi",
            "mercoledì|mercoledi",
            "giovedì|giovedi",
            "venerdì|venerdi",
            "sabato",
            "domenica",
        ),
        days={"oggi": 0, "ieri": -1, "domani": 1, "dopodomani": 2, "l'altro ieri": -2},
        between=r"(?:°|º)?\s+",
        to=r"\s*[-–]\s*|\s+(?:al|e)\s+",
        next="prossim[oa]",
        last="scors[oa]|passat[oa]",
        future=r"si terrà|si terranno|sarà|saranno|previst[oaie]|dovrebbe|dovrà|incontrerà|inizierà|avrà luogo|"
        r"\w+(?:erà|irà|eranno|iranno)\b|entro",
        months_ahead={"il mese prossimo": 1, "il prossimo mese": 1, "il mese scorso": -1},
    ),
    "ru": Tongue(
        months=(
            "январ[яье]|янв\\.",
            "феврал[яье]|фев\\.",
            "март[ае]?",
            "апрел[яье]|апр\\.",
            "ма[яйе]",
            "июн[яье]",
            "июл[яье]",
            "август[ае]?|авг\\.",
            "сентябр[яье]|сент\\.",
            "октябр[яье]|окт\\.",
            "ноябр[яье]|нояб\\.",
            "декабр[яье]|дек\\.",
        ),
        weekdays=(
            "понедельник[а]?",
            "вторник[а]?",
            "сред[уыа]",
            "четверг[а]?",
            "пятниц[уыа]",
            "суббот[уыа]",
            "воскресень[ея]",
        ),
        days={"сегодня": 0, "вчера": -1, "завтра": 1, "послезавтра": 2, "позавчера": -2},
        between=r"(?:-го)?\s+",
        to=r"\s*[-–—]\s*|\s+(?:и|по|до)\s+",
        next="следующ\\w+|ближайш\\w+|будущ\\w+",
        last="прошл\\w+|минувш\\w+",
        future=r"будет|будут|состо(?:ится|ятся)|пройд[её]т|пройдут|планиру\w+|заплан\w+|намечен\w*|предсто\w+|"
        r"должн\w+|встретится|встретятся|"
        r"обсудят?|ожида\w+|назначен\w*|начн[её]тся|посетит|прибудет|проведут|провед[её]т|намерен\w*|вступ[ия]т|до",
        months_ahead={"в следующем месяце": 1, "в прошлом месяце": -1},
    ),
    "tr": Tongue(
        months=(
            "ocak",
            "şubat",
            "mart",
            "nisan",
            "mayıs",
            "haziran",
            "temmuz",
            "ağustos",
            "eylül",
            "ekim",
            "kasım",
            "aralık",
        ),
        weekdays=("pazartesi", "salı", "çarşamba", "perşembe", "cuma(?!rtesi)", "cumartesi", "pazar(?!tesi)"),
        days={"bugün": 0, "dün": -1, "yarın": 1},
        between=r"\s+",
        to=r"\s*[-–]\s*|\s+(?:ve|ile|ila)\s+",
        next="gelecek|önümüzdeki",
        last="geçen|geçtiğimiz",
        future=r"\w+(?:ecek|acak|ecekler|acaklar)\b|planlan\w+|öngörül\w+|bekleniyor|yapılacak|görüşecek|kadar",
        months_ahead={"gelecek ay": 1, "önümüzdeki ay": 1, "geçen ay": -1},
    ),
    "ar": Tongue(
        months=(
            "يناير|كانون الثاني",
            "فبراير|شباط",
            "مارس|آذار",
            "أبريل|ابريل|نيسان",
            "مايو|أيار|ايار",
            "يونيو|حزيران",
            "يوليو|تموز",
            "أغسطس|اغسطس|آب",
            "سبتمبر|أيلول|ايلول",
            "أكتوبر|اكتوبر|تشرين الأول",
            "نوفمبر|تشرين الثاني",
            "ديسمبر|كانون الأول",
        ),
        weekdays=("الاثنين|الإثنين", "الثلاثاء", "الأربعاء|الاربعاء", "الخميس", "الجمعة", "السبت", "الأحد|الاحد"),
        days={"اليوم": 0, "أمس": -1, "امس": -1, "غدا": 1, "غداً": 1},
        between=r"\s+(?:من\s+)?",
        to=r"\s*[-–]\s*|\s+(?:و|إلى|حتى)\s*",
        next="المقبل|القادم|المقبلة|القادمة",
        last="الماضي|الماضية|المنصرم",
        future=r"سوف|(?<!كان )(?<!وكان )من المقرر|من المتوقع|(?<!كان من )(?<!وكان من )المقرر(?:ة)?|المزمع|المرتقبة?|"
        r"و?(?:ستعقد|سيعقد|سيجتمع|ستجتمع|سيلتقي|ستبدأ|سيبدأ|ستجري|سيجري|ستقام|سيقام|سيزور|ستزور|ستستمر|سيستمر|سيتم|ستتم|سيصل|سيشارك|"
        r"سيبحث|ستبحث|ستفرج|ستستضيف|سيستضيف|ستنعقد|سينعقد|سيكون|ستكون|سيشهد|ستشهد|ستنطلق|سينطلق|تنطلق|ستصدر|سيصدر|سيعود|ستعود|"
        r"سيوقع|ستوقع|سيصوت|ستنظر|سيتوجه|سيناقش|ستناقش)",
        months_ahead={"الشهر المقبل": 1, "الشهر القادم": 1, "الشهر الماضي": -1},
    ),
}

CHINESE_DAYS = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "明天": 1, "明日": 1, "后天": 2, "前天": -2, "後天": 2}
CHINESE_WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
CHINESE_FUTURE = r"将|將|拟|預計|预计|计划|計劃|定于|举行在即|会晤将|截至|下周|下月|前"

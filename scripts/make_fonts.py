"""Cut the bundled fonts from their published files: python scripts/make_fonts.py FOLDER

FOLDER holds the unpacked releases named in briefing/data/fonts/SOURCE.md. Out come the faces that the PDF is set in
(OTF and TTF) and, under web/, small Latin ones for the page. Families under a Reserved Font Name are renamed, as the
OFL asks of a changed font.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

OUT = Path(__file__).resolve().parents[1] / "briefing" / "data" / "fonts"
SERIF, DISPLAY, SANS = "Briefing Serif", "Briefing Display", "Briefing Sans"
LATIN = "0020-007E,00A0-024F,0259,02BB-02BF,02C6-02DD,0300-0304,0306-030C,0323,0326-0328,1E00-1EFF"
GREEK_CYRILLIC = "0370-03FF,0400-052F"
SIGNS = "2002-2015,2018-2026,2030,2032,2033,2039,203A,2044,2070-209C,20A0-20BF,2113,2116,2122,2126,2153-215E,2190-2193"
SHAPES = "2196-2199,2212,2248,2260,2264,2265,25A0-25D7,2605,2606,2610-2612,2713,2717"
TEXT = ",".join((LATIN, GREEK_CYRILLIC, SIGNS, SHAPES))
WEB = (
    "0020-007E,00A0-017F,0218-021B,2002-2015,2018-2026,2032,2033,2039,203A,20AC,2116,2122,2190-2193,2212,25A0,25A1,25CF"
)
PLAIN = "0020-003F,005B-005D,00A0,00AB,00BB,2013,2014,2018-201D,2026"  # what stands between the words of any script
ARABIC = PLAIN + ",0600-06FF,0750-077F,08A0-08FF,200C-200F,FD3E,FD3F"
HEBREW = PLAIN + ",0590-05FF,200C-200F,20AA"
DEVANAGARI = PLAIN + ",0900-097F,200C,200D,25CC,20B9"
EMOJI = (
    "0020,00A0,203C,2049,2139,2194-21AA,231A-23FF,2600-27BF,2934-2B55,1F004,1F0CF,1F170-1F251,1F300-1F64F,1F680-1F6FF,"
    "1F90C-1F9FF,1FA70-1FAF8"
)
# Chinese, with the characters of level one of GB 2312 (3,755)
KANA_AND_SIGNS = "0020-007E,00A0,00B7,2013,2014,2018-201D,2026,3000-30FF,FF00-FFEF"
FEATURES = "kern,liga,ccmp,locl,mark,mkmk,lnum,tnum,pnum,onum,smcp,c2sc,case,sups,frac,ordn"
WEB_FEATURES = {
    SERIF: "kern,liga,ccmp,mark",
    DISPLAY: "kern,liga,ccmp,mark",
    SANS: "kern,liga,ccmp,mark,tnum,smcp,c2sc",
}
JOINED = FEATURES + ",init,medi,fina,isol,rlig,calt,curs"

# (published file, our file, family, style, weight, code points, features, also for the page)
FACES = (
    ("SourceSerif4SmText-Regular.otf", "serif-regular.otf", SERIF, "Regular", 400, TEXT, FEATURES, True),
    ("SourceSerif4SmText-It.otf", "serif-italic.otf", SERIF, "Italic", 400, TEXT, FEATURES, True),
    ("SourceSerif4SmText-Semibold.otf", "serif-semibold.otf", SERIF, "Semibold", 600, TEXT, FEATURES, True),
    ("SourceSerif4Subhead-Semibold.otf", "display-semibold.otf", DISPLAY, "Semibold", 600, TEXT, FEATURES, True),
    ("SourceSans3-Regular.otf", "sans-regular.otf", SANS, "Regular", 400, TEXT, FEATURES, True),
    ("SourceSans3-It.otf", "sans-italic.otf", SANS, "Italic", 400, TEXT, FEATURES, False),
    ("SourceSans3-Semibold.otf", "sans-semibold.otf", SANS, "Semibold", 600, TEXT, FEATURES, True),
    ("NotoNaskhArabic-Regular.ttf", "noto-naskh-arabic-regular.ttf", "", "", 400, ARABIC, JOINED, False),
    ("NotoNaskhArabic-Bold.ttf", "noto-naskh-arabic-bold.ttf", "", "", 700, ARABIC, JOINED, False),
    ("NotoSerifHebrew-Regular.ttf", "noto-serif-hebrew-regular.ttf", "", "", 400, HEBREW, JOINED, False),
    ("NotoSerifHebrew-Bold.ttf", "noto-serif-hebrew-bold.ttf", "", "", 700, HEBREW, JOINED, False),
    ("NotoSansDevanagari-Regular.ttf", "noto-sans-devanagari-regular.ttf", "", "", 400, DEVANAGARI, "*", False),
    ("NotoSansCJK-Regular.ttc", "noto-sans-cjk-sc-regular.otf", "", "", 400, "chinese", "kern,ccmp,locl,vert", False),
    ("noto-emoji-emoji-400-normal.woff2", "noto-emoji-regular.ttf", "", "", 400, EMOJI, "", False),
)  # fmt: skip


def cut(source: Path, points: str, features: str) -> TTFont:
    """The font at ``source`` with only the code points and OpenType features named."""
    options = subset.Options()
    options.layout_features = ["*"] if features == "*" else [f for f in features.split(",") if f]
    options.hinting = False
    options.recalc_timestamp = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14, 16, 17]
    if source.suffix == ".ttc":  # one file for all of East Asia; the face for simplified Chinese
        faces = TTCollection(source).fonts
        font = next(face for face in faces if face["name"].getDebugName(1) == "Noto Sans CJK SC")
    else:
        font = TTFont(source, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=chinese() if points == "chinese" else subset.parse_unicodes(points))
    cutter.subset(font)
    return font


def chinese() -> list[int]:
    """The code points of the Chinese face: level one of GB 2312, kana and signs, and what our own words need."""
    points = set(subset.parse_unicodes(KANA_AND_SIGNS))
    for row in range(0xB0, 0xD8):
        for cell in range(0xA1, 0xFF):
            points |= set(map(ord, bytes([row, cell]).decode("gb2312", "ignore")))
    root = OUT.parents[2]
    for own in (root / "templates" / "default" / "labels.zh.yaml", root / "briefing" / "data" / "names" / "zh.yaml"):
        points |= {ord(sign) for sign in own.read_text("utf-8") if sign > "\u2fff"}
    return sorted(points)


def rename(font: TTFont, family: str, style: str) -> None:
    """Give the font a family name of our own: the published one is reserved."""
    plain = f"{family} {style}"
    post = plain.replace(" ", "")
    names = font["name"]
    for platform in ((3, 1, 0x409), (1, 0, 0)):
        for identity, text in ((1, family), (2, style), (3, post), (4, plain), (6, post), (16, family), (17, style)):
            names.setName(text, identity, *platform)
    if "CFF " in font:
        table = font["CFF "].cff
        table.fontNames = [post]
        top = table.topDictIndex[0]
        top.FullName, top.FamilyName = plain, family


def main(folder: Path) -> None:
    (OUT / "web").mkdir(parents=True, exist_ok=True)
    for source, target, family, style, weight, points, features, page in FACES:
        found = next(folder.rglob(source))
        for out, wanted, web in ((OUT / target, points, False), (OUT / "web" / target, WEB, True)):
            if web and not page:
                continue
            font = cut(found, wanted, WEB_FEATURES[family] if web else features)
            if family:
                rename(font, family, style)
                font["OS/2"].usWeightClass = weight
            font.flavor = "woff2" if web else None
            out = out.with_suffix(".woff2") if web else out
            font.save(out)
            print(f"{out.stat().st_size:8d}  {out.relative_to(OUT)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

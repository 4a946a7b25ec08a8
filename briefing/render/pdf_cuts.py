"""Shorter ways through the PDF's engine: what it works out again for each element, box, run of words and number of the
file is worked out once here.

Each cut stands for one function of WeasyPrint or pydyf and gives the same answers, so that a PDF has the same bytes
with and without them (tests/render/test_pdf_cuts.py draws both). They are made for the versions in VERSIONS alone:
with any other the engine runs as it is, and is slower. A cut goes when upstream no longer needs it; the test of the
versions says when to look.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.metadata import version
from operator import itemgetter
from typing import Any

from briefing.render.pdf_memory import hold_less

VERSIONS = {"weasyprint": "70.0", "pydyf": "0.13.0", "cssselect2": "0.10.1", "tinycss2": "1.5.1"}
_NOT_PLAIN = frozenset({"float", "display", "position", "page"})
_LENGTHS = ("margin_left", "margin_right", "margin_top", "margin_bottom", "padding_left", "padding_right",
            "padding_top", "padding_bottom", "width", "min_width", "max_width", "height", "min_height",
            "max_height")  # fmt: skip
_BORDERS = ("border_top_width", "border_right_width", "border_bottom_width", "border_left_width")
_ASIDE = frozenset({"left", "right", "inline-start", "inline-end", "footnote"})
_FACE = itemgetter("font_style", "font_stretch", "font_weight", "font_size", "font_variant_caps",
                   "font_variation_settings")  # fmt: skip
_FEATURES = itemgetter("font_kerning", "font_variant_ligatures", "font_variant_position", "font_variant_caps",
                       "font_variant_numeric", "font_variant_alternates", "font_variant_east_asian",
                       "font_feature_settings")  # fmt: skip
_NUMBER = r"-?(?:\d+(?:\.\d+)?|\.\d+)"
_STEP = re.compile(rf"[MmLlHhVvZz]|{_NUMBER}")
_FIGURE = re.compile(_NUMBER)
# Its form, a 0 for each number: each way begins anew, and only one with a line in it is closed. Of others (a letter
# after "z", numbers too few) the engine has its own reading.
_LINES = r"(?:[Ll](?:00)+|[HhVv]0+)"
_PLAIN_FORM = re.compile(rf"(?:[Mm]00(?:(?:(?:00)+|{_LINES}){_LINES}*[Zz]?)?)+")
_GAPS = str.maketrans("", "", ", \n")
_MARKERS = ("marker", "marker-start", "marker-mid", "marker-end")
_done: list[bool] = []


def cut() -> bool:
    """Put the cuts in, once in a process; False, and nothing is changed, where the versions are others."""
    if not _done:
        import_module("weasyprint")
        _done.append(all(version(name) == known for name, known in VERSIONS.items()))
        if _done[0]:
            for one in CUTS:
                one()
    return _done[0]


def _replace(old: Any, new: Any) -> None:
    """Put a function in the place of another wherever the engine's modules have it by name."""
    modules = [m for name, m in sys.modules.items() if name.split(".")[0] in ("weasyprint", "pydyf")]
    for module in modules:
        for name in [name for name, value in vars(module).items() if value is old]:
            setattr(module, name, new)


def _flow() -> None:
    """Whether a box is in the flow is asked for each of them many times: two looks instead of five calls."""
    from weasyprint.formatting_structure.boxes import Box

    def is_in_normal_flow(self: Any) -> bool:
        style = self.style
        if style["float"] in _ASIDE:
            return False
        at = style["position"]
        return at in ("static", "relative") or (
            at not in ("absolute", "fixed") and at[0] not in ("running()", "note()")
        )

    Box.is_in_normal_flow = is_in_normal_flow


def _lengths() -> None:
    """Margins, paddings, borders and sizes without percentages are the same in any container: by their values."""
    from weasyprint.css.properties import Dimension
    from weasyprint.layout import percent

    values_of = itemgetter(*_LENGTHS, *_BORDERS, "box_sizing", "border_collapse")
    known: dict[Any, dict[str, Any] | None] = {}
    before = percent.resolve_percentages

    class Sized:
        """Takes what the engine's own steps make of the lengths."""

        style: dict[str, Any]

    def made(values: tuple[Any, ...]) -> dict[str, Any] | None:
        *lengths, sizing, collapse = values
        told = lengths[: len(_LENGTHS)]
        if collapse == "collapse" or not all(v == "auto" or (type(v) is Dimension and v.unit == "px") for v in told):
            return None
        box = Sized()
        box.style = dict(zip((*_LENGTHS, *_BORDERS), lengths, strict=True)) | {"box_sizing": sizing}
        for name in _LENGTHS:
            percent.resolve_one_percentage(box, name, 0)
        for name in _BORDERS:
            setattr(box, name, box.style[name])
        percent.adjust_box_sizing(box, "width")
        percent.adjust_box_sizing(box, "height")
        return {name: getattr(box, name) for name in (*_LENGTHS, *_BORDERS)}

    def resolve_percentages(box: Any, containing_block: Any) -> None:
        values = values_of(box.style)
        try:
            sizes = known[values]
        except KeyError:
            sizes = known[values] = made(values)
        if sizes is None:
            before(box, containing_block)
        else:
            box.__dict__.update(sizes)

    _replace(before, resolve_percentages)


def _styles() -> None:
    """A property that no rule names is its parent's or the first value: most of them, without the rest of the way."""
    from weasyprint import css
    from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS

    before, before_anonymous = css.ComputedStyle.__missing__, css.AnonymousStyle.__missing__
    ways = {key: _logical(PHYSICAL_FUNCTIONS.get(key)) for key in css.INITIAL_VALUES}
    plain = [key for key in ways if key not in _NOT_PLAIN and not key.startswith("text_decoration_")]
    inherited = frozenset(key for key in plain if key in css.INHERITED and not ways[key])
    first = {key: css.INITIAL_VALUES[key] for key in plain if key not in css.INHERITED | css.INITIAL_NOT_COMPUTED}

    def looked_up(self: Any, key: str) -> Any:
        told = self.cascaded
        if key not in told:
            if key in first and (not ways[key] or told.keys().isdisjoint(ways[key])):
                value = self[key] = first[key]
                return value
            if key in inherited and self.parent_style is not None:
                value = self[key] = self.parent_style[key]
                return value
        return before(self, key)

    def anonymous(self: Any, key: str) -> Any:
        if key in first:
            value = self[key] = first[key]
            return value
        return before_anonymous(self, key)

    css.ComputedStyle.__missing__, css.AnonymousStyle.__missing__ = looked_up, anonymous


def _logical(of: Callable[..., str] | None) -> frozenset[str]:
    """The logical properties that a physical one may come from."""
    return frozenset(of(block="ttb", inline=way) for way in ("ltr", "rtl")) if of else frozenset()


def _targets() -> None:
    """References to pages get their numbers between the rounds of the layout: a page that names others was laid out a
    second time without the numbers, which came in only after it, and a third time with them."""
    from weasyprint.layout import page

    before = page.make_all_pages

    def make_all_pages(context: Any, root_box: Any, html: Any, pages: list[Any]) -> Iterator[Any]:
        if pages:
            _put_numbers(context.target_collector, len(pages))
        return before(context, root_box, html, pages)  # type: ignore[no-any-return]

    _replace(before, make_all_pages)


def _put_numbers(collector: Any, count: int) -> None:
    """Write out the references that were laid out once, unless one of them asks for the count of all pages."""
    kept = [item for (_, kind), item in collector.counter_lookup_items.items() if kind == "content"]
    if any("pages" in names for one in kept for names in (one.missing_counters, *one.missing_target_counters.values())):
        return
    for item in (*kept, *collector.target_lookup_items.values()):
        if "pages" in item.cached_page_counter_values:
            item.cached_page_counter_values["pages"] = [count]
    for item in kept:
        if item.page_maker_index is not None and item.cached_page_counter_values:
            item.parse_again(item.cached_page_counter_values)


def _words() -> None:
    """One Pango context for each language and direction and one description for each face, where every run of words
    had its own."""
    from weasyprint.text import fonts, line_break

    before = line_break.Layout.setup
    pango, ffi = line_break.pango, line_break.ffi
    features: dict[Any, bytes] = {}

    def setup(self: Any, style: Any) -> None:
        if style["font_language_override"] != "normal" or style["text_decoration_line"] != "none":
            before(self, style)
            return
        config = style.font_config
        contexts, faces = config.__dict__.setdefault("_of_words", ({}, {}))
        spoken = (style["direction"], style["lang"])
        if spoken not in contexts:
            contexts[spoken] = _context(line_break, config.font_map, *spoken)
        context, self.language = contexts[spoken]
        face = (tuple(style["font_family"]), *_FACE(style))
        if face not in faces:
            faces[face] = fonts.get_font_description(style)
        self.style, self.first_line_direction = style, 0
        self.ascent = self.underline_position = self.strikethrough_position = None
        self.layout = ffi.gc(pango.pango_layout_new(context), line_break.gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(self.layout, False)
        pango.pango_layout_set_font_description(self.layout, faces[face])
        asked = _FEATURES(style)
        if asked not in features:
            named = fonts.font_features(*asked)
            features[asked] = ",".join(f"{key} {value}" for key, value in named.items()).encode()
        if features[asked]:
            _set_features(pango, self.layout, config.font_features, features[asked])

    line_break.Layout.setup = setup


def _context(text: Any, font_map: Any, direction: str, lang: str | None) -> tuple[Any, Any]:
    """A Pango context for words of a direction and a language, and Pango's name of the language."""
    pango = text.pango
    context = text.ffi.gc(pango.pango_font_map_create_context(font_map), text.gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, text.PANGO_DIRECTION[direction])
    if not lang:
        return context, pango.pango_language_get_default()
    letters, _ = text.unicode_to_char_p(lang)
    language = pango.pango_language_from_string(letters)
    pango.pango_context_set_language(context, language)
    return context, language


def _set_features(pango: Any, layout: Any, known: dict[bytes, Any], features: bytes) -> None:
    if features not in known:
        known[features] = pango.pango_attr_font_features_new(features)
    listed = pango.pango_attr_list_new()
    pango.pango_attr_list_insert(listed, known[features])
    pango.pango_layout_set_attributes(layout, listed)


def _shapes() -> None:
    """A path of straight lines is read in one go, where its text was cut at every point."""
    module = import_module("weasyprint.svg.path")
    tags = import_module("weasyprint.svg").TAGS
    before = module.path

    def path(svg: Any, node: Any, font_size: Any) -> None:
        shape = node.get("d", "")
        form = _FIGURE.sub("0", shape).translate(_GAPS)
        if not _PLAIN_FORM.fullmatch(form) or any(node.get(name) for name in _MARKERS):
            before(svg, node, font_size)
            return
        svg.stream.move_to(0, 0)
        _draw(svg.stream, _STEP.findall(shape))

    _replace(before, path)
    tags["path"] = path


def _draw(stream: Any, steps: list[str]) -> None:
    """Draw the steps of a path of straight lines."""
    x = y = from_x = from_y = 0.0
    letter, at, end = "", 0, len(steps)
    while at < end:
        if steps[at].isalpha():
            letter, at = steps[at], at + 1
            if letter in "zZ":
                stream.close()
                x, y = from_x, from_y
            continue
        back_x, back_y = (x, y) if letter.islower() else (0.0, 0.0)
        if letter not in "vV":
            x, at = float(steps[at]) + back_x, at + 1
        if letter not in "hH":
            y, at = float(steps[at]) + back_y, at + 1
        if letter in "mM":
            stream.move_to(x, y)
            from_x, from_y, letter = x, y, "l" if letter == "m" else "L"
        else:
            stream.line_to(x, y)


def _numbers() -> None:
    """The bytes of an item of the file, the commonest kinds first."""
    import pydyf  # type: ignore[import-untyped]

    def _to_bytes(item: Any) -> bytes:
        kind = type(item)
        if kind is bytes:
            return item  # type: ignore[no-any-return]
        if kind is str:
            return item.encode("ascii")  # type: ignore[no-any-return]
        if kind is float:
            return b"%d" % item if item.is_integer() else (b"%f" % item).rstrip(b"0")
        return before(item)  # type: ignore[no-any-return]

    before = pydyf._to_bytes
    _replace(before, _to_bytes)


def _boxes() -> None:
    """All boxes within a box, one after the other, where each was handed up through all that it is in."""
    from weasyprint.formatting_structure.boxes import Box

    def descendants(self: Any, placeholders: bool = False) -> Iterator[Any]:
        waiting = [self]
        while waiting:
            box = waiting.pop()
            if not isinstance(box, Box):  # what stands for a box out of the flow
                if not placeholders:
                    yield box
                    continue
                box = box._box
            yield box
            waiting.extend(box.children[::-1])

    Box.descendants = descendants


def _struts() -> None:
    """The height of a line of a style, which is asked for at each line and box: the engine's own store of them takes a
    text of sixteen properties for its key."""
    from weasyprint.text import line_break

    before = line_break.strut

    def strut(style: Any) -> Any:
        known = style.__dict__
        if "_strut" not in known:
            known["_strut"] = before(style)
        return known["_strut"]

    _replace(before, strut)


CUTS: tuple[Callable[[], None], ...] = (
    _flow,
    _lengths,
    _styles,
    _targets,
    _words,
    _shapes,
    _numbers,
    _boxes,
    _struts,
    hold_less,
)

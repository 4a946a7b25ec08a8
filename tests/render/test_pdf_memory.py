from __future__ import annotations

from types import SimpleNamespace

from briefing.render.pdf_memory import MANY, one_empty_set, share
from tests.render.test_pdf_cuts import VERSIONS, drawn

ROW = '<p class="k{}">A line of <b>words</b> with a <a href="#x">reference</a>.</p>'
PAGE = (
    '<!doctype html><html lang="en"><head><title>Long</title><style>p { margin: 0; font: 6pt "Briefing Serif" } '
    "b { color: #333 } a::after { content: '.' } .k1 { padding: 1pt; border: 1pt solid } </style></head>"
    f'<body><div id="x">{"".join(ROW.format(n % 3) for n in range(MANY // 4 + 9))}</div></body></html>'
)


def test_a_long_document_has_the_same_bytes_with_less_held():
    pages = {"long": PAGE}
    assert PAGE.count("<p ") * 4 > MANY
    assert drawn(VERSIONS, pages)["long"] == drawn({"weasyprint": "no such"}, pages)["long"]


def test_styles_that_the_same_rules_made_share_what_they_were_told():
    red, bold = ("red", (1, 2)), (700, (1, 2))
    styles = [SimpleNamespace(cascaded=told) for told in ({"color": red}, {"color": red}, {"weight": bold}, {}, {})]
    share(styles)
    first, second, third, fourth, fifth = (style.cascaded for style in styles)
    assert first is second
    assert third == {"weight": bold}
    assert fourth is fifth


def test_rules_that_say_the_same_with_another_weight_are_no_share():
    value = ["red"]
    styles = [SimpleNamespace(cascaded={"color": (value, (weight, 0))}) for weight in (1, 2)]
    share(styles)
    assert [style.cascaded["color"][1] for style in styles] == [(1, 0), (2, 0)]


def test_boxes_whose_borders_all_stay_hold_one_set():
    boxes = [SimpleNamespace(remove_decoration_sides=set(sides)) for sides in ((), (), ("top",))]
    one_empty_set(boxes)
    assert boxes[0].remove_decoration_sides is boxes[1].remove_decoration_sides
    assert boxes[2].remove_decoration_sides == {"top"}

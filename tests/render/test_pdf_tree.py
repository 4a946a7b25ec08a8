# ruff: noqa: E501

from __future__ import annotations

from xml.etree.ElementTree import Element

import pytest
import tinyhtml5

from briefing.render import find_templates, stock_templates
from briefing.render.html import render_html
from briefing.render.pdf import breakable
from briefing.render.pdf_tree import tree_of
from tests.render.golden_pages import golden
from tests.render.samples import long_words, sample, two_scripts

TOP = '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>A &amp; B</title>\n<style>a > b { c: "&" }</style>\n</head>\n<body>\n'
END = "\n</body>\n</html>\n"


def told(element: Element) -> list[object]:
    """All that a tree says; that a picture names its namespace is no attribute to XML."""
    attributes = {name: value for name, value in element.attrib.items() if not name.endswith("}xmlns")}
    within = [part for child in element for part in told(child)]
    return [(element.tag, attributes, element.text or ""), *within, element.tail or ""]


def by_html(page: str) -> Element:
    return tinyhtml5.parse(page, namespace_html_elements=False)


@pytest.mark.parametrize(
    ("make", "look"), [(golden, "broadsheet"), (sample, "compact"), (two_scripts, "situation"), (long_words, "")]
)
def test_an_edition_reads_the_same_either_way(make, look):
    templates = find_templates(look) if look else stock_templates()
    page = breakable(render_html(make(), templates=templates))
    root = tree_of(page)
    assert root is not None
    assert told(root) == told(by_html(page))


@pytest.mark.parametrize(
    "body",
    [
        "",
        "words <b>bold</b> words",
        '<p>a<br>b<img src="x" alt="1 > 0"><wbr>c</p><hr>',
        "<ul><li>1<ol><li>2</li></ol></li></ul><dl><dt>t</dt><dd>d</dd><div><dt>u</dt></div></dl>",
        '<table><caption>c</caption><colgroup><col class="a"></colgroup><tbody>\n<tr><td><p>x</p></td></tr></tbody></table>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" xml:lang="de"><title>x</title><g><path d="M0 0"/></g></svg>',
        "<p>a<!-- no words -->b</p><p>&#8288;&#39;&lt;&#x20;</p>",
        '<a href="#x"><span>s</span></a><h2>t</h2><p title="it\'s">x</p>\n\n',
        "<div><p>سلام</p></div>",
    ],
)
def test_a_page_in_which_html_moves_nothing_reads_the_same(body):
    root = tree_of(TOP + body + END)
    assert root is not None
    if "<!--" in body:
        assert "".join(root.itertext()) == "".join(
            by_html(TOP + body.replace("<!-- no words -->", "") + END).itertext()
        )
    else:
        assert told(root) == told(by_html(TOP + body + END))


@pytest.mark.parametrize(
    "body",
    [
        "<p>a<p>b",
        "<p>a<div>b</div></p>",
        "<p><b><ul><li>x</li></ul></b></p>",
        "<table><tr><td>x</td></tr></table>",
        "<table>words<tbody><tr><td>x</td></tr></tbody></table>",
        "<table><tbody><tr><td>x</td></tr></tbody><p>y</p></table>",
        "<td>x</td>",
        "<li>x</li>",
        "<ul><li>x<li>y</li></li></ul>",
        "<dl><dd>x<div><dd>y</dd></div></dd></dl>",
        '<a href="#x">x<b><a href="#y">y</a></b></a>',
        "<h2>x<h3>y</h3></h2>",
        "<div/>x",
        "<DIV>x</DIV>",
        '<p CLASS="x">y</p>',
        '<p title="x\ny">z</p>',
        "<p hidden>x</p>",
        "<p title=x>y</p>",
        "<p>a & b</p>",
        "<p>&nbsp;</p>",
        "<p>&#150;</p>",
        "<p>&#0;</p>",
        "<pre>\nx</pre>",
        "<select><option>x</option></select>",
        "<script>1 < 2</script>",
        "<template><p>x</p></template>",
        "<svg viewBox='0 0 1 1'><path d='M0'/></svg>",
        '<svg xmlns="http://www.w3.org/2000/svg"><p>x</p></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><lineargradient/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><title><b>x</b></title></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewbox="0 0 1 1"><path d="M0"/></svg>',
        "<!--><p>x</p>-->",
        "<!---><p>x</p>-->",
        "<style>b { c: d }</style>",
        "<title>x</title>",
        "<!doctype html>",
        "<?x y?>",
        "<![CDATA[x]]>",
        "<image src='x'/>",
        "a\x0cb",
        "</p>",
        "<b><i>x</b></i>",
    ],
)
def test_a_page_that_takes_the_rules_of_html_is_left_to_its_parser(body):
    assert tree_of(TOP + body + END) is None


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<p>x</p>",
        "<html><head></head><body></body></html>",
        "<!doctype html><body>x</body>",
        "<!doctype html><html><head></head>x<body></body></html>",
        "<!doctype html><html><head>x</head><body></body></html>",
        "<!doctype html><html><head><p>x</p></head><body></body></html>",
        '<!doctype html [<!ENTITY a "b">]><html><head></head><body>&a;</body></html>',
        '<!doctype html><!ENTITY a "b"><html><head></head><body>x</body></html>',
        "<!doctype html><html><head><style>a</style>]]></head><body>x</body></html>",
    ],
)
def test_what_is_no_whole_page_is_left_to_the_parser_of_html(page):
    assert tree_of(page) is None

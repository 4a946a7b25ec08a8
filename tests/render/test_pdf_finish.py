from __future__ import annotations

from io import BytesIO
from types import SimpleNamespace

import pydyf
from pypdf import PdfReader

from briefing.render.pdf_finish import finish, scope_headers

CONTENT = [b"BT", 1.5, 2, "Td", b"ET"] * 400


class Counted(pydyf.Stream):
    """A stream that knows how often its bytes were asked for."""

    asked = 0

    @property
    def data(self):
        type(self).asked += 1
        return super().data


def written(*, finished: bool) -> bytes:
    pdf = pydyf.PDF()
    stream = Counted(list(CONTENT), pydyf.Dictionary({"Kind": "/Test"}), compress=True)
    plain = pydyf.Stream([b"<x/>"], pydyf.Dictionary({"Kind": "/Plain"}), compress=False)
    for item in (stream, plain):
        pdf.add_object(item)
    pdf.add_page(pydyf.Dictionary({"Type": "/Page", "Parent": pdf.pages.reference, "Contents": stream.reference}))
    pdf.info["Title"] = pydyf.String("A (title)")
    pdf.catalog["Plain"] = plain.reference
    if finished:
        finish(None, pdf)
    Counted.asked = 0
    out = BytesIO()
    pdf.write(out, b"1.7", b"identity", compress=True)
    return out.getvalue()


def test_what_is_written_once_reads_as_what_is_written_twice():
    def told(data: bytes) -> tuple[object, ...]:
        read = PdfReader(BytesIO(data))
        (page,) = read.pages
        root = read.trailer["/Root"]
        return page["/Contents"].get_data(), root["/Plain"].get_data(), read.metadata.title, len(read.trailer["/ID"])

    assert told(written(finished=True)) == told(written(finished=False))
    assert told(written(finished=True))[1] == b"<x/>"


def test_nothing_is_compressed_again_while_it_is_written():
    written(finished=False)
    assert Counted.asked > 1
    written(finished=True)
    assert Counted.asked == 0


def test_a_header_says_what_it_heads():
    def element(number, kind, parent, **more):
        made = pydyf.Dictionary({"Type": "/StructElem", "S": kind, "P": parent, **more})
        made.number = number
        return made

    head, body = element(1, "/THead", b""), element(2, "/TBody", b"")
    rows = [element(3, "/TR", head.reference), element(4, "/TR", body.reference)]
    cells = [element(5 + n, "/TH", row.reference, A=pydyf.Dictionary()) for n, row in enumerate(rows)]
    scope_headers(SimpleNamespace(objects=[head, body, *rows, *cells]))
    assert [cell["A"]["Scope"] for cell in cells] == ["/Column", "/Row"]

"""What is done to a PDF between its drawing and its writing: headers of tables get their scope, and every object is
written out once.

The writer asks each object for its bytes again for each use: in the object stream, and for the hash in the file's
identifier. So streams were compressed twice, which took a twentieth of the whole. Here each is asked once.
"""

from __future__ import annotations

import zlib
from typing import Any

LEVEL = 6  # of zlib: 9 takes half as long again for 1 % fewer bytes


def finish(_: Any, pdf: Any) -> None:
    """The engine's last step before it writes: takes the document and its pydyf.PDF, which it changes."""
    scope_headers(pdf)
    write_once(pdf)


def scope_headers(pdf: Any) -> None:
    """Say of each table header whether it heads a column or a row: the engine leaves that out of the tags."""
    elements = {item.reference: item for item in pdf.objects if _kind(item, "Type") == "/StructElem"}
    for element in elements.values():
        if element["S"] == "/TH" and "A" in element:
            group = elements.get(elements[element["P"]]["P"])
            element["A"]["Scope"] = "/Column" if _kind(group, "S") == "/THead" else "/Row"


def write_once(pdf: Any) -> None:
    """Put in each object's place its bytes as they will stand in the file; what the writer still adds to stays."""
    import pydyf  # type: ignore[import-untyped]

    class Written(pydyf.Object):  # type: ignore[misc]  # pydyf has no types
        """An object that knows its bytes."""

        compressible = False
        data = b""

        def __init__(self, item: Any) -> None:
            super().__init__()
            self.number, self.generation, self.free = item.number, item.generation, item.free
            self.compressible, self.data = item.compressible, item.data

    for place, item in enumerate(pdf.objects):
        if item.free == "f" or item is pdf.catalog or item is pdf.pages:
            continue
        if isinstance(item, pydyf.Stream) and item.compress:
            item.compress = False
            item.stream = [zlib.compress(_content(item.data), LEVEL)]
            item.extra["Filter"] = "/FlateDecode"
        pdf.objects[place] = Written(item)


def _content(written: bytes) -> bytes:
    """What a stream object holds between its two keywords."""
    start = written.index(b"\nstream\n") + len(b"\nstream\n")
    return written[start : -len(b"\nendstream")]


def _kind(item: Any, key: str) -> str:
    return str(item.get(key, "")) if isinstance(item, dict) else ""

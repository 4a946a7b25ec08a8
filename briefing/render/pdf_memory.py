"""What the PDF's engine holds of a long document, made less: a page took 6 MB, and takes 3.5.

For the versions in briefing.render.pdf_cuts, which puts these in too; the file has the same bytes with and without.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

MANY = 4000  # styles: below, the memory is small and looking for like ones costs more than it gives


def hold_less() -> None:
    """Like styles share what the rules told them; what only the layout needs is let go when it is done."""
    from weasyprint import document

    styled, laid_out = document.get_all_computed_styles, document.layout_document

    def get_all_computed_styles(*told: Any, **named: Any) -> Any:
        made = styled(*told, **named)
        if len(made.get_computed_styles()) > MANY:
            share(made.get_computed_styles().values())
        return made

    def layout_document(html: Any, root_box: Any, context: Any, **named: Any) -> list[Any]:
        pages = list(laid_out(html, root_box, context, **named))
        let_go(root_box, context)
        for page in pages if len(context.style_for.get_computed_styles()) > MANY else ():
            one_empty_set(page.descendants(placeholders=True))
        context.style_for.get_computed_styles().clear()
        return pages

    document.get_all_computed_styles, document.layout_document = get_all_computed_styles, layout_document


def share(styles: Iterable[Any]) -> None:
    """Give styles that the same rules made one record of what they were told, in the place of one each."""
    known: dict[Any, dict[str, Any]] = {}
    for style in styles:
        key = tuple((name, id(value), weight) for name, (value, weight) in style.cascaded.items())
        style.cascaded = known.setdefault(key, style.cascaded)


def let_go(root_box: Any, context: Any) -> None:
    """Forget the boxes before their layout and all that was noted for it: a picture of the page holds ``context``."""
    root_box.children = []
    context.page_maker = None
    notes = (context.target_collector.counter_lookup_items, context.target_collector.target_lookup_items,
             context.tables, context.running_elements, context.string_set)  # fmt: skip
    for noted in notes:
        noted.clear()


def one_empty_set(boxes: Iterable[Any]) -> None:
    """Most boxes keep all their borders and hold a set of none that go: one for all."""
    none: set[str] = set()
    for box in boxes:
        if not box.remove_decoration_sides:
            box.remove_decoration_sides = none

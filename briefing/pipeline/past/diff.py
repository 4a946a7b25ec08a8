"""`briefing diff`: two stored editions of a reader beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from briefing.config import Config
from briefing.edition.compare import compare
from briefing.edition.lines import lines_of
from briefing.errors import ConfigError, StoreError
from briefing.model import Change, Comparison, Edition
from briefing.store import EditionRow, Store, open_store


@dataclass(frozen=True, kw_only=True, slots=True)
class Diff:
    """A comparison, and the later edition, whose look its page takes."""

    comparison: Comparison
    after: Edition

    @property
    def changes(self) -> tuple[Change, ...]:
        return self.comparison.changes


def diff_editions(config: Config, *, reader: str, before: str, after: str) -> Diff:
    """What changed between the last editions of two dates, previews and what was limited to a selection aside.

    Raises ConfigError where one is missing.
    """
    with open_store(config.store) as store:
        rows = [row for row in store.editions(reader, limit=1000) if row.kind not in ("preview", "selected")]
        found: list[EditionRow] = []
        for on in (before, after):
            row = max(
                (r for r in rows if r.on.isoformat() == on), key=lambda r: (r.covers_to_at, r.number), default=None
            )
            if row is None:
                raise ConfigError(f"there is no edition of {reader} on {on}", hint="`briefing editions` lists them")
            found.append(row)
        old, new = (store.load_edition(row.id) for row in found)
        roots = _roots(store, [row for row in rows if row.state == "told"], old, new)
    return Diff(comparison=compare(old, new, roots), after=new)


def _roots(store: Store, rows: Sequence[EditionRow], old: Edition, new: Edition) -> Mapping[str, str]:
    """Storyline that went into another by the later of two editions -> that other, as those told between them say."""
    first, last = sorted((old, new), key=lambda e: e.covers_to_at)
    told = [last]
    for row in sorted(rows, key=lambda row: row.covers_to_at, reverse=True):
        if first.covers_to_at < row.covers_to_at < last.covers_to_at:
            with suppress(StoreError):  # one that cannot be read says nothing
                told.append(store.load_edition(row.id))
    return lines_of([*told, first], [c for c in store.line_changes() if c.at <= last.covers_to_at]).roots


def write_pages(config: Config, diff: Diff, *, html: Path | None, pdf: Path | None) -> list[Path]:
    """Draw the comparison as a page in the reader's templates. Raises RenderError, DeliveryError."""
    from briefing.deliver.folder import write_files
    from briefing.pipeline.looks.templates import templates_of
    from briefing.render.comparison import render_comparison
    from briefing.render.pdf import render_pdf

    if html is None and pdf is None:
        return []
    templates, _ = templates_of(config, diff.after.template)
    page = render_comparison(diff.comparison, diff.after, templates=templates)
    written: list[Path] = []
    if html is not None:
        written += write_files(html.parent, {html.name: page.encode()})
    if pdf is not None:
        written += write_files(pdf.parent, {pdf.name: render_pdf(page, created_at=diff.after.generated_at)})
    return written


def diff_lines(changes: tuple[Change, ...]) -> list[str]:
    """The differences as a person reads them."""
    lines = []
    for one in changes:
        values = " -> ".join(v or "-" for v in (one.before, one.after)) if one.before or one.after else ""
        told = f" ({one.detail})" if one.detail and one.kind == "figure" else ""
        lines.append(f"{one.kind:<8} {one.what:<10} {one.name}{told}{f': {values}' if values else ''}")
    return lines or ["Nothing changed."]

"""`briefing diff`: two stored editions of a reader beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefing.config import Config
from briefing.edition.compare import compare
from briefing.errors import ConfigError
from briefing.model import Change, Comparison, Edition
from briefing.store import open_store


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
        found = []
        for on in (before, after):
            row = max(
                (r for r in rows if r.on.isoformat() == on), key=lambda r: (r.covers_to_at, r.number), default=None
            )
            if row is None:
                raise ConfigError(f"there is no edition of {reader} on {on}", hint="`briefing editions` lists them")
            found.append(store.load_edition(row.id))
    return Diff(comparison=compare(*found), after=found[1])


def write_pages(config: Config, diff: Diff, *, html: Path | None, pdf: Path | None) -> list[Path]:
    """Draw the comparison as a page in the reader's templates. Raises RenderError, DeliveryError."""
    from briefing.deliver.folder import write_files
    from briefing.pipeline.templates import templates_of
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

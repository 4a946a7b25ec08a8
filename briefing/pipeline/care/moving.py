"""An archive moved into another database, while no run is at work on either."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from briefing.pipeline.progress import Progress
from briefing.store import run_lock
from briefing.storeurl import without_password
from briefing.text.counting import count_of


def copy_archive(from_url: str, to_url: str, progress: Progress) -> list[str]:
    """Copy the whole archive of one URL into the empty store of another, and tell what was copied.

    StoreBusy where a run is at work on either; StoreError as ``store.moving.copy_store`` says.
    """
    from briefing.store.moving import check_pair, copy_store

    check_pair(from_url, to_url)
    with ExitStack() as steps, _both(from_url, to_url):

        def on_table(name: str) -> None:
            steps.pop_all().close()
            steps.enter_context(progress.step(f"copying {name}"))

        copied = copy_store(from_url, to_url, on_table=on_table)
    lines = [f"{count:>9} {name}" for name, count in copied.rows.items() if count]
    if copied.damaged:
        lines.append(f"{count_of(copied.damaged, 'cell')} cannot be read as text; the copy shows what stands there.")
    rows = sum(copied.rows.values())
    lines.append(f"Copied {rows} rows into {without_password(to_url)}; read again there, they are the same.")
    lines.append("Set `store` in config.yaml to it; the files of editions stay where they are.")
    return lines


@contextmanager
def _both(from_url: str, to_url: str) -> Iterator[None]:
    """Neither archive has a run while the block lasts."""
    with run_lock(from_url), run_lock(to_url):
        yield

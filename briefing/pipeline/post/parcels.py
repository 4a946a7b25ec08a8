"""An edition packed for channels: its files as they lie in the out folder, and the letters on them."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from briefing.config import Channel, Config, MailChannel
from briefing.deliver.message import message_id
from briefing.errors import DeliveryError, TemplateError
from briefing.model import Edition
from briefing.model.media import FORMS
from briefing.model.parcel import Enclosure, Letter, PackedFile, Parcel
from briefing.pipeline.record.late import amended
from briefing.pipeline.record.restore import restore_files
from briefing.store import EditionRow, Store


def id_of(edition: Edition, channel: Channel) -> str:
    """The id that all mails and calls on this edition by this channel have in common."""
    sender = channel.sender if isinstance(channel, MailChannel) else ""
    return message_id(edition.reader, edition.on.isoformat(), edition.slot, edition.number, sender)


def web_base(config: Config) -> str:
    """The web address of the out folder, with a slash at its end; "" where it has none."""
    return f"{config.delivery.link.rstrip('/')}/" if config.delivery.link else ""


def link_of(config: Config, row: EditionRow, form: str) -> str:
    """Where a form of an edition is to be seen on the web: under ``delivery.link`` as it lies in the out folder, else
    in the archive that `briefing serve` shows at ``web.url``; "" where neither is set."""
    base, out, path = web_base(config), Path(config.out), Path(row.files[form])
    if base:
        return base + quote(path.relative_to(out).as_posix()) if path.is_relative_to(out) else ""
    if not config.web.url:
        return ""
    page = f"{config.web.url.rstrip('/')}/editions/{quote(row.reader)}/{row.number}"
    return page if form == "html" else f"{page}/{form}"


def packed(config: Config, store: Store, row: EditionRow, edition: Edition, channel: Channel, key: str) -> Parcel:
    """The parcel for one channel. ``key`` is its message id.

    Files that are gone are drawn again first. DeliveryError where none can be read, TemplateError where even the stock
    template of the mail is at fault.
    """
    from briefing.render.mail import lead
    from briefing.render.wording import zone_of

    files, edition = files_of(config, store, row), amended(store, edition)
    letters, remark = letters_of(config, edition, channel, files) if isinstance(channel, MailChannel) else ((), "")
    return Parcel(
        reader=edition.reader,
        title=edition.title,
        number=edition.number,
        kind=edition.kind,
        on=edition.on,
        slot=edition.slot,
        mark=edition.mark,
        headline=lead(edition),
        language=edition.language,
        made_at=edition.generated_at.astimezone(zone_of(edition.zone)),
        covers_from_at=edition.covers_from_at,
        covers_to_at=edition.covers_to_at,
        message_id=key,
        files=files,
        letters=letters,
        remark=remark,
        links={form: file.link for form, file in files.items() if file.link},
    )


def files_of(config: Config, store: Store, row: EditionRow) -> dict[str, PackedFile]:
    """The forms of an edition as they lie in the out folder."""
    if any(not Path(path).exists() for path in row.files.values()):
        restore_files(config, store, row, None)
    found: dict[str, PackedFile] = {}
    for form, name in row.files.items():
        path = Path(name)
        try:
            found[form] = PackedFile(name=path.name, content=path.read_bytes(), link=link_of(config, row, form))
        except OSError as error:
            raise DeliveryError(f"cannot be read: {error.strerror}", subject=name) from error
    if not found:
        raise DeliveryError("has no files", subject=f"edition no. {row.number} of {row.reader}")
    return found


def letters_of(
    config: Config, edition: Edition, channel: MailChannel, files: Mapping[str, PackedFile]
) -> tuple[tuple[Letter, ...], str]:
    """The letter with all that fits, the one without its largest file, the one without any; and what is wrong with the
    reader's template of the mail, for which the stock one stands in then: a fault in it costs no mail."""
    from briefing.pipeline.looks.templates import templates_of
    from briefing.render import stock_templates
    from briefing.render.mail import render_letter

    most = attachable(channel, files)
    wanted = next((reader.formats for reader in config.readers if reader.name == edition.reader), [])
    choices = dict.fromkeys([most, most[:-1], ()])  # the largest file stands last
    enclosed = [_enclosures(files, channel, chosen, wanted) for chosen in choices]
    templates, _ = templates_of(config, edition.template)
    try:
        return tuple(render_letter(edition.printed(), templates=templates, enclosures=one) for one in enclosed), ""
    except TemplateError as fault:
        stock = stock_templates()
        letters = tuple(render_letter(edition.printed(), templates=stock, enclosures=one) for one in enclosed)
        return letters, f"in the stock template: {fault}"


def attachable(channel: MailChannel, files: Mapping[str, PackedFile]) -> tuple[str, ...]:
    """The forms to attach, smallest first, as many as stay under the channel's size together."""
    wanted = sorted((form for form in channel.attach if form in files), key=lambda form: len(files[form].content))
    chosen, total = [], 0
    for form in wanted:
        total += len(files[form].content)
        if total <= channel.attach_up_to:
            chosen.append(form)
    return tuple(chosen)


def _enclosures(
    files: Mapping[str, PackedFile], channel: MailChannel, attached: Sequence[str], wanted: Container[str]
) -> tuple[Enclosure, ...]:
    """What the letter speaks of: all that was to be attached, what of it was not made, and the page where it is on the
    web."""
    return tuple(
        _enclosure(form, files.get(form), form in attached)
        for form in FORMS
        if (form in channel.attach and (form in files or form in wanted))
        or (form == "html" and form in files and files[form].link)
    )


def _enclosure(form: str, file: PackedFile | None, attached: bool) -> Enclosure:
    if file is None:
        return Enclosure(form=form, name=form.upper(), size_bytes=0, attached=False, made=False)
    return Enclosure(form=form, name=file.name, size_bytes=len(file.content), attached=attached, link=file.link)

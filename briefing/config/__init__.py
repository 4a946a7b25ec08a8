"""config.yaml: what people write, checked all at once and turned into ``Config``.

Only this package uses pydantic. ``models`` holds what may be written, ``load`` reads it and names the line of a fault.
"""

from briefing.config.delivery import (
    Channel,
    Delivery,
    FolderChannel,
    MailChannel,
    NotifyChannel,
    RemoteChannel,
    WebhookChannel,
    mark_rank,
)
from briefing.config.load import load_config
from briefing.config.models import (
    FORMATS,
    SOURCE_KINDS,
    Budget,
    Collect,
    Config,
    Pick,
    Reader,
    Source,
    Taxonomy,
    Watch,
)
from briefing.config.running import Retention, Schedule, Slot
from briefing.config.web import Web

__all__ = [
    "FORMATS",
    "SOURCE_KINDS",
    "Budget",
    "Channel",
    "Collect",
    "Config",
    "Delivery",
    "FolderChannel",
    "MailChannel",
    "NotifyChannel",
    "Pick",
    "Reader",
    "RemoteChannel",
    "Retention",
    "Schedule",
    "Slot",
    "Source",
    "Taxonomy",
    "Watch",
    "Web",
    "WebhookChannel",
    "load_config",
    "mark_rank",
]

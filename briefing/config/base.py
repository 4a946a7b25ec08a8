"""The base of all parts of the configuration."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """Base of all parts of the config: unknown keys are refused, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)

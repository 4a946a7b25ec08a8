"""The base of all parts of the configuration."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """Base of all parts of the config: unknown keys are refused, values do not change. A part is made ready to check
    values when it is first asked to, not when it is defined: most of them never are by themselves."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

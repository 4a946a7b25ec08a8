"""Where work is done: in this process, in worker processes of this machine, or on a Dask cluster.

    items -> Engine.each(call) -> results in the order of the items

What comes out does not depend on the engine, on how many workers there are, or on which of them is done first. A
worker that dies costs its task a second try. Only the pipeline knows this package: stages are handed what spreads
their work.
"""

from briefing.engine.crew import Crew
from briefing.engine.engine import Engine
from briefing.engine.open import open_engine

__all__ = ["Crew", "Engine", "open_engine"]

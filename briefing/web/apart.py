"""Work that a process of its own does, since it keeps a processor busy for seconds: the pages stay quick meanwhile."""

from __future__ import annotations

import asyncio
import sys

from starlette.exceptions import HTTPException
from starlette.requests import Request


async def answered(request: Request, module: str, asked: bytes, *, most_s: float, what: str, fault: int) -> str:
    """What ``python -m module`` prints to a request on its standard input; one such process at a time for each server.

    HTTPException 503 where another is at work or it takes longer than ``most_s`` seconds, ``fault`` with the last line
    of its standard error where it fails; ``what`` names the work in these.
    """
    one_at_a_time: asyncio.Lock = request.app.state.apart
    if one_at_a_time.locked():
        raise HTTPException(503, "Another edition is being made. Try again in half a minute.")
    async with one_at_a_time:
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            module,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            said, faults = await asyncio.wait_for(child.communicate(asked), most_s)
        except TimeoutError:
            raise HTTPException(503, f"{what} took longer than {most_s:.0f} seconds and was ended.") from None
        finally:
            if child.returncode is None:
                child.kill()
                await child.wait()
    if child.returncode:
        last = faults.decode(errors="replace").strip().splitlines()[-1:] or ["it ended without a word"]
        raise HTTPException(fault, f"{what} failed: {last[0][:500]}")
    return said.decode()

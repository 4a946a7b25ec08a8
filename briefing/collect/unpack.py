"""An answer unpacked piece by piece, never more of it than was asked for."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

CODINGS = ("", "identity", "gzip", "x-gzip", "deflate")
EITHER = 32 + zlib.MAX_WBITS  # zlib looks at the header itself: gzip or zlib
PIECE = 1 << 16
GZIP = b"\x1f\x8b"


class PackingError(Exception):
    """The packing is broken, or of a kind that was not asked for."""


class TooLargeError(Exception):
    """The answer passed its byte limit."""


class Unpacker:
    """Takes packed pieces and gives the whole, at most ``max_bytes`` of it.

    One coding of gzip or deflate is taken, as the request asked: codings upon codings are how a small answer is made to
    fill a machine. What is unpacked at a time is bounded, however densely it is packed.
    """

    def __init__(self, coding: str, *, max_bytes: int) -> None:
        name = coding.strip().lower()
        if name not in CODINGS:
            raise PackingError(f"packed as {name[:40]}, which was not asked for")
        self._left = max_bytes
        self._packed = name not in ("", "identity")
        self._deflate = name == "deflate"
        self._engine = zlib.decompressobj(EITHER) if self._packed else None
        self._pieces: list[bytes] = []
        self._begun = False
        self._after = b""  # the beginning of what follows an end

    def feed(self, piece: bytes) -> None:
        """Take a piece. TooLargeError past the limit, PackingError where it cannot be unpacked."""
        if self._engine is None:
            self._keep(piece)
            return
        try:
            for out in self._unpacked(piece):
                self._keep(out)
        except zlib.error as fault:
            raise PackingError(str(fault)) from fault

    def whole(self) -> bytes:
        """All that was taken. PackingError where the packing ends too early."""
        if self._engine is not None and self._begun and not self._engine.eof:
            raise PackingError("it ends too early")
        return b"".join(self._pieces)

    def so_far(self) -> bytes:
        """What was taken, though more would have come."""
        return b"".join(self._pieces)

    def _unpacked(self, piece: bytes) -> Iterator[bytes]:
        assert self._engine is not None
        if piece and not self._begun:
            self._begun = True
            if self._deflate and not _has_zlib_header(piece):  # some servers send the bare stream
                self._engine = zlib.decompressobj(-zlib.MAX_WBITS)
        while piece:
            if self._engine.eof:
                piece = self._next_member(piece)
                continue
            yield self._engine.decompress(piece, PIECE)
            piece = self._engine.unused_data if self._engine.eof else self._engine.unconsumed_tail

    def _next_member(self, piece: bytes) -> bytes:
        """What of the bytes after an end is still to be unpacked: a gzip may have several members. Other bytes, such
        as the noughts that some servers fill up with, are passed over."""
        self._after += piece
        if self._after[: len(GZIP)] == GZIP:
            piece, self._after = self._after, b""
            self._engine = zlib.decompressobj(EITHER)
            return piece
        if not GZIP.startswith(self._after[: len(GZIP)]):
            self._after = b"\0"  # no member begins here, and none will
        return b""

    def _keep(self, out: bytes) -> None:
        if len(out) > self._left:
            self._pieces.append(out[: self._left])
            raise TooLargeError
        self._left -= len(out)
        if out:
            self._pieces.append(out)


def _has_zlib_header(piece: bytes) -> bool:
    return piece[0] & 0x0F == 8 and (len(piece) < 2 or (piece[0] << 8 | piece[1]) % 31 == 0)

"""How long the viewer's server waits for a client: for a whole request, and for a reader of an answer."""

from __future__ import annotations

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

REQUEST = 10.0
"""Seconds in which a connection must send a whole request."""
READING = 30.0
"""Seconds without progress after which a client that does not read its answer is left."""
LOOK = 1.0
"""Seconds between two looks at a connection."""


class PatientProtocol(H11Protocol):
    """HTTP/1.1 as uvicorn has it, closing connections of clients that keep it waiting.

    A client that sends a header a byte at a time, or reads an answer that slowly, would otherwise hold a connection and
    its buffers for good.
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._asked_at = self._moved_at = self.loop.time()
        self._unsent = 0
        self._next_look = self.loop.call_later(LOOK, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        self._next_look.cancel()
        super().connection_lost(exc)

    def _look(self) -> None:
        now, transport = self.loop.time(), self.transport
        unsent = transport.get_write_buffer_size()
        answering = self.cycle is not None and not self.cycle.response_complete
        if unsent < self._unsent or not unsent:
            self._moved_at = now
        self._unsent = unsent
        if answering or unsent:
            self._asked_at = now
        if now - self._moved_at > READING or now - self._asked_at > REQUEST:
            transport.abort()
            return
        self._next_look = self.loop.call_later(LOOK, self._look)

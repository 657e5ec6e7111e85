"""Serves one page and its data to this machine's browser, and to nobody else."""

from __future__ import annotations

import json
import secrets
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from exeunt.base.errors import RunFolderError
from exeunt.viewer.packed import manifest
from exeunt.viewer.page import SERVER_POLICY, bundle, server_page
from exeunt.viewer.patience import PatientProtocol
from exeunt.viewer.sources import NoSuchChunkError, Source

LOOPBACK = "127.0.0.1"
_NAMES = (LOOPBACK, "localhost")
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
_NO_PAGE = "default-src 'none'; frame-ancestors 'none'"

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class RefusedError(Exception):
    """A request that is not answered, with the status and the words that say why."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


@dataclass
class Gate:
    """Lets through what this machine's browser asks of this page; everything else is refused.

    A page of another origin can make a browser send requests here, and can point a name of its own at
    127.0.0.1; therefore the names in Host and Origin are compared, not only the address.
    """

    port: int
    token: str

    def check(self, scope: Scope) -> None:
        """Raise RefusedError unless version, method, Host, Origin, Sec-Fetch-Site, path and token are right."""
        if scope.get("http_version", "1.1") not in ("1.0", "1.1"):
            raise RefusedError(400, "This server speaks HTTP/1.1.")
        headers: dict[str, list[str]] = {}
        for name, value in scope["headers"]:
            headers.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
        if headers.get("host") not in [[f"{name}:{self.port}"] for name in _NAMES]:
            raise RefusedError(421, "This server answers to 127.0.0.1 and localhost only.")
        if headers.get("origin", []) not in [[], *([f"http://{name}:{self.port}"] for name in _NAMES)]:
            raise RefusedError(403, "Pages of another origin may not read this.")
        if headers.get("sec-fetch-site", []) not in ([], ["same-origin"], ["none"]):
            raise RefusedError(
                403, "Open this address by typing or pasting it, not by a link on another page."
            )
        if scope["method"] not in ("GET", "HEAD"):
            raise RefusedError(405, "Only reading is possible.")
        path = bytes(scope.get("raw_path") or scope["path"].encode()).decode("latin-1").partition("?")[0]
        # no address of this page needs any of these
        if any(sign in path for sign in ("%", "\\", "//", "..", "\0")):
            raise RefusedError(400, "No address of this page looks like that.")
        given = path.split("/")[1] if path.count("/") >= 2 else ""
        if not secrets.compare_digest(given.encode("latin-1"), self.token.encode()):
            raise RefusedError(403, "The address lacks its token; use the one that `exeunt view` printed.")


@dataclass
class Site:
    """The page of one run, or of several on one clock.

    Parameters
    ----------
    sources
        The runs.
    title
        Title of the page.
    port, token
        Where it is served; see ``address``.
    """

    sources: Sequence[Source]
    title: str
    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @property
    def base(self) -> str:
        """What every address on this server begins with."""
        return f"/{self.token}/"

    @property
    def address(self) -> str:
        """The address to open in a browser."""
        return f"http://{LOOPBACK}:{self.port}{self.base}"

    def app(self) -> Callable[[Scope, Receive, Send], Awaitable[None]]:
        """Return the ASGI application."""
        self._script, self._style = bundle()
        routes = [
            Route("/{token}/", self._page),
            Route("/{token}/viewer.js", self._text("_script", "text/javascript")),
            Route("/{token}/viewer.css", self._text("_style", "text/css")),
            Route("/{token}/manifest.json", self._manifest),
            Route("/{token}/chunks/{run:int}/{index:int}", self._chunk),
            Route("/{token}/people/{run:int}", self._people),
            Route("/{token}/maps/{run:int}", self._maps),
            Route("/{token}/air/{run:int}", self._air),
        ]
        inner = Starlette(routes=routes, exception_handlers={404: _not_found, Exception: _defect})
        inner.router.redirect_slashes = False
        gate = Gate(self.port, self.token)

        async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == "lifespan":
                await inner(scope, receive, send)  # type: ignore[arg-type]
            elif scope["type"] == "http":
                try:
                    gate.check(scope)
                except RefusedError as refused:
                    more = {"Allow": "GET, HEAD"} if refused.status == 405 else {}
                    answer = PlainTextResponse(f"{refused}\n", refused.status, _safe(_NO_PAGE) | more)
                    await answer(scope, receive, send)  # type: ignore[arg-type]
                else:
                    await inner(scope, receive, send)  # type: ignore[arg-type]

        return guarded

    def _page(self, request: Request) -> Response:
        nonce = secrets.token_urlsafe(16)
        page = server_page(self.base, self.title, nonce)
        return HTMLResponse(page, headers=_safe(SERVER_POLICY.format(nonce=nonce)))

    def _text(self, name: str, kind: str) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            return Response(getattr(self, name), media_type=kind, headers=_safe(_NO_PAGE))

        return answer

    def _manifest(self, request: Request) -> Response:
        text = json.dumps(manifest(self.sources), allow_nan=False)
        return Response(text, media_type="application/json", headers=_safe(_NO_PAGE))

    def _chunk(self, request: Request) -> Response:
        index = request.path_params["index"]
        return self._data(request, lambda source: source.chunk(index))

    def _people(self, request: Request) -> Response:
        return self._data(request, lambda source: source.people())

    def _maps(self, request: Request) -> Response:
        return self._data(request, lambda source: source.maps())

    def _air(self, request: Request) -> Response:
        return self._data(request, lambda source: source.air())

    def _data(self, request: Request, make: Callable[[Source], bytes]) -> Response:
        run = request.path_params["run"]
        if run >= len(self.sources):
            raise HTTPException(404)
        try:
            data = make(self.sources[run])
        except NoSuchChunkError:
            raise HTTPException(404) from None
        except RunFolderError as error:
            problem = {"problem": str(error), "hint": "The rest of the run can still be seen."}
            text = json.dumps(problem)
            return Response(text, 422, media_type="application/json", headers=_safe(_NO_PAGE))
        return Response(data, media_type="application/octet-stream", headers=_safe(_NO_PAGE))


def _not_found(request: Request, error: Exception) -> Response:
    return PlainTextResponse("There is nothing at this address.\n", 404, _safe(_NO_PAGE))


def _defect(request: Request, error: Exception) -> Response:
    words = f"This is a defect of Exeunt: {type(error).__name__}: {error}\n"
    return PlainTextResponse(words, 500, _safe(_NO_PAGE))


def _safe(policy: str) -> dict[str, str]:
    return {**_HEADERS, "Content-Security-Policy": policy}


def listen(port: int = 0) -> socket.socket:
    """Return a socket on the loopback address; port 0 takes a free one.

    Raises
    ------
    OSError
        If the port is taken.
    """
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.bind((LOOPBACK, port))
        # from here on a browser that is quicker than the server waits instead of being refused
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener


class Service:
    """A site on a socket; ``run`` serves until ``stop`` is called from another thread or Ctrl-C is pressed."""

    def __init__(self, sources: Sequence[Source], title: str, port: int = 0) -> None:
        self._socket = listen(port)
        self.site = Site(sources, title, self._socket.getsockname()[1])
        config = uvicorn.Config(
            self.site.app(), http=PatientProtocol, ws="none", lifespan="off", log_level="critical", access_log=False,
            server_header=False, date_header=False, proxy_headers=False, timeout_graceful_shutdown=1,
        )  # fmt: skip
        self._server = uvicorn.Server(config)

    def run(self) -> None:
        """Serve; returns after ``stop`` or raises KeyboardInterrupt after Ctrl-C."""
        try:
            self._server.run(sockets=[self._socket])
        finally:
            self._socket.close()

    def stop(self) -> None:
        """Make ``run`` return."""
        self._server.should_exit = True


@contextmanager
def serving(sources: Sequence[Source], title: str = "Exeunt", port: int = 0) -> Iterator[Site]:
    """Serve from a thread while the context lasts; for tests and notebooks."""
    service = Service(sources, title, port)
    thread = threading.Thread(target=service.run, daemon=True)
    thread.start()
    try:
        yield service.site
    finally:
        service.stop()
        thread.join(timeout=10)

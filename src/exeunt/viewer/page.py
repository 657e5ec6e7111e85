"""The page around the bundle: served, or written to disk with its data."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from exeunt.base.errors import RunFolderError

BUNDLE = Path(__file__).with_name("bundle")
SERVER_POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; media-src blob:; connect-src 'self'; worker-src blob:; font-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_DISK_POLICY = (
    "default-src 'none'; script-src {scripts}; style-src {styles}; img-src data: blob:; media-src blob:; "
    "worker-src blob:; font-src data:; base-uri 'none'; form-action 'none'"
)


def bundle() -> tuple[str, str]:
    """Return the script and the style sheet of the page.

    Raises
    ------
    RunFolderError
        If this installation lacks them.
    """
    try:
        script, style = ((BUNDLE / name).read_text(encoding="utf-8") for name in ("viewer.js", "viewer.css"))
        return script, style
    except OSError as error:
        raise RunFolderError(
            "This installation lacks the viewer's page (exeunt/viewer/bundle). Install Exeunt again; in a checkout, "
            "`npm run build` in the folder frontend makes it."
        ) from error


def server_page(base: str, title: str, nonce: str) -> str:
    """Return the page of a server whose addresses begin with ``base``."""
    head = f'<link rel="stylesheet" href="{html.escape(base)}viewer.css">'
    scripts = (
        f'<script nonce="{nonce}">{_settings("server", base)}</script>\n'
        f'<script nonce="{nonce}" src="{html.escape(base)}viewer.js"></script>'
    )
    return _document(title, head, scripts)


def single_page(title: str, manifest: dict[str, Any], data: Iterator[tuple[str, bytes]]) -> Iterator[str]:
    """Yield one self-contained page: it loads nothing, neither from the network nor from the disk."""
    script, style = bundle()
    script = _inside_script(script)
    settings = _settings("inline", "")
    policy = _DISK_POLICY.format(scripts=f"{_hash(settings)} {_hash(script)}", styles="'unsafe-inline'")
    head = f"{_policy(policy)}\n<style>{style.replace('</style', '')}</style>\n\0"
    # the data stand in the head because the page builds its body anew
    document = _document(title, head, f"<script>{settings}</script>\n<script>{script}</script>")
    before, after = document.split("\0", 1)
    yield before
    yield f'<script type="application/json" id="data-manifest">{_json(manifest)}</script>\n'
    for name, content in data:
        kind = "application/octet-stream;base64"
        yield f'<script type="{kind}" id="{name}">{base64.b64encode(content).decode()}</script>\n'
    yield after


def folder_page(title: str) -> str:
    """Return the page of a folder that holds ``viewer.js``, ``viewer.css`` and ``data/``."""
    settings = _settings("folder", "data/")
    # 'self' matches nothing on a page from disk, file: nothing on one from a server
    policy = _DISK_POLICY.format(
        scripts=f"'self' file: {_hash(settings)}", styles="'self' file: 'unsafe-inline'"
    )
    head = f'{_policy(policy)}\n<link rel="stylesheet" href="viewer.css">'
    return _document(title, head, f'<script>{settings}</script>\n<script src="viewer.js"></script>')


def folder_script(name: str, content: bytes) -> str:
    """Return the script file that hands one piece of data to the page of a folder."""
    return f'exeuntData("{name}", "{base64.b64encode(content).decode()}");\n'


def message_page(title: str, text: str, hint: str = "") -> str:
    """Return a page that says why there is nothing to see, and what to do."""
    body = f"<h1>{html.escape(title)}</h1>\n<p>{html.escape(text)}</p>"
    if hint:
        body += f"\n<p>{html.escape(hint)}</p>"
    style = (
        "<style>body{font:16px/1.5 system-ui,sans-serif;max-width:42em;margin:4em auto;padding:0 1em}</style>"
    )
    return _document(title, style, body)


def _document(title: str, head: str, body: str) -> str:
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<link rel="icon" href="data:,">\n'
        f"<title>{html.escape(title)}</title>\n{head}\n</head>\n<body>\n"
        "<noscript>This page needs JavaScript.</noscript>\n"
        f"{body}\n</body>\n</html>\n"
    )


def _settings(mode: str, base: str) -> str:
    return f"window.EXEUNT = {_json({'mode': mode, 'base': base})};"


def _json(value: Any) -> str:
    """JSON that cannot end the element it stands in, whatever names a scenario has."""
    text = json.dumps(value, allow_nan=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _inside_script(script: str) -> str:
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _policy(policy: str) -> str:
    return f'<meta http-equiv="Content-Security-Policy" content="{html.escape(policy)}">'

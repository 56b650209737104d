"""Asking whether an address on the network answers: no private address, no body read, no credentials, a time limit."""

import http.client
import ipaddress
import socket
import ssl
from threading import Timer
from urllib.parse import urljoin, urlsplit

from gazetteer import __version__
from gazetteer.errors import GazetteerError

TIMEOUT = 10.0
"""Seconds for each step; twice as much for all of one request."""

REDIRECTS = 5
ANSWERED = frozenset(
    {401, 402, 403, 405, 406, 407, 409, 412, 415, 418, 421, 425, 426, 428, 429, 451, 503, 999}
)
"""Statuses of a server that is there and does not talk to programs: no sign that people get no answer."""


class RefusedError(GazetteerError):
    """The address is none that may be asked."""


class _Pinned(http.client.HTTPConnection):
    """A connection to the one address that was looked at, whatever the name means a moment later."""

    def __init__(self, host: str, port: int, address: str, tls: ssl.SSLContext | None) -> None:
        super().__init__(host, port, timeout=TIMEOUT)
        self._address, self._tls = address, tls

    def connect(self) -> None:
        """Connects, and speaks TLS with the certificate of the name."""
        sock = socket.create_connection((self._address, self.port), TIMEOUT)
        self.sock = self._tls.wrap_socket(sock, server_hostname=self.host) if self._tls else sock


def failure(url: str, allowed: frozenset[str] = frozenset()) -> str:
    """Why an address does not answer; empty when it does.

    Args:
        url: `http` or `https`.
        allowed: hosts that may have private addresses.

    Raises:
        RefusedError: it, or one that it leads to, is a private address, or not of the web.
    """
    for _ in range(REDIRECTS + 1):
        try:
            status, location = _asked(url, allowed)
        except (OSError, http.client.HTTPException, ValueError) as error:
            return _why(error)
        if status in {301, 302, 303, 307, 308} and location:
            url = urljoin(url, location)
        elif status < 400 or status in ANSWERED:
            return ""
        else:
            return f"it answers {status}"
    return "it leads from one address to the next without end"


def _asked(url: str, allowed: frozenset[str]) -> tuple[int, str]:
    """Status and `Location`; servers that do not know HEAD are asked for the page, which is not read."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme not in {"http", "https"} or not host:
        raise RefusedError(f"{parts.scheme or 'it'} is not asked")
    tls = ssl.create_default_context() if parts.scheme == "https" else None
    port = parts.port or (443 if tls else 80)
    address = _public(host, port, allowed)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    status, location = 0, ""
    for method in ("HEAD", "GET"):
        connection = _Pinned(host, port, address, tls)
        watch = Timer(2 * TIMEOUT, connection.close)
        watch.start()
        try:
            connection.request(
                method, path, headers={"User-Agent": f"gazetteer/{__version__}", "Accept": "*/*"}
            )
            response = connection.getresponse()
            status, location = response.status, response.getheader("Location") or ""
        finally:
            watch.cancel()
            connection.close()
        if status < 400:
            break
    return status, location


def _public(host: str, port: int, allowed: frozenset[str]) -> str:
    """The address that a name stands for; every one of its addresses must be public."""
    found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if host.lower() not in allowed:
        for address in found:
            if not ipaddress.ip_address(address.partition("%")[0]).is_global:
                raise RefusedError(f"{host} is a private address")
    return found[0]


def _why(error: Exception) -> str:
    if isinstance(error, socket.gaierror):
        return "there is no such host"
    if isinstance(error, ssl.SSLError):
        return f"its certificate is not accepted ({error.reason})"
    if isinstance(error, TimeoutError):
        return "it does not answer in time"
    return f"it cannot be reached ({type(error).__name__})"

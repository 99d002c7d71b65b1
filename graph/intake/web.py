"""Addresses of the web to what their servers give: politely, and never from a network that is not public."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from types import TracebackType
from typing import TYPE_CHECKING, Final

import graph
from graph.errors import DocumentError
from graph.intake.media import ENDINGS, ending_of, in_utf8
from graph.intake.parts import Part
from graph.model import FORMAT_OF_SUFFIX, Limits, Metadata

if TYPE_CHECKING:
    import httpx
    from protego import Protego

AGENT: Final = "askgraph"
_SCHEMES = ("http", "https")
_PORTS = {"http": 80, "https": 443}
_ENCODINGS = ("", "identity", "gzip", "deflate")
_ROBOTS_BYTES = 500_000  # what a crawler must read of a robots.txt, and no more (RFC 9309)
# Types that say too little: the ending of the address goes before them.
_VAGUE = ("", "application/octet-stream", "binary/octet-stream", "application/gzip", "application/x-gzip", "text/plain")
_PACKED = (".gz", ".bz2", ".xz", ".tgz", ".tbz2", ".txz")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server gave for an address, after redirects."""

    url: str
    status: int
    content_type: str
    content: bytes


def is_public(address: str) -> bool:
    """Whether a network address can be reached by all, also where one of version 4 is hidden in one of version 6.

    >>> [is_public(address) for address in ("93.184.215.14", "127.0.0.1", "::ffff:10.0.0.1", "169.254.169.254")]
    [True, False, False, False]
    """
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        hidden = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if found in ipaddress.ip_network("64:ff9b::/96"):
            hidden = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if hidden is not None:
            return is_public(str(hidden))
    return found.is_global and not found.is_multicast


@dataclass(slots=True)
class Web:
    """A client that keeps to robots.txt, asks one thing at a time, and connects to the address that it has checked."""

    limits: Limits
    allow_private: bool = False
    _client: httpx.Client | None = None
    _robots: dict[str, Protego] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)  # a host to when it was asked last

    def __enter__(self) -> Web:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._client is not None:
            self._client.close()

    def get(self, url: str) -> Part:
        """What an address gives, as a part whose kind is that which the server says."""
        answer = self._follow(url, self.limits.download_bytes, robots=True)
        if answer.status != 200:
            raise DocumentError(f"{url} gives no page (status {answer.status})", "status 200", "check the address")
        ending = _ending(answer)
        about = Metadata(url=answer.url) if ending in FORMAT_OF_SUFFIX else Metadata()
        return Part(url, in_utf8(answer.content, answer.content_type), about, f"page{ending}")

    def _follow(self, url: str, most: int, *, robots: bool) -> Answer:
        """The answer at the end of the redirects; every step is checked as the first was."""
        import httpx

        until = time.monotonic() + self.limits.download_seconds
        with _troubles(url):
            address = httpx.URL(url)
        for _ in range(self.limits.redirects + 1):
            _refuse_address(address, url)
            if robots:
                self._refuse_robots(address)
            with _troubles(url):
                answer, onward = self._ask(address, most, until)
            if onward is None:
                return answer
            with _troubles(url):
                address = address.join(onward)
        raise DocumentError(f"{url} redirects too often", f"at most {self.limits.redirects} times", "check the address")

    def _ask(self, address: httpx.URL, most: int, until: float) -> tuple[Answer, str | None]:
        """One request, to the network address that was checked: a second look-up might give another."""
        checked = self._checked(address)
        host = address.netloc.decode()
        request = self._opened().build_request(
            "GET",
            address.copy_with(host=checked, fragment=None),
            headers={"Host": host, "User-Agent": f"{AGENT}/{graph.__version__}", "Accept-Encoding": "gzip"},
            extensions={"sni_hostname": address.raw_host.decode()},
        )
        response = self._opened().send(request, stream=True)
        try:
            onward = response.headers.get("Location") if response.is_redirect else None
            content = b"" if onward else _content(response, most, until, str(address))
        finally:
            response.close()
            self._opened().cookies.clear()
        kind = response.headers.get("Content-Type", "")
        return Answer(str(address.copy_with(fragment=None)), response.status_code, kind, content), onward

    def _opened(self) -> httpx.Client:
        import httpx

        if self._client is None:
            # Without the proxies of the environment: they would look addresses up for themselves. No connection is
            # kept, since two sites at one network address must not share it.
            once = httpx.Limits(max_keepalive_connections=0)
            self._client = httpx.Client(trust_env=False, timeout=self.limits.download_seconds, limits=once)
        return self._client

    def _checked(self, address: httpx.URL) -> str:
        port = address.port or _PORTS[address.scheme]
        found = socket.getaddrinfo(address.host, port, type=socket.SOCK_STREAM)
        addresses = [str(place[0]) for *_, place in found]
        if not self.allow_private and not all(map(is_public, addresses)):
            found_at = f"{address} is in a network that is not public ({addresses[0]})"
            raise DocumentError(found_at, "an address that all can reach", "--allow-private reads it all the same")
        return addresses[0]

    def _refuse_robots(self, address: httpx.URL) -> None:
        origin = str(address.copy_with(path="/robots.txt", query=None, fragment=None))
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(origin)
        rules = self._robots[origin]
        if not rules.can_fetch(str(address), AGENT):
            raise DocumentError(
                f"{address} is closed to programs by {origin}", "a page open to them", "save it by hand"
            )
        delay = min(float(rules.crawl_delay(AGENT) or 0), self.limits.download_seconds)
        time.sleep(max(0.0, self._asked.get(origin, -delay) + delay - time.monotonic()))
        self._asked[origin] = time.monotonic()

    def _read_robots(self, url: str) -> Protego:
        """The rules of a site: none where it has no file; all is closed where its server is in trouble (RFC 9309)."""
        from protego import Protego

        answer = self._follow(url, _ROBOTS_BYTES, robots=False)
        if answer.status >= 500:
            return Protego.parse("User-agent: *\nDisallow: /")
        return Protego.parse(answer.content.decode("utf-8", "replace") if answer.status == 200 else "")


def _refuse_address(address: httpx.URL, url: str) -> None:
    if address.scheme not in _SCHEMES or not address.host:
        raise DocumentError(f"{url} leads to {str(address)[:200]!r}", "an address with http or https", "check it")
    if address.userinfo:
        raise DocumentError("an address holds a password", "one without", "save the page by hand")


@contextlib.contextmanager
def _troubles(url: str) -> Iterator[None]:
    """Turns what goes wrong on the way into one sentence."""
    import httpx

    try:
        yield
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        reason = " ".join(str(error).split())[:160] or type(error).__name__
        raise DocumentError(
            f"{url} cannot be fetched ({reason})", "a page", "check the address, or try later"
        ) from error


def _content(response: httpx.Response, most: int, until: float, url: str) -> bytes:
    """The body, while it is neither too large nor too slow."""
    encoding = response.headers.get("Content-Encoding", "").strip().lower()
    if encoding not in _ENCODINGS:
        raise DocumentError(f"{url} is packed as {encoding[:40]!r}", "gzip or nothing", "save the page by hand")
    pieces, size = [], 0
    for piece in response.iter_bytes():
        size += len(piece)
        if size > most:
            raise DocumentError(f"{url} is too large", f"at most {most:,} bytes", "raise --limit download_bytes")
        if time.monotonic() > until:
            raise DocumentError(f"{url} takes too long", "a faster server", "raise --limit download_seconds")
        pieces.append(piece)
    return b"".join(pieces)


def _ending(answer: Answer) -> str:
    """The ending of a file of the type that the server gives; of the address, where that says more."""
    kind = answer.content_type.partition(";")[0].strip().lower()
    path = PurePosixPath(answer.url.partition("?")[0].lower())
    if kind in _VAGUE and path.suffix in _PACKED:
        return "".join(path.suffixes[-2:])
    if kind in _VAGUE and path.suffix and path.suffix in (*FORMAT_OF_SUFFIX, *ENDINGS.values()):
        return path.suffix
    ending = ending_of(answer.content_type)
    if ending is None:
        found = f"{answer.url} is of the type {kind[:80]!r}, which is not read"
        raise DocumentError(found, "a page, a document, a feed, a table or an archive", "save it as one of them")
    return ending

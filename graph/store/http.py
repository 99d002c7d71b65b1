"""A request to a server to its answer, whole: asked again where the server was busy, and told where it is broken."""

from __future__ import annotations

import contextlib
import datetime as dt
import email.utils
import random
import ssl
import tempfile
import time
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from typing import IO, Any, Final, TypeVar

import httpx

from graph.errors import RunError, ServerError

T = TypeVar("T")

_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_REFUSED: Final = frozenset({401, 403})
_IN_MEMORY: Final = 1 << 22  # bytes of an answer that are held there; more go to a file
_SHOWN: Final = 1 << 16  # bytes that are read of an answer that tells of an error
_CUT_SHORT: Final = "x-sparql-maxrows"  # a header of Virtuoso
_WANTED: Final = "a SPARQL 1.1 endpoint"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a server is waited for, how often it is asked again, and how much it may answer."""

    timeout: float = 60.0  # seconds without a byte
    longest: float = 600.0  # seconds for one request, with all attempts
    attempts: int = 4
    pause: float = 0.5  # seconds before the second attempt, twice as long before each further one; less by chance
    largest: int = 1 << 30  # bytes of one answer

    def before(self, attempt: int) -> float:
        """Seconds to wait; by chance, so that many who were turned away do not come back at once."""
        return self.pause * 2.0 ** (attempt - 2) * random.uniform(0.5, 1.0)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered, and as what."""

    media_type: str
    body: IO[bytes]


class _PassingError(Exception):
    """What may be gone when the server is asked again, after so many seconds at least."""

    def __init__(self, reason: str, *, seconds: float = 0.0) -> None:
        self.seconds = seconds
        super().__init__(reason)


class Http:
    """A client of one server."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._sign_ins: dict[tuple[str, str], httpx.Auth] = {}
        # Nothing is taken from the environment, such as a proxy: `cli` alone knows the environment.
        self._client = httpx.Client(timeout=patience.timeout, trust_env=False)

    def close(self) -> None:
        """Ends the connections."""
        self._client.close()

    def send(self, url: str, read: Callable[[Answer], T], *, again: bool, **request: Any) -> T:
        """What `read` makes of the answer, which raises ValueError where it is none.

        `again` says that it does no harm to be done twice: only then is a request made again whose fate is unknown.
        """
        ends = time.monotonic() + self._patience.longest
        for attempt in range(1, self._patience.attempts + 1):
            try:
                return read(self._once(url, ends, request))
            except (_PassingError, ValueError) as error:
                seconds = max(self._patience.before(attempt + 1), getattr(error, "seconds", 0.0))
                last = attempt == self._patience.attempts or time.monotonic() + seconds > ends
                if last or not again:
                    raise _given_up(url, error, attempt) from error
                time.sleep(seconds)
        raise AssertionError("unreachable")

    def _once(self, url: str, ends: float, request: dict[str, Any]) -> Answer:
        with _telling(url), self._client.stream("POST", url, auth=self._sign_in(url), **request) as response:
            if not response.is_success:
                raise _refusal(url, response)
            if most := response.headers.get(_CUT_SHORT):
                found = f"{shown(url)} cuts its answer short after {most} rows"
                raise RunError(found, "all of it", "raise ResultSetMaxRows in virtuoso.ini, or give the query a LIMIT")
            body: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - whoever reads it drops it
            for chunk in response.iter_bytes():
                body.write(chunk)
                self._check(url, body.tell(), ends)
            body.seek(0)
            return Answer(response.headers.get("content-type", "").partition(";")[0].strip().lower(), body)

    def _sign_in(self, url: str) -> httpx.Auth | None:
        """How to sign in at an address: one for each name, since it learns what the server asks for."""
        known = sign_in(url)
        return known and self._sign_ins.setdefault(known, _SignIn(*known))

    def _check(self, url: str, size: int, ends: float) -> None:
        if size > self._patience.largest:
            found = f"{shown(url)} answers with more than {self._patience.largest:,} bytes"
            raise RunError(found, "a smaller answer", "narrow the query, or give it a LIMIT")
        if time.monotonic() > ends:
            found = f"{shown(url)} has not ended its answer after {self._patience.longest:g} s"
            raise ServerError(found, "a quicker one", "narrow the query, or see the server's log")


class _SignIn(httpx.Auth):
    """Sends a name and password at once, and as Digest from when on it was refused by a server that asks for that."""

    def __init__(self, name: str, password: str) -> None:
        self._basic, self._digest = httpx.BasicAuth(name, password), httpx.DigestAuth(name, password)
        self._asks_for_digest = False

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """The requests that are made for one."""
        if not self._asks_for_digest:
            refused = yield next(self._basic.auth_flow(request))
            if refused.status_code != httpx.codes.UNAUTHORIZED:
                return
            del request.headers["Authorization"]
            asks = yield request  # Virtuoso says what it asks for only where nothing was sent
            self._asks_for_digest = asks.headers.get("www-authenticate", "").lower().startswith("digest")
        yield from (self._digest if self._asks_for_digest else self._basic).auth_flow(request)


@contextlib.contextmanager
def _telling(url: str) -> Iterator[None]:
    try:
        yield
    except (httpx.UnsupportedProtocol, httpx.InvalidURL, httpx.TooManyRedirects) as error:
        raise RunError(f"no answer from {shown(url)} ({error})", _WANTED, "check the address") from error
    except httpx.HTTPError as error:
        if untrusted := _of_encryption(error):
            found = f"no answer from {shown(url)} that can be trusted ({untrusted})"
            remedy = "give the server a certificate that a known authority has signed, or check the address"
            raise RunError(found, "a server that proves its name (TLS)", remedy) from error
        raise _PassingError(f"no answer from {shown(url)} ({str(error) or type(error).__name__})") from error


def _of_encryption(error: BaseException | None) -> str:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return getattr(error, "verify_message", "") or error.reason or str(error)
        error = error.__cause__ or error.__context__
    return ""


def _refusal(url: str, response: httpx.Response) -> Exception:
    """What an answer that is no success means."""
    code, answers = response.status_code, f"{shown(url)} answers {response.status_code} {response.reason_phrase}"
    if code in _PASSING:
        return _PassingError(answers, seconds=_retry_after(response.headers.get("retry-after", "")))
    if code == httpx.codes.BAD_REQUEST:
        return RefusedError(_start(response))
    if code == httpx.codes.REQUEST_ENTITY_TOO_LARGE:
        return ServerError(answers, "a server that takes requests of this size", "raise its limit")
    if response.has_redirect_location:
        named = shown(response.headers["location"])
        return RunError(f"{answers} and names {named}", _WANTED, "give the address that it names, if you trust it")
    if code in _REFUSED:
        return RunError(answers, "to be let in", "give a name and password in the address")
    return RunError(answers, _WANTED, "check the address, and see the server's log")


class RefusedError(Exception):
    """The server cannot read what it was asked, and says why."""


def _start(response: httpx.Response) -> str:
    text = bytearray()
    for chunk in response.iter_bytes():
        text += chunk
        if len(text) > _SHOWN:
            break
    return text[:_SHOWN].decode("utf-8", "replace")


def _retry_after(value: str) -> float:
    """The seconds that a server asks to wait: it may say them, or the time at which they end."""
    if value.isdecimal():
        return float(value)
    try:
        until = email.utils.parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    return max(0.0, (until - dt.datetime.now(until.tzinfo)).total_seconds())


def _given_up(url: str, error: Exception, attempts: int) -> ServerError:
    found = str(error) if isinstance(error, _PassingError) else f"{shown(url)} {error}"
    asked = f", asked {attempts} times" if attempts > 1 else ""
    if seconds := getattr(error, "seconds", 0.0):
        return ServerError(f"{found}{asked}", _WANTED, f"it asks to wait {seconds:.0f} s: come back then")
    return ServerError(f"{found}{asked}", _WANTED, "check the address, and that the server runs")


def shown(url: str) -> str:
    """The address without a password in it."""
    try:
        return str(httpx.URL(url).copy_with(userinfo=b"")) if "@" in url else url
    except httpx.InvalidURL:
        return url.rpartition("@")[2]


def sign_in(url: str) -> tuple[str, str] | None:
    """The name and password in an address, if there are any.

    >>> sign_in("http://me:secret@example.org/query"), sign_in("http://example.org/query")
    (('me', 'secret'), None)
    """
    parsed = httpx.URL(url)
    return (parsed.username, parsed.password) if parsed.userinfo else None

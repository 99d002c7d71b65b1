"""What every test has: names that are the same in each worker and on each day, no limit of time, a server to ask."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests import servers

settings.register_profile("untimed", settings(), deadline=None)
settings.load_profile("untimed")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are named by their argument: packed files carry the time they were made, and workers must collect alike."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="module")
def oxigraph() -> Iterator[str]:
    """The address of a real server, for the tests of a module."""
    with servers.oxigraph() as url:
        yield url

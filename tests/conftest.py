"""What every test has: names that are the same in each worker and on each day, and no limit of time."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("untimed", settings(), deadline=None)
settings.load_profile("untimed")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are named by their argument: packed files carry the time they were made, and workers must collect alike."""
    return argname if isinstance(val, bytes) else None

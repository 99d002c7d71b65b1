"""What every test has: names that are the same in each worker and on each day."""

from __future__ import annotations


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are named by their argument: packed files carry the time they were made, and workers must collect alike."""
    return argname if isinstance(val, bytes) else None

"""Workers on a Ray cluster, or on Ray started on this machine."""

from __future__ import annotations

import contextlib
import signal
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from typing import Any

from graph.errors import RunError
from graph.work.engines import ITSELF, UNCLEAR, Died, Task, Worker
from graph.work.guard import Guard


class Ray:
    """Actors, one a worker; each reads with the same function as the processes of one machine."""

    local = False

    def __init__(self, size: int | None, *, guard: Guard, address: str | None = None) -> None:
        self.guard = guard
        self._ray = _ray()
        own = {"num_cpus": size, "include_dashboard": False} if address is None else {}
        try:
            with _sigterm_kept():
                self._ray.init(address=address or "local", log_to_driver=False, logging_level="ERROR", **own)
        except (ConnectionError, OSError, RuntimeError, ValueError) as error:
            reason = " ".join(str(error).split())[:200]
            raise RunError(f"Ray does not start ({reason})", "a Ray cluster", "check --address") from error
        self.size = size or max(1, int(self._ray.cluster_resources().get("CPU", 1)))
        self._actor = self._ray.remote(max_restarts=0, max_task_retries=0)(_Actor)

    def start(self, *, spare: bool = False) -> Worker:
        """A spare one waits for no core: all may have their worker."""
        actor = self._actor.options(num_cpus=0 if spare else 1).remote()
        if spare:  # its time is measured, and shall not be that of its start
            self._ray.get(actor.run.remote(_nothing, (), self.guard))
        return _Handle(self._ray, actor)

    def prepare(self) -> None:
        """Ray is there already."""

    def close(self) -> None:
        self._ray.shutdown()


@contextlib.contextmanager
def _sigterm_kept() -> Iterator[None]:
    """SIGTERM means afterwards what it meant before; Ray would make it end the process at once, with a trace."""
    handler = signal.getsignal(signal.SIGTERM)
    try:
        yield
    except SystemExit as end:  # Ray has changed it already while it starts
        raise KeyboardInterrupt from end
    finally:
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, handler)


def _ray() -> Any:
    try:
        import ray
    except ImportError as error:
        remedy = "install askgraph[ray], or leave out --engine ray"
        raise RunError("Ray is not installed", "the library ray", remedy) from error
    return ray


def _nothing(items: Sequence[Any], guard: Guard) -> list[Any]:
    return []


class _Actor:
    """What runs on the cluster."""

    def run(self, task: Task, items: Sequence[Any], guard: Guard) -> list[Any]:
        return task(items, guard)


class _Handle:
    def __init__(self, ray: Any, actor: Any) -> None:
        self._ray, self._actor = ray, actor
        self._begun, self._seconds = time.monotonic(), 0.0

    def submit(self, task: Task, items: Sequence[Any], guard: Guard) -> Future[list[Any]]:
        self._begun, self._seconds = time.monotonic(), guard.seconds or 0.0
        done: Future[list[Any]] = Future()

        def pass_on(found: Future[Any]) -> None:
            error = found.exception()
            if error is None:
                done.set_result(found.result())
            else:
                done.set_exception(getattr(error, "cause", None) or error)

        self._actor.run.remote(task, items, guard).future().add_done_callback(pass_on)
        return done

    def death(self, error: BaseException) -> Died | None:
        """Ray does not say which signal ended a worker: one that had its time and more has run into the alarm."""
        if not isinstance(error, self._ray.exceptions.RayActorError):
            return None
        timed_out = bool(self._seconds) and time.monotonic() - self._begun >= self._seconds
        return Died(timed_out=timed_out, proof=ITSELF if timed_out else UNCLEAR)

    def close(self) -> None:
        self._ray.kill(self._actor, no_restart=True)

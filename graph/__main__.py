"""Where `askgraph` starts, as the command and as `python -m graph`."""

import signal


def main() -> None:
    """Runs the command line. Until its modules are there, Ctrl-C ends the process at once, without their trace."""
    handler = signal.getsignal(signal.SIGINT)  # which may be that it is ignored, as for a job in the background
    if handler is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from graph import cli  # only now: it takes a while

    signal.signal(signal.SIGINT, handler)
    cli.main()


if __name__ == "__main__":
    main()

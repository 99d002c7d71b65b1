"""Plots as SVG, the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any


def svg(draw: Callable[..., None], size: tuple[float, float], *, panels: int = 1) -> bytes:
    """What is drawn on so many panels beside each other; `size` is that of all, in inches."""
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    with matplotlib.rc_context({"svg.hashsalt": "askgraph", "svg.fonttype": "none"}):
        drawing, axes = pyplot.subplots(1, panels, figsize=size, squeeze=False)
        row: list[Any] = list(axes[0])
        draw(*row)
        content = io.BytesIO()
        drawing.savefig(content, format="svg", metadata={"Date": None}, bbox_inches="tight")
        pyplot.close(drawing)
    return content.getvalue()

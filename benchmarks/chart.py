"""A chart of time by number of actions, as handwritten SVG with two logarithmic axes.

It is narrow enough for a phone, and has colours for light and dark screens. The name of each line
is at its end.
"""

from collections.abc import Mapping, Sequence
from math import log10
from xml.sax.saxutils import escape

Points = Sequence[tuple[int, float]]
"""Pairs of a number of actions and microseconds."""

WIDTH, HEIGHT = 520, 600
LEFT, RIGHT, TOP, BOTTOM = 70, 176, 84, 66
FONT = 16
OURS = "takeaction"
HUES = ("#b5651d", "#8377f2", "#2f86c9", "#6f9424", "#8c8c8c", "#c9891a", "#5aa6a6")
"""Colours that are visible on white and on black."""

STYLE = """
  text { font: 16px system-ui, sans-serif; fill: #222; }
  .title { font-weight: 600; font-size: 18px; }
  .grid { stroke: #8886; stroke-width: 1; }
  .leader { stroke: #8888; stroke-dasharray: 2 3; }
  .line { fill: none; stroke-width: 2; }
  .ours { stroke: #00704a; stroke-width: 4; }
  text.ours { fill: #00704a; stroke: none; font-weight: 600; }
  @media (prefers-color-scheme: dark) {
    text { fill: #ddd; }
    .ours { stroke: #58d3a1; }
    text.ours { fill: #58d3a1; }
  }
"""

UNITS = {1: "1 µs", 10: "10 µs", 100: "100 µs", 1_000: "1 ms", 10_000: "10 ms"}
UNITS |= {100_000: "0.1 s", 1_000_000: "1 s", 10_000_000: "10 s"}


def chart(title: Sequence[str], lines: Mapping[str, Points]) -> str:
    """Return a chart with a line for each engine, as SVG.

    Args:
        title: One or two lines of text.
        lines: The points of each engine.
    """
    across = Scale([size for points in lines.values() for size, _ in points], LEFT, WIDTH - RIGHT)
    times = [took for points in lines.values() for _, took in points]
    low, high = 10 ** int(log10(min(times))), 10 ** -int(-log10(max(times)) // 1)
    up = Scale([low, high], HEIGHT - BOTTOM, TOP)
    body = [_text(LEFT - 58, 28 + 24 * n, line, "title") for n, line in enumerate(title)]
    for time, name in UNITS.items():
        if low <= time <= high:
            y = up(time)
            body.append(_path("grid", [(LEFT, y), (WIDTH - RIGHT, y)]))
            body.append(_text(LEFT - 8, y + 5, name, anchor="end"))
    for size, name in ((200, "200"), (10_000, "10k"), (100_000, "100k")):
        body.append(_text(across(size), HEIGHT - BOTTOM + 24, name, anchor="middle"))
    middle = (LEFT + WIDTH - RIGHT) / 2
    body.append(_text(middle, HEIGHT - 14, "actions in the catalog", anchor="middle"))
    ends = {name: up(points[-1][1]) + 5 for name, points in lines.items()}
    labels = _spread_labels(ends)
    hues = iter(HUES)
    for name, points in lines.items():
        path = [(across(size), up(took)) for size, took in points]
        kind, hue = ("line ours", "") if name == OURS else ("line", next(hues))
        body.append(_path(kind, path, hue))
        x = WIDTH - RIGHT + 10
        body.append(_path("leader", [path[-1], (x - 2, labels[name] - 5)]))
        body.append(_text(x, labels[name], name, kind, hue=hue))
    inside = "\n".join(body)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" role="img">\n'
        f"<title>{escape(' '.join(title))}</title>\n<style>{STYLE}</style>\n{inside}\n</svg>\n"
    )


class Scale:
    """A logarithmic scale, from numbers to positions."""

    def __init__(self, values: Sequence[float], start: float, end: float) -> None:
        self._low, self._high = log10(min(values)), log10(max(values))
        self._start, self._end = start, end

    def __call__(self, value: float) -> float:
        """Return the position of a number."""
        share = (log10(value) - self._low) / (self._high - self._low)
        return self._start + share * (self._end - self._start)


def _spread_labels(ends: Mapping[str, float]) -> dict[str, float]:
    """Return the positions of labels, moved so that none covers another."""
    positions: dict[str, float] = {}
    for name, y in sorted(ends.items(), key=lambda end: end[1]):
        previous = max(positions.values(), default=TOP - FONT - 4)
        positions[name] = max(y, previous + FONT + 4)
    over = max(positions.values()) - (HEIGHT - BOTTOM)
    for name in reversed(positions) if over > 0 else ():
        following = min(
            (y for other, y in positions.items() if y > positions[name] and other != name),
            default=HEIGHT - BOTTOM + FONT + 4,
        )
        positions[name] = min(positions[name], following - FONT - 4)
    return positions


def _text(  # noqa: PLR0913 - the attributes of a text in SVG
    x: float, y: float, text: str, kind: str = "", *, anchor: str = "start", hue: str = ""
) -> str:
    style = f' style="fill:{hue}"' if hue else ""
    return (
        f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{style}>'
        f"{escape(text)}</text>"
    )


def _path(kind: str, points: Sequence[tuple[float, float]], hue: str = "") -> str:
    way = " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    look = f' stroke="{hue}"' if hue else ""
    return f'<path class="{kind}" d="M{way}"{look}/>'

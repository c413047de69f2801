"""A chart of bars on a logarithmic scale, as handwritten SVG; it is narrow enough for a phone."""

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from chart import STYLE, Scale

WIDTH, LEFT, RIGHT, TOP = 520, 150, 74, 84
BAR, GAP = 16, 10
FILLS = """
  .bar { fill: #2f86c9; }
  .own { fill: #00704a; }
  @media (prefers-color-scheme: dark) { .own { fill: #58d3a1; } }
"""

Bars = Mapping[str, float]
"""A figure for each name."""


def bars(title: Sequence[str], groups: Mapping[str, Bars], own: Sequence[str]) -> str:
    """Return a chart with a bar for each figure, the shortest first, as SVG.

    Args:
        title: One or two lines of text.
        groups: Groups of bars, by their headings.
        own: The names whose bars have our colour.
    """
    figures = [figure for each in groups.values() for figure in each.values()]
    across = Scale([min(figures) / 2, max(figures)], LEFT, WIDTH - RIGHT)
    body = [_text(12, 28 + 24 * line, text, "title") for line, text in enumerate(title)]
    y = TOP
    for heading, each in groups.items():
        body.append(_text(12, y + BAR, heading, "title"))
        y += BAR + 2 * GAP
        for name, figure in sorted(each.items(), key=lambda bar: bar[1]):
            kind = "own" if name in own else "bar"
            width = across(figure) - LEFT
            body.append(_text(LEFT - 8, y + BAR - 3, name, anchor="end"))
            body.append(
                f'<rect class="{kind}" x="{LEFT}" y="{y}" width="{width:.1f}" height="{BAR}"/>'
            )
            body.append(_text(LEFT + width + 6, y + BAR - 3, _short(figure)))
            y += BAR + GAP
        y += GAP
    inside = "\n".join(body)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" '
        f'width="{WIDTH}" height="{y}" role="img">\n'
        f"<title>{escape(' '.join(title))}</title>\n<style>{STYLE}{FILLS}</style>\n"
        f"{inside}\n</svg>\n"
    )


_WHOLE = 100
"""From here on a figure is written without decimals."""


def _short(figure: float) -> str:
    return f"{figure:,.0f}" if figure >= _WHOLE else f"{figure:.3g}"


def _text(x: float, y: float, text: str, kind: str = "", *, anchor: str = "start") -> str:
    return (
        f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
    )

"""The maps of coverage: a circle for each country, as large as its population.

One shows the best line of each country; the others show who has a line for one matter.
"""

import math
from html import escape

from takeaction.core_data import read
from takeaction.coverage import Coverage, PlaceCoverage
from takeaction.models.region import region

WIDTH, HEIGHT, TOP = 1160, 560, 20
LARGEST, SMALLEST = 54.0, 3.0
ROOM = 9.0
"""The smallest radius of a circle that can hold two letters."""

ROUNDS = 200
"""The most rounds of pushing circles apart; 120 are enough for today's."""

KINDS = (
    ("adults", "a line for adults that knows trafficking"),
    ("line", "another line that helps"),
    ("number", "an emergency number or reports only"),
    ("none", "nothing is known"),
)
MATTERS = {
    "crisis": "a line for people in a crisis",
    "child": "a line for children",
    "domestic-violence": "a line about violence at home",
    "trafficking": "a line for adults that knows trafficking",
    "labour-rights": "a line about rights at work",
    "consular": "a line of the state for its citizens abroad",
}
"""The matters that have a map of their own, by the names of ``Coverage.served``."""

STYLE = """
text{font:15px system-ui,sans-serif;fill:#261f29}
text.code{font-size:11px;text-anchor:middle;dominant-baseline:central}
text.adults{fill:#fff}text.line,text.number{fill:#261f29}
circle{stroke:#261f29;stroke-width:.75}
.adults{fill:#63306b}.line{fill:#c99bd1}.number{fill:#ffbf47}.none{fill:#fff}
.back{fill:#fffdfa}
@media (prefers-color-scheme:dark){
text{fill:#ede8e6}text.line,text.number{fill:#261f29}
.back,.none{fill:#17131a}circle{stroke:#948896}}
"""


class Circle:
    """A country on the map."""

    def __init__(self, place: PlaceCoverage, x: float, y: float, radius: float) -> None:
        self.place, self.x, self.y, self.radius = place, x, y, radius


def maps(coverage: Coverage) -> dict[str, str]:
    """Return the maps as SVG, by the names of their files."""
    circles = placed(coverage)
    push_apart(circles)
    circles.sort(key=lambda circle: -circle.radius)
    drawn = {"coverage": draw(circles, [kind_of(circle.place) for circle in circles], KINDS)}
    for matter, text in MATTERS.items():
        served = coverage.served[matter]
        kinds = ["adults" if circle.place in served else "none" for circle in circles]
        meanings = (("adults", text), ("none", "none is known"))
        drawn[f"coverage-{matter}"] = draw(circles, kinds, meanings)
    return drawn


def draw(circles: list[Circle], kinds: list[str], meanings: tuple[tuple[str, str], ...]) -> str:
    """Return a map as SVG.

    Args:
        circles: The countries, the largest first.
        kinds: The colour of each.
        meanings: Each colour, and what it means.
    """
    shapes = [
        shape_of(circle, kind, dict(meanings)[kind])
        for circle, kind in zip(circles, kinds, strict=True)
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
            f"<title>Help by country</title><style>{STYLE}</style>",
            '<rect class="back" width="100%" height="100%"/>',
            *(*shapes, *legend(meanings), "</svg>", ""),
        ]
    )


def legend(meanings: tuple[tuple[str, str], ...]) -> list[str]:
    """Return what each colour means, one below the other."""
    rows = [(HEIGHT - 90 + 24 * number, *kind) for number, kind in enumerate(meanings)]
    return [
        f'<circle class="{kind}" cx="20" cy="{y}" r="7"/>'
        f'<text x="34" y="{y + 5}">{escape(text)}</text>'
        for y, kind, text in rows
    ]


def placed(coverage: Coverage) -> list[Circle]:
    """Return the circles of all countries with people, at their capitals."""
    capitals: dict[str, tuple[float, float]] = read("capitals")["places"]
    most = max(place.people for place in coverage.places)
    circles = []
    for place in coverage.places:
        if place.people and place.place in capitals:
            longitude, latitude = capitals[place.place]
            radius = max(SMALLEST, LARGEST * math.sqrt(place.people / most))
            x, y = (longitude + 180) / 360 * (WIDTH), TOP + (75 - latitude) / 135 * HEIGHT
            circles.append(Circle(place, x, y, radius))
    return circles


def push_apart(circles: list[Circle]) -> None:
    """Move circles that overlap, until none does or the rounds are over."""
    for _ in range(ROUNDS):
        moved = False
        for number, one in enumerate(circles):
            for other in circles[number + 1 :]:
                x, y = other.x - one.x, other.y - one.y
                gap = math.hypot(x, y) or 0.01
                overlap = one.radius + other.radius + 0.5 - gap
                if overlap > 0:
                    moved = True
                    share = overlap / gap / (one.radius**2 + other.radius**2)
                    one.x -= x * share * other.radius**2
                    one.y -= y * share * other.radius**2
                    other.x += x * share * one.radius**2
                    other.y += y * share * one.radius**2
        if not moved:
            return


def shape_of(circle: Circle, kind: str, meaning: str) -> str:
    """Return a circle as SVG, with its name for a pointer and a reader."""
    text = f"{region(circle.place.place).name}: {meaning}"
    return (
        f'<circle class="{kind}" cx="{circle.x:.1f}" cy="{circle.y:.1f}" r="{circle.radius:.1f}">'
        f"<title>{escape(text)}</title></circle>{code_of(circle, kind)}"
    )


def code_of(circle: Circle, kind: str) -> str:
    """Return the code of a country, if it has room in its circle."""
    if circle.radius < ROOM:
        return ""
    at = f'x="{circle.x:.1f}" y="{circle.y:.1f}"'
    return f'<text class="code {kind}" {at}>{circle.place.place}</text>'


def kind_of(place: PlaceCoverage) -> str:
    """Return the best help that is known for a place."""
    if place.helps_trafficked_people:
        return "adults"
    if place.lines:
        return "line"
    return "number" if place.emergency or place.reports else "none"

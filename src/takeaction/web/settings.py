"""A host's settings of its finder: name, safeguarding contact, texts and colours.

``settle`` checks all of it once, when the finder is mounted, and says how to fix what is wrong.
"""

import os
import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

import attrs

from takeaction.core_data import LANGUAGES, read
from takeaction.errors import QueryError
from takeaction.models.region import find_region
from takeaction.models.text import direction
from takeaction.value import Value
from takeaction.vocabulary.language import may_be_spoken
from takeaction.vocabulary.words import nearest

EXIT = "https://www.bbc.co.uk/weather"
"""The page that quick exit leads to unless a host names another: plain, public, much visited."""

_ORIGIN = re.compile(r"https://[a-z0-9.-]+(:[0-9]+)?|http://(localhost|127\.0\.0\.1)(:[0-9]+)?")
_PAGE = re.compile(r"https?://[!-~]+")
_SOURCES = re.compile(r"[!-+\--:<-~]+( [!-+\--:<-~]+)*")
"""Visible ASCII without a comma or a semicolon, which end a policy."""

_USUAL_PORT = re.compile(r"https:.*:443|http:.*:80")
"""A port that browsers leave out of the origin they send."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Site(Value):
    """The settings of one finder.

    Attributes:
        name: The name of the host, at the top of each page.
        contact: Who to turn to if an answer did harm, in words; None for a local look alone.
        country: The country that is chosen in the question box, such as ``GB``; None for none.
        languages: The languages that a page offers, the first of them where a reader asks for no
            other. In a language that our pages lack, such as ``ar``, an answer has the sentences
            that exist in it, and English around them.
        exit_url: The page that quick exit leads to.
        frame_ancestors: The sites that may show a page in a frame, as in a Content-Security-Policy.
        api_origins: The other sites whose pages may read the JSON API, such as
            ``("https://app.example",)``; empty for none.
        colours: Colours of the host's own as hex, such as ``{"act": "#005ea5"}``: ``act`` for
            links and buttons, ``act-dark`` for these at night, ``band`` for the ground of the
            question box, ``page`` for that of the page. Their contrast is checked.
        texts: Texts of the host's own in place of ours, by language and then by their code, such as
            ``{"en": {"home.question": "How can we help?"}}``; the codes are those of
            ``takeaction/data/pages/en.json``. A page shows them as text, never as HTML. A
            language that our pages lack needs every one of them.
        templates: A folder with templates of the host's own, which come before ours of that name;
            None for ours alone. They are trusted like code.
        is_local: Whether it only answers this machine.
    """

    name: str = "Finder"
    contact: str | None = None
    country: str | None = None
    languages: tuple[str, ...] = ("en", "es", "fr")
    exit_url: str = EXIT
    frame_ancestors: str = "'none'"
    api_origins: tuple[str, ...] = ()
    colours: Mapping[str, str] = attrs.field(factory=dict, eq=False)
    texts: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict, eq=False)
    templates: str | os.PathLike[str] | None = None
    is_local: bool = False


def settle(site: Site | None, contact: str | None) -> Site:
    """Return the settings of a finder that a host mounts, checked.

    Args:
        site: The settings; None for the usual ones.
        contact: Who to turn to if an answer did harm; None for that of *site*.

    Raises:
        ValueError: They name nobody, and do not only answer this machine; or a value is wrong.
    """
    site = site or Site()
    if contact is not None:
        site = attrs.evolve(site, contact=contact)
    if not (site.contact or "").strip() and not site.is_local:
        raise ValueError("Name the host's safeguarding contact: contact='a name and a number'.")
    check_colours(site.colours)
    for language, own in site.texts.items():
        check_texts(language, own)
    _check_languages(site.languages)
    _check_policy(site)
    _check_origins(site.api_origins)
    return attrs.evolve(site, country=site.country and _country_code(site.country))


def _country_code(written: str) -> str:
    """Return the code of a place, as the question box has it."""
    try:
        return find_region(written).code
    except QueryError as error:
        raise ValueError(f"Site(country=…) is no place: {error}") from None


def _check_languages(languages: Iterable[str]) -> None:
    """Check that people speak each language."""
    if isinstance(languages, str) or not languages:
        raise ValueError("Site(languages=…) takes several, such as ('es', 'en').")
    for number, language in enumerate(languages):
        if not may_be_spoken(language):
            raise ValueError(f"Site(languages=…)[{number}] is no tag of a language, such as 'es'.")


def _check_policy(site: Site) -> None:
    """Check the values that get into a header or a link on every page."""
    if not _PAGE.fullmatch(site.exit_url):
        raise ValueError("Site(exit_url=…) is no page. Fix: write all of it, from https:// on.")
    if not _SOURCES.fullmatch(site.frame_ancestors):
        raise ValueError(
            "Site(frame_ancestors=…) is no list of sites. Fix: write 'none' or 'self' in quotes, or"
            " sites with spaces between, such as https://a.example https://b.example."
        )


def _check_origins(origins: Iterable[str]) -> None:
    """Check that each origin has the form that a browser sends.

    ``*`` is refused: then a page of anybody could put the questions of its readers to this host,
    which could neither know nor answer for what that page does with them.
    """
    if isinstance(origins, str):
        raise ValueError(  # noqa: TRY004 - as for every other value
            "Site(api_origins=…) takes several: api_origins=('https://app.example',)."
        )
    for number, origin in enumerate(origins):
        if origin == "*":
            raise ValueError("Site(api_origins=…) takes no '*'. Fix: name each site that may ask.")
        if not _ORIGIN.fullmatch(origin) or _USUAL_PORT.fullmatch(origin):
            raise ValueError(
                f"Site(api_origins=…)[{number}] is no origin that a browser sends. Fix: write the "
                "scheme and the host alone, in lower case, such as 'https://app.example'."
            )


# The texts of the pages, in the language of the reader; a host may replace any of them.


_SLOT = re.compile(r"\{(\w+)\}")


class PageTexts:
    """The texts of the pages in one language: the first that the reader wants and the pages have.

    Attributes:
        language: The language; English where the pages have none that the reader wants.
        direction: Its direction, as the ``dir`` of HTML has it.
    """

    def __init__(self, languages: Iterable[str], own: Mapping[str, Mapping[str, str]]) -> None:
        wishes = (wish.partition("-")[0] for wish in languages)
        self.language = next((wish for wish in wishes if wish in {*LANGUAGES, *own}), "en")
        self.direction = direction(self.language)
        is_ours = self.language in LANGUAGES
        self._texts: Mapping[str, str] = read(f"pages/{self.language if is_ours else 'en'}")
        self._own: Mapping[str, str] = own.get(self.language, {})

    def __call__(self, code: str, **slots: object) -> str:
        """Return a text with its slots filled; a value with braces is not filled again."""
        text = self._own.get(code) or self._texts[code]
        return _SLOT.sub(lambda match: str(slots[match[1]]), text) if slots else text


def replaced_texts(
    languages: Iterable[str], others: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """Return texts of ours in place of others, by language, as a host gives its own.

    Args:
        languages: The languages.
        others: The code of each text, and the code of the one that takes its place.
    """
    ours = {tag: PageTexts((tag,), {}) for tag in languages}
    return {tag: {code: texts(own) for code, own in others.items()} for tag, texts in ours.items()}


def check_texts(language: str, own: Mapping[str, str]) -> None:
    """Check that a host's texts replace texts of the pages, with no slot that these lack.

    Raises:
        ValueError: A text or a slot is none of ours, or a language that the pages lack has not all
            of their texts.
    """
    is_ours = language in LANGUAGES
    shipped: Mapping[str, str] = read(f"pages/{language if is_ours else 'en'}")
    lacking = [] if is_ours else [code for code in shipped if not own.get(code)]
    if lacking:
        raise ValueError(
            f"Site(texts=…) has {language!r}, which lacks {len(lacking)} texts, such as"
            f" {lacking[0]!r}. The pages are in {', '.join(LANGUAGES)}; another language needs"
            " every text of takeaction/data/pages/en.json."
        )
    for code, text in own.items():
        if code not in shipped:
            near = " or ".join(nearest(code, shipped))
            hint = f" Did you mean {near}?" if near else ""
            raise ValueError(f"Site(texts=…) has {code!r}, which no page shows.{hint}")
        if not set(_SLOT.findall(text)) <= set(_SLOT.findall(shipped[code])):
            raise ValueError(f"{code!r} can fill no other slot than {shipped[code]!r} has.")


# The colours of a host, checked for contrast, as the style sheet that sets them.
#
# A strict policy allows no style inside a page, so a host's colours are a small file of their own
# after ours. The colours of danger, of a call and of quick exit stay ours in every site.


_Channels: TypeAlias = tuple[int, int, int]

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
_CONTRAST = 4.5
"""The least contrast of text, WCAG 2.2, criterion 1.4.3."""

_STEPS = 100
"""The steps from a colour to black or white in which a readable one is looked for."""

_HOVER_STEPS = 30
"""The steps from a link to the same link under the pointer."""

_BLACK, _WHITE = (0, 0, 0), (255, 255, 255)
_OURS = {"act": "#63306b", "act-dark": "#dfb9e6", "band": "#3e2746", "page": "#fffdfa"}
"""The colours that a host may set, with ours (``finder.css``): links and buttons by day and by
night, the ground of the question box, and the ground of the page by day."""

_AGAINST = {
    "act": ("#f6f0f4",),
    "act-dark": ("#17131a", "#231d27"),
    "band": ("#ffffff", "#e6d9e8"),
    "page": ("#261f29", "#574f59"),
}
"""The colours of ours that each of them meets: surfaces under a link, text on a ground."""


def check_colours(colours: Mapping[str, str]) -> None:
    """Check that the colours of a host have names of ours and can be read.

    Raises:
        ValueError: A name is none of ours, a value is no hex colour, or a text would have less
            contrast than 4.5.
    """
    for name, value in colours.items():
        if name not in _OURS:
            near = nearest(name, _OURS)
            hint = f" Did you mean {near[0]!r}?" if near else f" Set {', '.join(_OURS)}."
            raise ValueError(f"Site(colours=…) has {name!r}, which is no colour of ours.{hint}")
        if not isinstance(value, str) or not _HEX.fullmatch(value):
            raise ValueError(f"Site(colours=…): write {name!r} as hex, such as {_OURS[name]!r}.")
    for name, value in colours.items():
        _check_contrast(name, value, colours)


def _check_contrast(name: str, value: str, colours: Mapping[str, str]) -> None:
    """Check a colour against all that it meets, the host's own page among them."""
    page = (colours.get("page") or _OURS["page"],) if name == "act" else ()
    for other in (*_AGAINST[name], *page):
        ratio = contrast(value, other)
        if ratio < _CONTRAST:
            raise ValueError(
                f"Site(colours=…): {name!r} {value} beside {other} has a contrast of {ratio:.1f};"
                f" people need {_CONTRAST}. Use {_readable(value, other)}, or one further from"
                f" {other}."
            )


def contrast(first: str, second: str) -> float:
    """Return the contrast of two hex colours, 1 to 21.

    Source:
        WCAG 2.2, definitions of contrast ratio and relative luminance.
    """
    dark, light = sorted(map(_luminance, map(_channels, (first, second))))
    return (light + 0.05) / (dark + 0.05)


def host_style(colours: Mapping[str, str]) -> str:
    """Return the style sheet that sets the colours of a host; empty without any."""
    day = [f"--ta-{name}:{value}" for name, value in colours.items()]
    night = []
    if "act" in colours:
        day.append(f"--act2:{_towards(colours['act'], _BLACK, _HOVER_STEPS)}")
    if "act-dark" in colours:
        night.append(f"--act2:{_towards(colours['act-dark'], _WHITE, _HOVER_STEPS)}")
    style = f":root{{{';'.join(day)}}}" if day else ""
    if night:
        rule = f":root:not([data-theme=light]){{{';'.join(night)}}}"
        style += f"@media (prefers-color-scheme:dark){{{rule}}}"
    return style


def _readable(value: str, other: str) -> str:
    """Return the nearest shade of a colour that can be read beside another."""
    end = _BLACK if _luminance(_channels(other)) > _luminance(_channels(value)) else _WHITE
    shades = (_towards(value, end, step) for step in range(_STEPS + 1))
    return next(
        (shade for shade in shades if contrast(shade, other) >= _CONTRAST), "another colour"
    )


def _towards(value: str, end: _Channels, steps: int) -> str:
    """Return a colour that is so many hundredths nearer to black or white."""
    parts = zip(_channels(value), end, strict=True)
    mixed = [round(part + (goal - part) * steps / _STEPS) for part, goal in parts]
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _channels(value: str) -> _Channels:
    digits = value.removeprefix("#")
    width = len(digits) // 3
    red, green, blue = (
        int(digits[start : start + width] * (3 - width), 16) for start in range(0, 3 * width, width)
    )
    return red, green, blue


def _luminance(channels: _Channels) -> float:
    red, green, blue = (
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB
        for part in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# Dates as a page says them, in its language.

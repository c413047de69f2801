"""What a host decides about its finder: its name, who is responsible, and where it is."""

import os
import re
from collections.abc import Iterable, Mapping

import attrs

from takeaction.errors import QueryError
from takeaction.models.region import find_region
from takeaction.value import Value
from takeaction.vocabulary.language import may_be_spoken
from takeaction.web.settings.colours import check_colours
from takeaction.web.settings.texts import check_texts

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
    """Check that each origin is what a browser sends.

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

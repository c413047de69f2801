"""A person's choices about a poster: the place, the languages, the paper and a page."""

from collections.abc import Iterable

import attrs

from takeaction.errors import Fields, refused
from takeaction.models.question.arguments import as_spoken_language, as_words
from takeaction.models.region import find_region
from takeaction.packs.rules import address
from takeaction.web.poster.papers import Paper, as_paper

MOST_LANGUAGES = 3
"""The languages of one poster: with more, the number would no longer be what people see first."""

LONGEST_PAGE = 100
"""The most characters of the address of a page: a longer one makes a code that is hard to scan."""


@attrs.frozen(kw_only=True)
class PosterChoice:
    """A person's choices about a poster, checked.

    Attributes:
        region: The code of the place.
        languages: One to three languages, the largest first.
        paper: The paper.
        page: The https address of a page to read more on; None for none.
    """

    region: str
    languages: tuple[str, ...]
    paper: Paper
    page: str | None = None


def read_choice(
    region: str, languages: Iterable[str], size: str, page: str | None = None
) -> PosterChoice:
    """Read a person's choices about a poster.

    Args:
        region: The place, as a code or a name.
        languages: At least one language, as a tag or a name; one that comes twice counts once.
        size: The paper: a4, letter, wallet or door.
        page: The https address of a page; None for none.

    Raises:
        QueryError: A choice has no meaning, or there are more than three languages.
    """
    fields = Fields()
    place = fields.read(find_region, region)
    tags = fields.read(_as_tags, languages)
    paper = fields.read(as_paper, size)
    fields.read(_check_page, page)
    fields.raise_wrong()
    return PosterChoice(region=place.code, languages=tags, paper=paper, page=page)


def _as_tags(languages: Iterable[str]) -> tuple[str, ...]:
    tags = dict.fromkeys(as_spoken_language(tag, "languages") for tag in languages)
    return as_words(tags, "languages", MOST_LANGUAGES)


def _check_page(page: str | None) -> None:
    """Check the address of a page as those of packs are checked.

    Raises:
        QueryError: It is no plain https address, or a long one.
    """
    if page is not None and (len(page) > LONGEST_PAGE or any(address.faults(page, "page"))):
        raise refused("query.page", "page", "page")

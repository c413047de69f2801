"""A poster in words: a person's choices about it, its sentences, and its lines with their codes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import partial

import attrs

from takeaction.core_data import FIRST_LANGUAGES, LANGUAGES, first_language_of
from takeaction.engine.help.answer import Referral
from takeaction.engine.help.emergency import Emergency, find_emergency
from takeaction.engine.help.need import capitalised, how_to_use
from takeaction.engine.help.who_answers import who_answers
from takeaction.engine.reasons import say
from takeaction.errors import Fields, refused
from takeaction.models.question.arguments import as_spoken_language, as_words
from takeaction.models.region import find_region
from takeaction.models.resource import written_address
from takeaction.models.text import ShownText, Words, isolated
from takeaction.packs.rules import address
from takeaction.views.contact_lines import (
    cost_of,
    day_in_words,
    describe_languages,
    describe_verification,
    labelled_hours,
    marked_text,
)
from takeaction.views.help import address_of, shape_of
from takeaction.vocabulary.contacts import Channel
from takeaction.web.poster.fitting import (
    SPACES,
    Paper,
    Poster,
    PosterCode,
    PosterLine,
    PosterLines,
    as_paper,
    check_again_by,
    fitted,
    svg_code,
)
from takeaction.web.settings import PageTexts

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
    if page is None:
        return
    is_plain = page.isascii() and page.isprintable()  # a mark of direction would turn it round
    if not is_plain or len(page) > LONGEST_PAGE or any(address.faults(page, "page")):
        raise refused("query.page", "page", "page")


# The sentences of a poster in each of its languages, the library's own wherever it has them.


class Wording:
    """The languages of a poster, and sentences in them.

    Attributes:
        tongues: The languages of its sentences: those asked for that the library has sentences in,
            and English for the others.
        page_tongues: Those of them that the pages have, or English.
        fact_tongues: All of them, and English where the pages have none of them.
        fine: The texts of the small print, in the first of *page_tongues*.
    """

    def __init__(self, languages: tuple[str, ...], own: Mapping[str, Mapping[str, str]]) -> None:
        self.tongues = tuple(dict.fromkeys(first_language_of((tag,)) for tag in languages))
        self.page_tongues = tuple(tag for tag in self.tongues if tag in LANGUAGES) or ("en",)
        self.fact_tongues = tuple(dict.fromkeys((*self.tongues, *self.page_tongues)))
        self._own = own
        self.fine = PageTexts(self.page_tongues, own)

    def headings(self) -> tuple[Words, ...]:
        """Return the heading: that there is somebody to talk to."""
        return tuple(
            Words(say("label.help_line", tag, {"line": ""}), tag)
            if tag in FIRST_LANGUAGES
            else self._page_text("poster.heading", tag)
            for tag in self.tongues
        )

    def calm(self) -> tuple[Words, ...]:
        """Say that a caller needs no name and may hang up."""
        parts: list[Words] = []
        for tag in self.tongues:
            if tag in FIRST_LANGUAGES:
                parts += [*self.with_source(say("reply.child", tag))]
            else:
                parts.append(self._page_text("poster.calm", tag))
        return tuple(parts)

    def scan(self, code: str, message: str, target: str) -> Words:
        """Explain a code to scan, in the first language.

        Args:
            code: The text of the pages, such as ``poster.scan_call``.
            message: The message of the library for a language without pages, such as ``by.voice``.
            target: The number for that message; empty for a page, whose address is beside it.
        """
        tag = self.tongues[0]
        if tag in FIRST_LANGUAGES:
            # A number on two rows would be read as two.
            shown = isolated(target.replace(" ", "\N{NO-BREAK SPACE}"), tag) if target else ""
            return Words(say(message, tag, {"target": shown}).words.text.strip(), tag)
        return self._page_text(code, tag)

    def each(self, sentence: Callable[[str], ShownText]) -> tuple[Words, ...]:
        """Return a sentence in each language, for a function that writes it in one."""
        return tuple(w for tag in self.tongues for w in self.with_source(sentence(tag)))

    def with_source(self, text: ShownText) -> tuple[Words, ...]:
        """Return a sentence, with its English beneath where the library shows that as well.

        A poster that is in English too has it once.
        """
        words = text.words
        if "en" in self.tongues or not words.source or str(text) == words.text:
            return (words,)
        return words, Words(words.source, "en")

    def dated(self, written: str) -> str:
        """Write YYYY, YYYY-MM or YYYY-MM-DD in the language of the small print."""
        return day_in_words(written, self.fine.language)

    def _page_text(self, code: str, tag: str) -> Words:
        return Words(PageTexts((tag,), self._own)(code), tag)


# The poster of a place: its lines in words, with their codes and their evidence.


def make_poster(
    choice: PosterChoice,
    chosen: PosterLines,
    at: datetime,
    texts: Mapping[str, Mapping[str, str]] | None = None,
) -> Poster:
    """Make the poster of a place.

    Args:
        choice: A person's choices about it.
        chosen: The lines of the place.
        at: The moment, aware.
        texts: Texts of a host in place of ours, as ``Site.texts``.

    Raises:
        QueryError: No number of the place may hang on a wall.
    """
    if not chosen.lines:
        raise refused("query.poster", "poster", "region")
    wording = Wording(choice.languages, texts or {})
    fitting = chosen.lines[: SPACES[choice.paper].lines]
    lines = tuple(_line(_shown(line.ways), wording, choice.languages, at) for line in fitting)
    place = find_region(choice.region)
    emergency = find_emergency(place, wording.fine.language)
    poster = Poster(
        paper=choice.paper,
        language=wording.tongues[0],
        headings=wording.headings(),
        calm=wording.calm(),
        lines=lines,
        emergency=wording.each(lambda tag: find_emergency(place, tag).text),
        emergency_number=emergency.dial,
        page=_page_code(choice.page, wording) if choice.page else None,
        emergency_sources=_sources(emergency, wording),
        again="",
        law=wording.fine("poster.law"),
        small_language=wording.fine.language,
        strips=wording.fine("poster.strips"),
    )
    fit = fitted(poster)
    day = wording.dated(min(line.check_by for line in fit.lines).isoformat())
    return attrs.evolve(fit, again=wording.fine("poster.again", day=day))


def _line(
    numbers: tuple[Referral, ...], wording: Wording, languages: tuple[str, ...], at: datetime
) -> PosterLine:
    first = numbers[0]
    number = written_address(first.contact)
    return PosterLine(
        id=first.resource.id,
        name=first.resource.name.pick(languages),
        shape=shape_of(first.resource).removeprefix("other"),
        who=wording.each(lambda tag: attrs.evolve(first, languages=(tag,)).who),
        body=wording.each(partial(who_answers, first.resource)),
        only_for=tuple(_only_for(first, wording)),
        number=number,
        code=_number_code(first, number, wording),
        facts=tuple(
            Words(text, tag) for tag in wording.fact_tongues if (text := _facts(numbers, tag))
        ),
        evidence=_evidence(first, wording),
        check_by=check_again_by(numbers, at),
    )


def _shown(ways: tuple[Referral, ...]) -> tuple[Referral, ...]:
    """Return the number to call and the number to text, of those that a line has."""
    calls = [each for each in ways if each.contact.channel is Channel.VOICE]
    texts = [each for each in ways if each.contact.channel is Channel.SMS]
    return (*calls[:1], *texts[:1])


def _facts(numbers: tuple[Referral, ...], tag: str) -> str:
    """Say how to text a line, and with its hours, price and languages if pages have the tag."""
    first, *others = (each.contact for each in numbers)
    parts: list[str] = []
    if first.channel is Channel.SMS:
        parts.append(how_to_use(first, (tag,), tag))
    ways = [how_to_use(each, (tag,), tag) for each in others]
    parts += [say("lines.ways", tag, {"ways": f"{way}"}).words.text for way in ways]
    if tag in LANGUAGES:
        spoken = say("label.languages", tag, {"languages": describe_languages(first, (tag,))})
        parts += [labelled_hours(first, (tag,)), cost_of(first, (tag,)), spoken]
    return " ".join(f"{capitalised(part)}." for part in parts)


def _only_for(referral: Referral, wording: Wording) -> Iterator[Words]:
    """Say who a line is only for, in the languages that its pack says it in; or else once."""
    text = referral.resource.only_for
    if text:
        picked = [(tag, text.pick((tag,))) for tag in wording.page_tongues]
        said = [(tag, words.text) for tag, words in picked if not words.fallback]
        first = wording.page_tongues[0]
        for tag, shown in said or [(first, marked_text(text, (first,)))]:
            yield Words(say("label.only_for", tag, {"text": shown}), tag)


def _number_code(referral: Referral, number: str, wording: Wording) -> PosterCode:
    is_call = referral.contact.channel is Channel.VOICE
    names = ("poster.scan_call", "by.voice") if is_call else ("poster.scan_text", "by.sms")
    title = wording.scan(*names, number)
    link = address_of(referral.contact) or ""
    return PosterCode(address=link, svg=svg_code(link, title.text), title=title)


def _page_code(page: str, wording: Wording) -> PosterCode:
    title = wording.scan("poster.scan_page", "by.web", "")
    return PosterCode(address=page, svg=svg_code(page, title.text), title=title)


def _evidence(referral: Referral, wording: Wording) -> str:
    verified, fine = referral.verified, wording.fine
    method = describe_verification(verified.method, (fine.language,))
    day = str(verified.on or "") or referral.resource.source.dated
    if day is None:
        return fine("poster.undated", method=method)
    return fine("poster.dated", method=method, day=wording.dated(day))


def _sources(emergency: Emergency, wording: Wording) -> str:
    """Name two of the sources of the emergency number, which has at least as many."""
    return "; ".join(
        f"{each.title}, {wording.dated(each.dated)}" if each.dated else each.title
        for each in emergency.source[:2]
    )

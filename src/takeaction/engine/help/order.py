"""The order of a list of help: ten differences decide, then two rules on what leads the list."""

from collections.abc import Iterable, Iterator
from itertools import takewhile

from takeaction.engine.help.answer import Referral
from takeaction.engine.help.differences import (
    DIFFERENCES,
    SPECIAL_PURPOSES,
    HelpQuestion,
    Line,
    Rank,
    fit,
    knows_trafficking,
    official,
)
from takeaction.engine.help.identity.originals import Trust
from takeaction.models.question.queries import HelpQuery
from takeaction.models.region import Region, is_group
from takeaction.vocabulary.contacts import Channel, ReferralState
from takeaction.vocabulary.needs import NeedTopic

_CHANNELS = list(Channel)

_TOPICS_OF_THEIR_OWN = (
    *(NeedTopic.SUICIDE, NeedTopic.SEXTORTION),
    *(NeedTopic.CHILD_RUNAWAY, NeedTopic.CHILD_ABUSE),
)
"""Topics for which a line that knows trafficking is no better second answer than another."""

_TOO_MANY_PAGES = 2
"""The pages before the lines of a country from which on the others come after them."""


def in_order(lines: Iterable[Line], query: HelpQuery, place: Region) -> tuple[Referral, ...]:
    """Return the referrals of some lines, best first."""
    given = list(lines)
    helps = HelpQuestion(query, place)
    accepts_help = any(
        line.trust is Trust.ACCEPTED and not official(line, helps)[0] for line in given
    )
    question = HelpQuestion(query, place, prefers_accepted=accepts_help)
    entries = _with_specialist_second(_sorted(given, question), question)
    entries = _with_one_page_first(entries, place)
    return tuple(line.referral for line in _with_an_open_line(entries, question))


_Key = tuple[Rank, ...]
_Entry = tuple[_Key, Line]


def _sorted(lines: list[Line], question: HelpQuestion) -> list[_Entry]:
    """Sort lines; where no difference decides, the lines of one operator stay together.

    So whoever reads a line sees that the same people answer texts.
    """
    keyed = [(tuple([decide(line, question) for decide in DIFFERENCES]), line) for line in lines]
    first: dict[tuple[_Key, _Operator], _Last] = {}
    for key, line in keyed:
        group = key, _operator(line)
        first[group] = min(first.get(group, _last(line)), _last(line))

    def place(entry: _Entry) -> tuple[_Key, _Last, _Operator, _Last]:
        key, line = entry
        return key, first[key, _operator(line)], _operator(line), _last(line)

    return sorted(keyed, key=place)


_Operator = tuple[int, str]


def _operator(line: Line) -> _Operator:
    """Return who runs a line; a stranger who gives the same name is somebody else."""
    return line.trust, line.referral.resource.operator or line.referral.resource.id


_Last = tuple[int, str, int, str]


def _last(line: Line) -> _Last:
    """Return the last differences: who may learn of the call, then a fixed order."""
    resource, contact = line.referral.resource, line.referral.contact
    return line.shares, resource.id, _CHANNELS.index(contact.channel), contact.id


def _with_an_open_line(entries: list[_Entry], question: HelpQuestion) -> Iterator[Line]:
    """Yield lines, with an open general one second where no line that fits best is open.

    So nobody has to try one number after another at night. Lines that are trusted less are passed
    over here: they can neither be lifted nor keep another line from it.
    """
    best = min((line.trust for _, line in entries), default=None)
    trusted = [entry for entry in entries if entry[1].trust == best]
    lifted = _open_line(trusted, question)
    for entry in entries:
        if lifted is None or entry is not lifted:
            yield entry[1]
        if lifted is not None and entry is trusted[0]:
            yield lifted[1]


def _open_line(entries: list[_Entry], question: HelpQuestion) -> _Entry | None:
    """Return the line to put second; None if the best fit is open, or no open line is for all.

    It is for everybody, and equals the first line in the first four differences: what was
    accepted, not closed, gives help and is of this country.
    """
    for entry in entries:
        first, (key, line) = entries[0][0], entry
        if key[:_FIT] == first[:_FIT] and line.state is ReferralState.OPEN:
            if _wish(key) == _wish(first):
                return None
            if not key[_FIT][_FOR_SOME] and _is_general(line, question):
                return entry
    return None


def _with_specialist_second(entries: list[_Entry], question: HelpQuestion) -> list[_Entry]:
    """Return lines with one that knows trafficking among the first two, where the topic allows it.

    Whoever is hurt at home or not paid may be held too, and a second call has to lead there. It is
    for everybody, and equals the first line in the first four differences.
    """
    topic = question.query.topic
    if topic in (None, *_TOPICS_OF_THEIR_OWN) or question.is_about_child or question.query.purpose:
        return entries
    ids = list(dict.fromkeys(line.referral.resource.id for _, line in entries))
    specialist = next(
        (
            line.referral.resource.id
            for key, line in entries
            if key[:_FIT] == entries[0][0][:_FIT]
            and not key[_FIT][_FOR_SOME]
            and knows_trafficking(line.referral.resource, question)
        ),
        None,
    )
    if specialist is None or specialist in ids[:2]:
        return entries
    order = {id: place for place, id in enumerate((ids[0], specialist))}
    return sorted(entries, key=lambda entry: order.get(entry[1].referral.resource.id, len(order)))


def _with_one_page_first(entries: list[_Entry], place: Region) -> list[_Entry]:
    """Return lines with one page before the lines of the country, where only pages come before.

    Where nobody in the country helps an adult, a page that lists lines leads. Further pages would
    only keep the country's numbers out of sight. Lines that are closed or trusted less stay where
    they are.
    """
    pages = list(takewhile(lambda entry: _is_page_of_the_world(entry[1]), entries))
    ids = dict.fromkeys(line.referral.resource.id for _, line in pages)
    if len(ids) < _TOO_MANY_PAGES or is_group(place.code):
        return entries
    first_id, best = next(iter(ids)), pages[0][0][:_OFFICIAL]
    first = [entry for entry in pages if entry[1].referral.resource.id == first_id]
    lifted = [
        entry
        for entry in entries[len(pages) :]
        if entry[0][:_OFFICIAL] == best and not is_group(entry[1].referral.via)
    ]
    if not lifted:
        return entries
    chosen = {id(entry) for entry in (*first, *lifted)}
    return [*first, *lifted, *(entry for entry in entries if id(entry) not in chosen)]


def _is_page_of_the_world(line: Line) -> bool:
    return is_group(line.referral.via) and line.referral.contact.channel is Channel.WEB


def _is_general(line: Line, question: HelpQuestion) -> bool:
    """Tell whether a line has no purpose of its own that nobody asked for, such as a crisis."""
    return (line.referral.resource.purposes & SPECIAL_PURPOSES).issubset(question.wanted)


_OFFICIAL, _FIT = DIFFERENCES.index(official), DIFFERENCES.index(fit)
_FOR_SOME = 4
"""The part of ``fit`` that says that a line is only for some people."""


def _wish(key: _Key) -> Rank:
    """Return the parts of ``fit`` about a child and about the purpose."""
    return key[_FIT][:3]

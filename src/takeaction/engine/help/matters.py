"""Matters: which purposes serve what somebody needs, for whoever asks. ``data/matters`` has them.

The order of helplines, the sentence that comes first and whom they tell are all read from that
table. What is special about a matter stands there, and nowhere in the code.
"""

from functools import cache
from typing import Any

from takeaction.core_data import read
from takeaction.vocabulary.closed_words import Purpose, Serves, Stops

ANYONE, CHILD, WORRIED, OTHER = "anyone", "child", "worried", "other"
"""Who asks: anyone, somebody under 18, an adult who worries about a child, or about an adult."""

_OF_BOTH = (None, "scam", "missing_adult", "missing_child", "stop", "remorse")
"""The sentences that fit whoever asks about somebody else too."""


class Matter:
    """One row of the table: a matter, for whoever asks.

    A plain class, since it is in no answer: attrs would take a millisecond of the first one.

    Attributes:
        name: The word of the topic; ``stop-…`` for those who want to stop harming others.
        who: Who asks.
        purposes: The purposes that serve, the best first.
        exploitation: Whether lines that know trafficking serve it.
        first: Whether it comes before whatever else was heard.
        behind: Whether it comes after whatever else was heard.
        profit: Whether somebody else gains by it: it comes before a matter that yields.
        yields: Whether it comes after the matters by which somebody else gains.
        pair: Whether the best line of each purpose stands in front, an open one first.
        people: The groups that it names: lines for them serve it.
        careful: Whether the police may be a danger to the person.
        police_last: Whether the local police are never the first to call, whatever happens.
        feared: The fields of ``Disclosure`` about which somebody wants to know first.
        last: The purposes that never stand first.
        returning: Whether lines that take people back are listed.
        alone: Whether nothing is listed but what serves.
        without: Purposes of lines that are not listed.
        inspectors: Whether inspectorates come after independent lines.
        sentence: The code of the sentence that comes first, without ``human.``; empty for none.
        kept: Whether its sentence is said though another matter comes first: it can't wait.
    """

    def __init__(self, name: str, who: str, row: dict[str, Any]) -> None:
        self.name = name
        self.who = who
        self.purposes = tuple(map(Purpose, row["purposes"]))
        self.exploitation = "exploitation" in row
        self.first = "first" in row
        self.behind = "behind" in row
        self.profit = "profit" in row
        self.yields = "yields" in row
        self.pair = "pair" in row
        self.people = frozenset(map(Serves, row.get("people", ())))
        self.careful = "careful" in row
        self.police_last = "police_last" in row
        self.feared = tuple(row.get("feared", ()))
        self.last = frozenset(map(Purpose, row.get("last", ())))
        self.returning = "returning" in row
        self.alone = "alone" in row
        self.without = frozenset(map(Purpose, row.get("without", ())))
        self.inspectors = "inspectors" in row
        self.sentence: str = row.get("sentence", "")
        self.kept = "kept" in row


@cache
def matter(name: str, who: str = ANYONE) -> Matter:
    """Return the row of a matter for whoever asks.

    Args:
        name: A word of ``NeedTopic``, or ``stop-…``.
        who: Who asks. Where the table has no row for them, that for anyone counts; for a child and
            for an adult who worries about one, lines for children come before.
    """
    rows = read("matters")["matters"][name]
    if who in (ANYONE, OTHER):
        who = rows[ANYONE].get("unsaid", who)
    if who in rows:
        return Matter(name, who, rows[who])
    row = dict(rows[ANYONE])
    if who == OTHER and row.get("sentence") not in _OF_BOTH:
        row["sentence"] = "asked"  # what happened didn't happen to them
    if who in (CHILD, WORRIED):
        others = (purpose for purpose in row["purposes"] if purpose != Purpose.CHILD)
        row["purposes"] = [Purpose.CHILD, *others]
        row["sentence"] = f"{'child_tells' if who == CHILD else 'worried_adult'}"
    return Matter(name, who, row)


def stop_matter(stops: Stops) -> Matter:
    """Return the row for somebody who wants to stop doing harm."""
    return matter(f"stop-{stops}")

"""The answer of ``recommend``: recommendations, near misses and notices."""

from collections.abc import Container, Mapping
from typing import TYPE_CHECKING

import attrs

from takeaction.engine.freshness import Freshness
from takeaction.engine.help.answer import Help, HelpLine
from takeaction.engine.help.emergency import Emergency
from takeaction.engine.ranking.gates import GATES, Change
from takeaction.engine.reasons import Reason
from takeaction.engine.serialization import ACTION_NAMES, Answer, Listed, OfRecord
from takeaction.lazy import Lazy
from takeaction.models.action import Action
from takeaction.models.text import ShownText
from takeaction.value import facts
from takeaction.vocabulary.resources import Purpose, ResourceKind

if TYPE_CHECKING:  # describes JSON; no answer needs it
    from takeaction.engine.json_types import (
        FilledData,
        NoticeData,
        RecommendationData,
        RecommendationsData,
        StretchData,
        WordsData,
    )

_GATES = {name: gate.keeps_out for name, gate in GATES.items()}
_OF_ANYBODY = frozenset({"role.anyone", "skill.optional", "topic.general", "factor.added"})
_OF_CIRCUMSTANCE = ("time.", "place.")
"""Reasons that say little about why an action fits this person rather than another."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Filled(Answer["FilledData[str]", "FilledData[WordsData]"]):
    """A slot of an action, filled with a helpline for the reader's region.

    Attributes:
        purpose: The purpose that the action asks for.
        kind: The kind of resource that the action asks for, or None for any.
        line: The helpline; None if no pack has one for this region.
        emergency: The emergency notice, if the action asks for the emergency number; else None.
    """

    purpose: Purpose
    kind: ResourceKind | None
    line: HelpLine | None
    emergency: Emergency | None = None

    def _shown(self) -> dict[str, object]:
        line = self.line and self.line.resource.id
        return {"purpose": self.purpose, "kind": self.kind, "line": line}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Recommendation(OfRecord["RecommendationData[str]", "RecommendationData[WordsData]"]):
    """An action, its score, and the reasons for its place.

    Attributes:
        action: The action.
        score: From 0 to 10 000 basis points: the sum of the points of its reasons.
        reasons: The reasons, in the order of the factors; one without points tells why the
            action was moved.
        moved: The points by which the action was lowered because actions above it share a topic or
            are of the same kind; else 0.
        finds: The helplines that the action asks for, in the reader's region.
        freshness: The age of the evidence for the action.
        languages: The reader's languages, preferred first; texts are shown in them.
    """

    action: Action
    score: int
    reasons: tuple[Reason, ...]
    moved: int
    finds: tuple[Filled, ...]
    freshness: Freshness
    languages: tuple[str, ...] = ("en",)

    @property
    def why(self) -> Reason:
        """The reason that says most about this person, to show where there is room for one."""
        return self.why_unlike(())

    def why_unlike(self, said: Container[str]) -> Reason:
        """Return the reason that says most about this person and was not said yet.

        Args:
            said: The texts of reasons that a list has given for the actions above.
        """
        given = [reason for reason in self.reasons if reason.points] or list(self.reasons)
        news = [reason for reason in given if reason.text not in said] or given
        return max(news, key=lambda reason: (is_personal(reason.code), reason.points))

    def _shown(self) -> dict[str, object]:
        return {
            "id": self.action.id,
            "score": self.score,
            "moved": self.moved,
            "reasons": len(self.reasons),
            "freshness": self.freshness.state,
        }

    _record = "action"
    _json_names = (
        *(*ACTION_NAMES, "_language as language"),
        *("freshness", "score", "moved", "why.text as why", "reasons", "finds"),
    )


def is_personal(code: str) -> bool:
    """Whether a reason says something about a person: others hold for anybody."""
    return code not in _OF_ANYBODY and not code.startswith(_OF_CIRCUMSTANCE)


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Notice(Answer["NoticeData[str]", "NoticeData[WordsData]"]):
    """A notice above a list: help for somebody with a concern or under 18.

    Attributes:
        text: The notice, in the library's own words.
        line: The people to turn to, or None.
        emergency: The emergency notice that the text is from, or None.
    """

    text: ShownText
    line: HelpLine | None = None
    emergency: Emergency | None = None

    def _shown(self) -> dict[str, object]:
        """Return the parts for ``repr``: not the text, which may name the place of the person."""
        line = self.line and self.line.resource.id
        return {"line": line, "emergency": self.emergency and self.emergency.dial}


@attrs.frozen(eq=False, repr=False)
class Stretch(Answer["StretchData[str]", "StretchData[WordsData]"]):
    """A near miss: an action that a small change of the profile would list.

    Attributes:
        action: The action.
        score: Its score with the present profile.
        change: Fields of the profile, each with the least value that lists the action.
        languages: The reader's languages, preferred first; texts are shown in them.
    """

    action: Action
    score: int
    change: Change
    languages: tuple[str, ...] = ("en",)

    _repr_names = ("action.id", "score", "change")

    _json_names = ("action.id", "action.title", "score", "change")


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Recommendations(
    Answer["RecommendationsData[str]", "RecommendationsData[WordsData]"], Listed[Recommendation]
):
    """Recommendations, best first: the answer of ``recommend``.

    A slice of it is such a list, with the same notices.

    Attributes:
        recommendations: The recommendations, best first.
        excluded: The number of actions that each gate excludes; an action counts under its first
            closed gate.
        stretch: Up to three near misses, best first; empty with a concern.
        notices: The notices above it: the first steps with a concern, somebody to talk to under 18;
            else mostly empty.
        help: The first helplines for the place and the person, whatever they asked for: looked
            up on first use.
    """

    _listed = "recommendations"

    recommendations: tuple[Recommendation, ...]
    excluded: Mapping[str, int] = attrs.field(metadata=facts(keys=_GATES))
    stretch: tuple[Stretch, ...] = ()
    notices: tuple[Notice, ...] = ()
    _help: Lazy[Help] = attrs.field(kw_only=True, repr=False, eq=False)

    _json_names = ("help", "recommendations", "stretch", "excluded", "notices")  # danger first

    @property
    def help(self) -> Help:
        """The first helplines for the place and the person, and the emergency notice."""
        return self._help()

    def _shown(self) -> dict[str, object]:
        """Return the parts for ``repr``: not the gates, which tell of the person."""
        return {"stretch": len(self.stretch), "notices": len(self.notices)}

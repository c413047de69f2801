"""The answer of ``recommend``: recommendations, near misses and notices."""

from collections.abc import Mapping, Sequence
from typing import Any, overload

import attrs

from takeaction.engine.freshness import Freshness
from takeaction.engine.help.answer import Referral
from takeaction.engine.help.emergency import Emergency
from takeaction.engine.ranking.gates import Change
from takeaction.engine.reasons import Reason
from takeaction.engine.serialization import plain_data
from takeaction.models.action import Action
from takeaction.value import Value
from takeaction.vocabulary.resources import Purpose, ResourceKind


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Filled(Value):
    """A slot of an action, filled with a referral for the reader's region.

    Attributes:
        purpose: The purpose that the action asks for.
        kind: The kind of resource that the action asks for, or None for any.
        referral: The referral; None if no pack has one for this region.
        emergency: The emergency notice, if the action asks for the emergency number: that is the
            core's own, never a pack's. Else None.
    """

    purpose: Purpose
    kind: ResourceKind | None
    referral: Referral | None
    emergency: Emergency | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the filled slot as plain data."""
        return {
            "purpose": self.purpose.value,
            "kind": self.kind,
            "referral": self.referral.as_json() if self.referral else None,
            "emergency": self.emergency.as_json() if self.emergency else None,
        }


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Recommendation(Value):
    """An action, its score, and the reasons for its place.

    Attributes:
        action: The action.
        score: From 0 to 10 000 basis points: the sum of the points of its reasons.
        reasons: In the order of the factors; a reason without points tells why the action was
            moved.
        moved: The points by which the action was lowered because actions above it share a topic;
            else 0.
        finds: The contacts that the action asks for, in the reader's region.
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

    def as_json(self) -> dict[str, Any]:
        """Return the recommendation as plain data."""
        from_action = ("id", "title", "summary", "steps", "minutes", "safety", "pack")
        fields = {
            **{name: getattr(self.action, name) for name in from_action},
            "language": self.action.title.pick(self.languages).language,
            "score": self.score,
            "moved": self.moved,
            "reasons": tuple(reason.as_json() for reason in self.reasons),
            "finds": tuple(filled.as_json() for filled in self.finds),
            "freshness": self.freshness,
            "source": self.action.source,
            "verified": self.action.verified,
            "reviewed": self.action.reviewed,
        }
        data: dict[str, Any] = plain_data(fields, self.languages)
        return data


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Notice(Value):
    """A notice above a list: help for somebody with a concern or under 18.

    Attributes:
        text: The library's own words.
        referral: The people to turn to, if a pack has a contact for this region.
        emergency: The emergency notice that the text is from, or None.
    """

    text: str
    referral: Referral | None = None
    emergency: Emergency | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the notice as plain data."""
        return {
            "text": self.text,
            "referral": self.referral.as_json() if self.referral else None,
            "emergency": self.emergency.as_json() if self.emergency else None,
        }


@attrs.frozen(eq=False, repr=False)
class Stretch(Value):
    """A near miss: an action that a small change of the profile would list.

    Attributes:
        action: The action.
        score: Its score with the present profile.
        change: Fields of the profile (``minutes``, ``modes`` or ``cost``), each with the least
            value that lists the action. Usually one field; more only if no near miss needs just
            one.
        languages: The reader's languages, preferred first; texts are shown in them.
    """

    action: Action
    score: int
    change: Change
    languages: tuple[str, ...] = ("en",)

    def as_json(self) -> dict[str, Any]:
        """Return the near miss as plain data."""
        title = str(self.action.title.pick(self.languages))
        change = plain_data(self.change)
        return {"id": self.action.id, "title": title, "score": self.score, "change": change}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Recommendations(Value, Sequence[Recommendation]):
    """Recommendations, best first.

    Attributes:
        recommendations: The list.
        excluded: The number of actions that each gate excludes. An action counts once, under its
            first closed gate; every gate has a key.
        stretch: Up to three near misses, best first: actions that a small change of minutes,
            modes or cost would list. Empty with a concern.
        notices: The notices above the list: with a concern, the first steps in danger; under 18,
            somebody to talk to; for everybody, that no pack has actions, if none has. Else empty.
    """

    recommendations: tuple[Recommendation, ...]
    excluded: Mapping[str, int]
    stretch: tuple[Stretch, ...] = ()
    notices: tuple[Notice, ...] = ()

    @overload
    def __getitem__(self, index: int) -> Recommendation: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Recommendation, ...]: ...
    def __getitem__(self, index: int | slice) -> Recommendation | tuple[Recommendation, ...]:
        return self.recommendations[index]

    def __len__(self) -> int:
        return len(self.recommendations)

    def as_json(self) -> dict[str, Any]:
        """Return the whole answer as plain data."""
        return {
            "recommendations": [recommendation.as_json() for recommendation in self],
            "stretch": [near_miss.as_json() for near_miss in self.stretch],
            "excluded": dict(self.excluded),
            "notices": [notice.as_json() for notice in self.notices],
        }

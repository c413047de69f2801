"""What an answer to "What can I do?" holds."""

from collections.abc import Mapping, Sequence
from typing import Any, overload

import attrs

from takeaction.engine.freshness import Freshness
from takeaction.engine.help.answer import Referral
from takeaction.engine.ranking.gates import Change
from takeaction.engine.reasons import Reason
from takeaction.engine.serialization import plain_data
from takeaction.models.action import Action
from takeaction.value import Value
from takeaction.vocabulary import Purpose, ResourceKind


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Filled(Value):
    """A contact that an action asked for, for the reader's region.

    Attributes:
        purpose: What it is for.
        kind: What it had to be, or None.
        referral: The contact; None if no pack has one for this region.
    """

    purpose: Purpose
    kind: ResourceKind | None
    referral: Referral | None

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        referral = self.referral.as_json() if self.referral else None
        return {"purpose": self.purpose.value, "kind": self.kind, "referral": referral}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Recommendation(Value):
    """An action, and why it stands where it stands.

    Attributes:
        action: The action.
        score: From 0 to 10 000 basis points: the sum of the points of its reasons.
        reasons: In the order of the factors; those without points say what moved it.
        moved: Points that it stands lower by, since actions above it share a topic; else 0.
        finds: The contacts that it asks for, for the reader's region.
        freshness: How old the evidence is that it rests on.
        languages: What its texts are shown in, in order of wish.
    """

    action: Action
    score: int
    reasons: tuple[Reason, ...]
    moved: int
    finds: tuple[Filled, ...]
    freshness: Freshness
    languages: tuple[str, ...] = ("en",)

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        of_action = ("id", "title", "summary", "steps", "minutes", "safety", "pack")
        shown = {
            **{name: getattr(self.action, name) for name in of_action},
            "language": self.action.title.pick(self.languages).language,
            "score": self.score,
            "moved": self.moved,
            "reasons": tuple(reason.as_json() for reason in self.reasons),
            "finds": tuple(filled.as_json() for filled in self.finds),
            "freshness": self.freshness,
            "source": self.action.source,
            "verified": self.action.verified,
        }
        made: dict[str, Any] = plain_data(shown, self.languages)
        return made


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Notice(Value):
    """What stands above a list: help, for somebody with a concern or under 18.

    Attributes:
        text: The core's own words.
        referral: Whom to turn to, if a pack has somebody for this region.
    """

    text: str
    referral: Referral | None = None

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {"text": self.text, "referral": self.referral.as_json() if self.referral else None}


@attrs.frozen(eq=False, repr=False)
class Stretch(Value):
    """An action that a small change would list.

    Attributes:
        action: The action.
        score: What it would score as things are.
        change: Fields of the profile (``minutes``, ``modes`` or ``cost``), each with the least
            value that lists the action. Mostly one; more only where nothing needs but one.
        languages: What its texts are shown in, in order of wish.
    """

    action: Action
    score: int
    change: Change
    languages: tuple[str, ...] = ("en",)

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data."""
        title = str(self.action.title.pick(self.languages))
        change = plain_data(self.change)
        return {"id": self.action.id, "title": title, "score": self.score, "change": change}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Recommendations(Value, Sequence[Recommendation]):
    """Recommendations in order of advice.

    Attributes:
        recommendations: The list.
        excluded: How many actions each gate keeps out, each action once, under its first
            closed gate; every gate has a key.
        stretch: Up to three near misses, best first: actions that a small change would list, of
            minutes, modes or cost. Empty with a concern.
        notices: What stands above the list: with a concern what to do in danger, under 18 whom
            to talk to. Empty for everybody else.
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
        """Return it as plain data."""
        return {
            "recommendations": [each.as_json() for each in self],
            "stretch": [each.as_json() for each in self.stretch],
            "excluded": dict(self.excluded),
            "notices": [notice.as_json() for notice in self.notices],
        }

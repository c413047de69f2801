"""The closed words in the JSON of answers, as types of plain text.

A test holds each list equal to the closed words of the vocabulary.
"""

from typing import Literal, TypeAlias

from takeaction.vocabulary.closed_words import AsksValue as AsksWord
from takeaction.vocabulary.closed_words import ChildConcernedValue as ChildConcernedWord
from takeaction.vocabulary.closed_words import DangerValue as DangerWord
from takeaction.vocabulary.closed_words import NeedTopicValue as NeedTopicWord
from takeaction.vocabulary.closed_words import PurposeValue as PurposeWord
from takeaction.vocabulary.closed_words import ReachValue as ReachWord
from takeaction.vocabulary.closed_words import ServesValue as ServesWord
from takeaction.vocabulary.closed_words import StopsValue as StopsWord
from takeaction.vocabulary.closed_words import TellsValue as TellsWord

CadenceWord: TypeAlias = Literal[
    "once", "daily", "weekly", "monthly", "yearly", "ongoing", "as-needed"
]
ChannelWord: TypeAlias = Literal["voice", "sms", "chat", "email", "web", "app", "tty", "in-person"]
ConcernWord: TypeAlias = Literal[
    "not-enough-information", "some-concern", "serious-concern", "strong-concern"
]
ContactCostWord: TypeAlias = Literal["free", "local-rate", "mobile-rate", "paid"]
CostWord: TypeAlias = Literal["none", "low", "medium", "high"]
ElementWord: TypeAlias = Literal["act", "means", "purpose", "context"]
FreshnessWord: TypeAlias = Literal["fresh", "aging", "stale", "expired", "unknown"]
GateWord: TypeAlias = Literal[
    "status",
    "region",
    "age",
    "roles",
    "concern",
    "mode",
    "cost",
    "risk",
    "minutes",
    "after",
    "done",
    "dismissed",
]
GoodKindWord: TypeAlias = Literal["forced", "child", "input", "sector"]
GradeBasisWord: TypeAlias = Literal["ilo-delphi", "ilo-by-concept", "law", "editorial"]
GradeWord: TypeAlias = Literal["context", "weak", "medium", "strong"]
IntentWord: TypeAlias = Literal[
    "need-self",
    "need-other",
    "signs",
    "report",
    "purchase",
    "travel",
    "act",
    "learn",
    "find-line",
    "other-harm",
    "unknown",
]
KindWord: TypeAlias = Literal[
    "action", "resource", "indicator", "vendor", "label", "good", "rating", "word"
]
LabelKindWord: TypeAlias = Literal[
    "product-certification",
    "enterprise-verification",
    "site-certification",
    "company-certification",
    "worker-driven-agreement",
    "membership",
]
MethodWord: TypeAlias = Literal[
    "called", "operator-page", "official-page", "in-writing", "two-sources", "none"
]
ModeWord: TypeAlias = Literal["solo-online", "solo-in-person", "group-online", "group-in-person"]
OperatorKindWord: TypeAlias = Literal[
    "ngo",
    "trade-union",
    "intergovernmental",
    "company",
    "government",
    "police",
    "immigration-enforcement",
]
PointsToWord: TypeAlias = Literal[
    "labour",
    "domestic-servitude",
    "sexual",
    "forced-criminality",
    "begging",
    "illegal-adoption",
    "unspecified",
]
PresenceWord: TypeAlias = Literal["none", "not-required", "some", "positive"]
ReadingWord: TypeAlias = Literal["read", "secondary", "not-read"]
ReferralStateWord: TypeAlias = Literal["open", "uncertain", "closed"]
ResourceKindWord: TypeAlias = Literal[
    "emergency",
    "hotline",
    "tip-line",
    "service",
    "organisation",
    "campaign",
    "guide",
    "report",
    "indicator-list",
    "law",
    "site",
]
ReturnsPeopleWord: TypeAlias = Literal["yes", "reported"]
ReviewScopeWord: TypeAlias = Literal["digits", "wording", "translation"]
RiskWord: TypeAlias = Literal["none", "low", "medium", "high"]
ServiceWord: TypeAlias = Literal["police", "ambulance", "fire"]
SharedWithWord: TypeAlias = Literal[
    "police", "immigration", "child-protection", "emergency-services", "government"
]
StatusWord: TypeAlias = Literal["active", "retired", "unknown"]
TemplateKindWord: TypeAlias = Literal["call", "letter", "post"]
VendorKindWord: TypeAlias = Literal[
    "retailer", "brand", "marketplace", "cause-retailer", "certifier"
]

__all__ = [
    "AsksWord",
    "CadenceWord",
    "ChannelWord",
    "ChildConcernedWord",
    "ConcernWord",
    "ContactCostWord",
    "CostWord",
    "DangerWord",
    "ElementWord",
    "FreshnessWord",
    "GateWord",
    "GoodKindWord",
    "GradeBasisWord",
    "GradeWord",
    "IntentWord",
    "KindWord",
    "LabelKindWord",
    "MethodWord",
    "ModeWord",
    "NeedTopicWord",
    "OperatorKindWord",
    "PointsToWord",
    "PresenceWord",
    "PurposeWord",
    "ReachWord",
    "ReadingWord",
    "ReferralStateWord",
    "ResourceKindWord",
    "ReturnsPeopleWord",
    "ReviewScopeWord",
    "RiskWord",
    "ServesWord",
    "ServiceWord",
    "SharedWithWord",
    "StatusWord",
    "StopsWord",
    "TellsWord",
    "TemplateKindWord",
    "VendorKindWord",
]

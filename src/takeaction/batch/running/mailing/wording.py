"""The words of an action for one person: its title, why it fits, and how to keep safe."""

from collections.abc import Callable, Collection, Hashable, Sequence
from typing import NamedTuple

import pyarrow as pa

from takeaction.batch.columns.mapping import ColumnMap
from takeaction.batch.reading.people import PeopleReader
from takeaction.catalog.catalog import Catalog
from takeaction.core_data import language_of
from takeaction.engine.ranking.answer import is_personal
from takeaction.engine.ranking.asker import look_up_asker
from takeaction.engine.ranking.factors import WEIGHTS
from takeaction.engine.ranking.loop import factor_levels
from takeaction.engine.reasons import say


class Coded(NamedTuple):
    """A reason as a result has it.

    Attributes:
        code: Its code.
        points: Its points.
    """

    code: str
    points: int


Languages = tuple[str, ...]


class LetterWording:
    """A writer of words for the people of one part, none of whom is refused or broken.

    What it remembers dies with the part. Nearly everybody has a reason in common with others.
    """

    def __init__(self, catalog: Catalog, columns: ColumnMap, people: pa.Table) -> None:
        self._catalog = catalog
        self._reader = PeopleReader(catalog, columns)
        self._people, _ = self._reader.read(people)
        self._words_of: dict[str, Callable[[int], Hashable]] = {
            "skill": lambda person: self._people.skills[person].tobytes(),
            "role": lambda person: int(self._people.role_set[person]),
            "topic": lambda person: int(self._people.topic_set[person]),
        }
        self._reasons: dict[Hashable, str] = {}
        self._texts: dict[tuple[str, Languages], tuple[str, str]] = {}

    def title_and_safety(self, action: str, languages: Languages) -> tuple[str, str]:
        """Return the title of an action, and its safety lines as one paragraph.

        The source sentence follows a translation that nobody has reviewed. The paragraph is empty
        if nothing can go wrong.
        """
        key = (action, languages)
        if key not in self._texts:
            record = self._catalog.actions[action]
            safety = " ".join(str(text.pick(languages)) for text in record.safety)
            self._texts[key] = record.title.pick(languages).text, " ".join(safety.split())
        return self._texts[key]

    def why(
        self,
        person: int,
        action: str,
        reasons: Sequence[Coded],
        languages: Languages,
        said: Collection[str],
    ) -> str:
        """Return the reason that says most about a person and was not said yet.

        It is that of ``Recommendation.why_unlike``.

        Args:
            person: The place of the person in the part.
            action: The id of the action.
            reasons: Its reasons, in order.
            languages: The languages of the person, best first.
            said: The texts of the reasons for the actions above.
        """
        given = [reason for reason in reasons if reason.points] or reasons
        best = sorted(given, key=lambda each: (is_personal(each.code), each.points), reverse=True)
        texts = (self._reason(person, action, each.code, languages) for each in best)
        first = self._reason(person, action, best[0].code, languages)
        return next((text for text in texts if text not in said), first)

    def _reason(self, person: int, action: str, code: str, languages: Languages) -> str:
        """Return the text of a reason.

        It depends on the action, and on the skills, roles or topics of the person.
        """
        words_of = self._words_of.get(code.partition(".")[0])
        key = (action, code, words_of and words_of(person), languages)
        if key not in self._reasons:
            self._reasons[key] = self._say(person, action, code, languages)
        return self._reasons[key]

    def _say(self, person: int, action: str, code: str, languages: Languages) -> str:
        asker = look_up_asker(self._catalog, self._reader.profile(self._people, person))
        record = self._catalog.actions[action]
        levels = factor_levels(record, asker, WEIGHTS, self._catalog.factors).values()
        slots = next(level.slots for level in levels if level.code == code)
        return say(code, language_of(languages), slots)

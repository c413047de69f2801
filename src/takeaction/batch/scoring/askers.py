"""Made-up people, one of each kind: the index fills a row of a table for each."""

from collections.abc import Iterator

from takeaction.batch.bits.arrays import bits_of
from takeaction.batch.questions import MODES, PeopleReader
from takeaction.catalog import Catalog
from takeaction.engine.ranking.asker import (
    BRIEF_MINUTES,
    SIGNS_TOPIC,
    Asker,
    Circumstance,
    look_up_asker,
)
from takeaction.models.question.profile import Profile
from takeaction.vocabulary.actions import Cost, Risk


class Askers:
    """People who differ from others in one thing. What is remembered dies with the call.

    Each method takes the key of a row; an even and an odd key differ in a second thing.
    """

    def __init__(self, catalog: Catalog, reader: PeopleReader) -> None:
        self._catalog = catalog
        self._reader = reader
        self.anybody = self._asker()
        self._with_time: dict[int, Asker] = {}

    def _asker(self, **fields: object) -> Asker:
        return look_up_asker(self._catalog, Profile(minutes=BRIEF_MINUTES, **fields))  # type: ignore[arg-type]

    def roles(self, role_set: int) -> Asker:
        """Return somebody with some roles and with time."""
        if role_set not in self._with_time:
            self._with_time[role_set] = self._asker(roles=self._role_ids(role_set))
        return self._with_time[role_set]

    def _role_ids(self, role_set: int) -> Iterator[str]:
        return self._reader.numberings.roles.members(self._reader.role_sets.sets[role_set])

    def roles_and_sitting(self, key: int) -> Asker:
        """Return somebody with some roles; odd keys have a brief sitting, which some notice."""
        role_set, is_brief = divmod(key, 2)
        person = self.roles(role_set)
        if is_brief and person.situation is Circumstance.TIME:
            return person._replace(situation=Circumstance.BRIEF)
        return person

    def roles_and_signs(self, key: int) -> Asker:
        """Return somebody with some roles; odd keys asked for signs."""
        role_set, asks_signs = divmod(key, 2)
        topics = frozenset({SIGNS_TOPIC} if asks_signs else ())
        return self.roles(role_set)._replace(own_topics=topics)

    def topic(self, topic: str) -> Asker:
        """Return somebody who asked for one topic."""
        return self._asker(topics=[topic])

    def place(self, place: int) -> Asker:
        """Return somebody in a place."""
        return self._asker(region=self._reader.places.codes[place])

    def modes(self, modes: int) -> Asker:
        """Return somebody who can act in some modes only."""
        suits = frozenset(mode for mode in MODES if bits_of([MODES.index(mode)]) & modes)
        return self.anybody._replace(modes=suits)

    def cost(self, cost: int) -> Asker:
        """Return somebody who pays up to a cost."""
        return self.anybody._replace(cost=tuple(Cost)[cost])

    def risk(self, risk: int) -> Asker:
        """Return somebody who takes up to a risk."""
        return self.anybody._replace(risk=tuple(Risk)[risk])

    def sitting(self, key: int) -> Asker:
        """Return somebody with some minutes; odd keys have them again and again."""
        minutes, recurring = divmod(key, 2)
        return self.anybody._replace(minutes=minutes, recurring=bool(recurring))

    def done(self, has_done: int) -> Asker:
        """Return somebody who did nothing so far, or something."""
        done = frozenset({"other:action"} if has_done else ())
        return self.anybody._replace(done=done)

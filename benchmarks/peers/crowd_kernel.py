"""The best actions of a crowd in C, compiled on demand; it has the same rules as ``kernel.c``."""

import ctypes
from pathlib import Path

import numpy as np
from columns import REGIONS, TOPICS, Array, Columns, bits, level_name
from people import PLACES, question

from peers.kernel import CQuestion, c_question_of, compile_source, table_of
from takeaction.catalog import Catalog
from takeaction.engine.ranking.asker import BRIEF_MINUTES, Circumstance, look_up_asker
from takeaction.engine.ranking.factors import AWARENESS
from takeaction.models.question.profile import Profile
from takeaction.models.region import WORLD, region

_SOURCE = (Path(__file__).parent / "crowd.c").read_text(encoding="utf-8")
_SITUATIONS = (Circumstance.BRIEF, Circumstance.TIME, Circumstance.WORK)
_INT32 = (
    *("place", "minutes", "top_cost", "top_risk"),
    *("done_1", "done_2", "dismissed_1", "dismissed_2"),
)
_FLAGS = ("recurring", "professional", "signs")
_INT64 = (
    *("suited_modes", "named", "rare", "wider", "of_work", "asked", "near", "has"),
    *(f"worth_{level}" for level in range(2, 7)),
)


class CrowdKernel:
    """The engine in C, over actions and people in memory."""

    def __init__(self, columns: Columns, numbers: dict[str, Array], catalog: Catalog) -> None:
        self._crowd = compile_source(_SOURCE).crowd
        self._size, self._people = len(columns), len(numbers["person"])
        self._columns = columns.all()
        self._levels = np.concatenate(
            [table_of(self._columns, "suits_other", level_name(each)) for each in _SITUATIONS]
        )
        kinds: dict[str, str] = dict.fromkeys(_INT32, "int32") | dict.fromkeys(_FLAGS, "uint8")
        kinds |= dict.fromkeys(_INT64, "int64")
        self._numbers = {
            name: np.ascontiguousarray(numbers[name], kind) for name, kind in kinds.items()
        }
        self._pointers = np.array([each.ctypes.data for each in self._numbers.values()], np.uint64)
        self._same = _same_for_all(catalog)
        self._here = np.zeros((len(PLACES), 256), np.uint8)
        for place, name in enumerate(PLACES):
            for code in region(name).chain:
                if code in REGIONS:
                    self._here[place, REGIONS.index(code)] = 1 if code == WORLD else 2

    def ask(self, count: int = 5) -> Array:
        """Return the keys of the first actions of each person; 0 where a list is at its end."""
        found = np.empty((self._people, count), np.uint64)
        self._crowd(
            ctypes.c_long(self._people),
            ctypes.c_long(self._size),
            ctypes.c_void_p(self._levels.ctypes.data),
            ctypes.c_void_p(self._pointers.ctypes.data),
            ctypes.byref(self._same),
            ctypes.c_void_p(self._here.ctypes.data),
            BRIEF_MINUTES,
            count,
            ctypes.c_void_p(found.ctypes.data),
        )
        return found


def _same_for_all(catalog: Catalog) -> CQuestion:
    """Return what does not depend on the person."""
    same = c_question_of(question(look_up_asker(catalog, Profile(minutes=60))))
    same.awareness = bits(TOPICS, [AWARENESS])
    return same


def best_in(keys: Array) -> list[tuple[int, int]]:
    """Return the scores and numbers of the keys of a person."""
    return [(key >> 32, 0xFFFFFFFF - (key & 0xFFFFFFFF)) for key in keys.tolist() if key]

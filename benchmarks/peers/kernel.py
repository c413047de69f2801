"""A kernel in C, compiled on demand: one pass over the columns that collects the best ten."""

import ctypes
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from columns import Array, Columns, level_name
from people import ANYONE_BIT, BY_AUDIENCE, EVERYBODY_BITS, GENERAL_BITS, Question, gains

from takeaction.engine.ranking.asker import Circumstance
from takeaction.engine.ranking.gates import MOST_PARTS

Best = list[tuple[int, int]]

TYPES = {
    "number": "int32_t",
    "region": "uint8_t",
    "ages": "uint8_t",
    "modes": "uint8_t",
    "cost": "uint8_t",
    "risk": "uint8_t",
    "least": "int32_t",
    "typical": "int32_t",
    "required": "uint64_t",
    "wanted": "uint64_t",
    "roles": "uint64_t",
    "only": "uint64_t",
    "made": "uint64_t",
    "addressed": "uint64_t",
    "topics": "uint64_t",
    "retired": "uint8_t",
    "concern": "uint8_t",
    "audience": "uint8_t",
    "welcomes": "uint8_t",
    "learns": "uint8_t",
    "everybody": "uint8_t",
    "duty": "uint8_t",
    "ongoing": "uint8_t",
    "parts": "uint8_t",
    "after": "int32_t",
    "report": "uint8_t",
    "unsaid": "uint8_t",
    "start": "uint8_t",
    "level": "uint8_t",
    "suits": "uint8_t",
}
"""The columns that it reads, each with the C type of its entries."""

MAX_WORTHS, MAX_HIDDEN = 8, 8
"""The lengths of arrays in C: made-up people have up to 5 skills, 4 done or dismissed actions."""

SOURCE = (Path(__file__).parent / "kernel.c").read_text(encoding="utf-8")


class CQuestion(ctypes.Structure):
    """A question in the form of the kernel."""

    _fields_ = (
        ("here", ctypes.c_uint8 * 256),
        ("worth", ctypes.c_int32 * MAX_WORTHS),
        ("worth_of", ctypes.c_uint64 * MAX_WORTHS),
        ("worths", ctypes.c_int32),
        ("hidden", ctypes.c_int32 * MAX_HIDDEN),
        ("hiddens", ctypes.c_int32),
        ("done", ctypes.c_int32 * MAX_HIDDEN),
        ("dones", ctypes.c_int32),
        *((name, ctypes.c_int32) for name in ("minutes", "parts", "recurring", "concern")),
        *((name, ctypes.c_int32) for name in ("professional", "signs")),
        *((name, ctypes.c_uint8) for name in ("age", "modes", "cost", "risk")),
        *(
            (name, ctypes.c_uint64)
            for name in (
                *("skills", "lacks", "named", "wider", "anyone", "everybody", "close"),
                *("asked", "near", "work", "young", "about", "general", "awareness"),
            )
        ),
        ("by_audience", ctypes.c_int32 * len(BY_AUDIENCE)),
        *((name, ctypes.c_int32 * 16) for name in ("time", "skill", "role", "topic")),
        *((name, ctypes.c_int32 * 16) for name in ("place", "kind", "start")),
    )


def compiler() -> str | None:
    """Return the path of a C compiler, or None if there is none."""
    return shutil.which("cc")


def compile_kernel() -> ctypes.CDLL:
    """Compile the kernel for this machine, with all its instructions."""
    with TemporaryDirectory() as folder:
        source, library = Path(folder, "kernel.c"), Path(folder, "kernel.so")
        names = "".join(f"const {kind} *{name}; " for name, kind in TYPES.items())
        head = f"#include <stdint.h>\ntypedef struct {{ {names}}} Columns;\n"
        source.write_text(head + SOURCE, encoding="utf-8")
        command = [str(compiler()), "-O3", "-march=native", "-shared", "-fPIC"]
        subprocess.run([*command, str(source), "-o", str(library)], check=True)  # noqa: S603
        return ctypes.CDLL(str(library))


class Kernel:
    """The engine in C.

    Args:
        columns: The actions, or those of one place.
        library: The compiled kernel.
    """

    def __init__(self, columns: Columns, library: ctypes.CDLL) -> None:
        self._size = len(columns)
        self._query = library.query
        self._query.argtypes = [
            ctypes.c_long,
            *[ctypes.c_void_p] * 2,
            ctypes.c_int,
            ctypes.c_void_p,
        ]
        self._columns = columns.all()
        self._pointers = {level_name(each): self._table(each) for each in Circumstance}

    def _table(self, circumstance: Circumstance) -> Array:
        is_own = circumstance is Circumstance.FOR_SELF
        suits = "suits_self" if is_own else "suits_other"
        return table_of(self._columns, suits, level_name(circumstance))

    def ask(self, c_question: CQuestion, level: str, count: int = 10) -> Best:
        """Return the score and number of the first actions."""
        keys = (ctypes.c_uint64 * count)()
        table = self._pointers[level].ctypes.data
        found_count = self._query(self._size, table, ctypes.addressof(c_question), count, keys)
        return [(key >> 32, 0xFFFFFFFF - (key & 0xFFFFFFFF)) for key in keys[:found_count]]


def table_of(columns: Mapping[str, Array], suits: str, level: str) -> Array:
    """Return the addresses of the columns, with those of a situation."""
    named = {**columns, "level": columns[level], "suits": columns[suits]}
    return np.array([named[name].ctypes.data for name in TYPES], np.uint64)


def c_question_of(question: Question) -> CQuestion:
    """Return a question as the kernel reads it."""
    c_question = CQuestion(
        worths=len(question.worth),
        hiddens=len(question.hidden),
        dones=len(question.done),
        minutes=question.minutes,
        parts=MOST_PARTS,
        recurring=question.recurring,
        concern=question.concern,
        professional=question.professional,
        signs=question.signs,
        age=question.age,
        modes=question.modes,
        cost=question.cost,
        risk=question.risk,
        skills=question.skills,
        lacks=question.lacks,
        named=question.named,
        wider=question.wider,
        anyone=ANYONE_BIT,
        everybody=EVERYBODY_BITS,
        close=question.close,
        asked=question.asked,
        near=question.near,
        work=question.implied[0],
        young=question.implied[1],
        about=question.about,
        general=GENERAL_BITS,
        awareness=question.awareness,
    )
    c_question.here[0] = 1
    for region in question.place:
        c_question.here[region] = 2
    for index, (worth, skills) in enumerate(question.worth):
        c_question.worth[index], c_question.worth_of[index] = worth, skills
    c_question.hidden[: len(question.hidden)] = question.hidden
    c_question.done[: len(question.done)] = question.done
    c_question.by_audience[:] = BY_AUDIENCE
    for name in ("time", "skill", "role", "topic", "place", "kind", "start"):
        getattr(c_question, name)[:] = gains(name)
    return c_question

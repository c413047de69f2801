"""Privacy of questions: an error that leaves a public function carries nothing that was typed.

Reporters of errors send the arguments of an error, what is behind it, and the local variables of
every frame of its traceback to somebody's server. All three may hold the words of a person, so no
frame of ours leaves, and an error that isn't ours leaves as a new one that has nothing but its
class.
"""

import os
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from errno import errorcode
from functools import wraps
from types import TracebackType
from typing import Any, ParamSpec, TypeVar, cast

from takeaction.errors import TakeActionError

_P = ParamSpec("_P")
_R = TypeVar("_R")
_Class = TypeVar("_Class", bound=type[Any])

_MOST_PLACES = 20
"""The most places that a note names, the innermost ones: a recursion without end has a thousand."""


_UNEXPECTED = "got an unexpected keyword argument"
"""What Python says before the name of an argument that a function doesn't have."""


class _Places(str):
    """A note of ours: an error that has it is bare already."""

    __slots__ = ()


def confidential(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Let no error leave *function* with anything that was typed.

    Our own errors say everything in their text, and hold no words. Of another error, such as a bug
    or one of the host's own iterable, the class leaves, with a note of the module, line and
    function of each frame that was cut off.
    """

    @wraps(function)
    def guarded(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        try:
            return function(*args, **kwargs)
        except BaseException as error:  # noqa: BLE001 - it is raised again below
            leaving = _bare(error)
        del args, kwargs  # this frame leaves with the error
        try:
            raise leaving
        finally:
            del leaving  # else it would hold itself

    return guarded


def confidential_init(cls: _Class) -> _Class:
    """Make the constructor of a question confidential."""
    cls.__init__ = confidential(cls.__init__)
    return cls


def _bare(error: BaseException) -> BaseException:
    """Return an error that holds nothing that was typed, and has no frame and no cause."""
    if isinstance(error, TakeActionError):
        error.__traceback__ = error.__cause__ = error.__context__ = None
        vars(error).pop("__notes__", None)
        if danger := getattr(error, "emergency", None):  # our own sentence, which goes with it
            error.add_note(danger)
        if isinstance(error, BaseExceptionGroup):
            for member in error.exceptions:
                _bare(member)
        return error
    places = _places(error.__traceback__)
    is_call = not places and isinstance(error, TypeError)  # wrong arguments: it has their names
    if is_call or any(isinstance(note, _Places) for note in getattr(error, "__notes__", ())):
        error.__traceback__ = error.__cause__ = error.__context__ = None
        if is_call and _UNEXPECTED in str(error):  # a name of no argument of ours may be typed
            error.args = (str(error).partition(_UNEXPECTED)[0] + _UNEXPECTED,)
        return error
    bare = _of_its_class(error)
    bare.add_note(_Places("\n".join(["Without words and frames, which may be typed:", *places])))
    return bare


def _of_its_class(error: BaseException) -> BaseException:
    """Return a new error of the same class, or of the nearest that needs no arguments."""
    if isinstance(error, BaseExceptionGroup):
        return BaseExceptionGroup("several errors", [_bare(member) for member in error.exceptions])
    arguments: tuple[object, ...] = ()
    number = error.errno if isinstance(error, OSError) else None
    if number is not None and number in errorcode:
        arguments = (number, os.strerror(number))
    elif isinstance(error, SystemExit) and isinstance(error.code, int):
        arguments = (error.code,)
    for kind in type(error).__mro__[:-2]:  # up to BaseException
        with suppress(Exception):  # a UnicodeError has five arguments, one of them the text
            return cast(BaseException, kind(*arguments))
    return Exception()


def _places(trace: TracebackType | None) -> deque[str]:
    """Return the module, line and function of the frames of a traceback, the innermost last."""
    places: deque[str] = deque(maxlen=_MOST_PLACES)
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__name__")
        if module != __name__:
            places.append(f"  {module}:{trace.tb_lineno} in {trace.tb_frame.f_code.co_qualname}")
        trace = trace.tb_next
    return places

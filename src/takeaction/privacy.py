"""Privacy of questions: an error that leaves a public function carries nothing that was typed.

Reporters of errors send the local variables of every frame in a traceback to somebody's server. A
frame of ours would hold the words of a person, so no frame of ours leaves.
"""

import sys
from collections import deque
from collections.abc import Callable
from functools import wraps
from types import TracebackType
from typing import Any, ParamSpec, TypeVar

from takeaction.errors import TakeActionError

_P = ParamSpec("_P")
_R = TypeVar("_R")
_Class = TypeVar("_Class", bound=type[Any])

_MOST_PLACES = 20
"""The most places that a note names, the innermost ones: a recursion without end has a thousand."""


def confidential(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Cut the frames of *function*, and of all that it calls, off every error that leaves it.

    Our own errors say everything in their text. Another error, such as a bug, gets a note with the
    module, line and function of each frame that was cut off, and no value.
    """

    @wraps(function)
    def guarded(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        try:
            return function(*args, **kwargs)
        except BaseException as error:  # noqa: BLE001 - it is raised again below
            leaving = error
        del args, kwargs  # this frame leaves with the error
        try:
            raise _without_frames(leaving)
        finally:
            del leaving  # else it would hold itself

    return guarded


def confidential_init(cls: _Class) -> _Class:
    """Make the constructor of a question confidential."""
    cls.__init__ = confidential(cls.__init__)
    return cls


def _without_frames(error: BaseException) -> BaseException:
    """Cut the tracebacks off an error and off the errors behind it, but for the host's own."""
    if not isinstance(error, TakeActionError) and (places := _places(error.__traceback__)):
        error.add_note("\n".join(["Without its frames, which hold what somebody typed:", *places]))
    handled = sys.exception()  # the host may be in the middle of handling an error of its own
    waiting: list[BaseException | None] = [error]
    seen: set[int] = set()
    while waiting:
        current = waiting.pop()
        if current is None or current is handled or id(current) in seen:
            continue
        seen.add(id(current))
        if isinstance(current, TakeActionError):  # nothing behind it says more than it does
            current.__cause__ = current.__context__ = None
        current.__traceback__ = None
        waiting += (current.__cause__, current.__context__)
        if isinstance(current, BaseExceptionGroup):
            waiting += current.exceptions
    return error


def _places(trace: TracebackType | None) -> deque[str]:
    """Return the module, line and function of the frames of a traceback, the innermost last."""
    places: deque[str] = deque(maxlen=_MOST_PLACES)
    while trace is not None:
        module = trace.tb_frame.f_globals.get("__name__")
        if module != __name__:
            places.append(f"  {module}:{trace.tb_lineno} in {trace.tb_frame.f_code.co_qualname}")
        trace = trace.tb_next
    return places

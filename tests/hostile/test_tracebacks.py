"""S59: an error that leaves the library takes no frame along: a frame holds what was typed."""

import inspect
import pickle
import sys
import traceback

import pytest

from takeaction import Profile, QueryError, search
from takeaction.errors import TakeActionError
from takeaction.privacy import confidential

TYPED = "he has my passport"


def _fail(text, error):
    words = text.split()
    raise error from KeyError(len(words))


@confidential
def asked(text, error):
    _fail(text, error)


@confidential
def asked_within(text, error):
    asked(text, error)


def caught(ask, error):
    with pytest.raises(type(error)) as info:
        ask(TYPED, error)
    return info.value


def functions_in(error):
    """Return the names of the functions in a traceback, but for this file's callers."""
    names = [frame.name for frame in traceback.extract_tb(error.__traceback__)]
    return [name for name in names if name not in {"caught", "guarded"}]


@pytest.mark.parametrize("ask", [asked, asked_within])
@pytest.mark.parametrize(
    "error",
    [QueryError("query.text", "Write."), RuntimeError(), KeyboardInterrupt(), RecursionError()],
    ids=lambda error: type(error).__name__,
)
def test_s59_an_error_keeps_its_kind_and_loses_its_frames(ask, error):
    left = caught(ask, error)

    assert type(left) is type(error)
    assert (left is error) is isinstance(error, TakeActionError)
    assert functions_in(left) == []


@pytest.mark.parametrize("ask", [asked, asked_within])
def test_s59_the_frame_that_is_left_holds_nothing(ask):
    left = caught(ask, QueryError("query.text", "Write."))

    frames = [frame for frame, _ in traceback.walk_tb(left.__traceback__)]
    (guarded,) = [frame for frame in frames if frame.f_code.co_name == "guarded"]

    assert set(guarded.f_locals) == {"function"}


def test_s59_nothing_behind_one_of_our_errors_leaves():
    left = caught(asked, QueryError("query.text", "Write."))

    assert (left.__cause__, left.__context__) == (None, None)
    assert not hasattr(left, "__notes__")


def test_s59_a_bug_says_where_it_is_and_holds_no_value():
    left = caught(asked, RuntimeError("bug"))

    (note,) = left.__notes__
    first, *places = note.splitlines()
    assert first == "Without words and frames, which may be typed:"
    assert [place.partition(" in ")[2] for place in places] == ["asked", "_fail"]
    assert all(f"{__name__}:" in place for place in places)
    assert (left.args, left.__cause__, left.__context__) == ((), None, None)
    assert TYPED not in "".join(traceback.format_exception(left))


def test_s59_a_call_with_wrong_arguments_fails_like_any_other():
    # nothing of ours has run yet, so there is nothing to note.
    with pytest.raises(TypeError, match="missing 2 required positional arguments") as info:
        asked()

    assert not hasattr(info.value, "__notes__")


def test_s59_a_recursion_without_end_has_a_short_note():
    @confidential
    def endless(depth=0):
        inner = endless.__wrapped__
        return inner(depth + 1)

    with pytest.raises(RecursionError) as info:
        endless()

    assert all(len(note.splitlines()) <= 21 for note in info.value.__notes__)


def test_s59_every_error_of_a_group_loses_its_frames():
    inner = RuntimeError("one")
    try:
        _fail(TYPED, inner)
    except RuntimeError:
        group = ExceptionGroup("all", [inner])

    left = caught(asked, group)

    assert left.exceptions[0].__traceback__ is None


def test_s59_errors_that_lead_back_to_each_other_are_cut_too():
    one, other = RuntimeError("one"), RuntimeError("other")
    one.__context__, other.__context__ = other, one

    assert functions_in(caught(asked, one)) == []


def test_s59_an_error_that_the_host_handles_keeps_its_frames():
    with pytest.raises(ValueError, match="invalid literal") as own:
        int("x")
    try:
        raise own.value
    except ValueError:
        left = caught(asked, RuntimeError("bug"))

    assert left.__context__ is own.value
    assert left.__traceback__ is not None
    assert own.value.__traceback__.tb_frame is sys._getframe()  # noqa: SLF001 - its own frame


def test_s59_an_iterable_of_the_host_that_fails_fails_as_its_own_error(catalog):
    def words():
        yield "writing"
        raise LookupError("the host's database is away")

    with pytest.raises(LookupError) as info:
        Profile(minutes=5, skills=words())

    assert info.value.args == ()
    assert "words" in info.value.__notes__[0].splitlines()[-1]
    with pytest.raises(TakeActionError):
        search(catalog, "")


def test_s59_a_guarded_function_looks_like_itself():
    assert search.__name__ == "search"
    assert [*inspect.signature(search).parameters][:2] == ["catalog", "text"]
    assert search.__doc__.startswith("Find records")
    assert pickle.loads(pickle.dumps(search)) is search  # noqa: S301 - our own
    assert [*inspect.signature(Profile).parameters][:2] == ["minutes", "per"]

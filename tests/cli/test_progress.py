"""Work of over a second says that it goes on, and a pipe hears nothing of it."""

import sys
import time
from io import StringIO
from unittest.mock import patch

import pytest

from takeaction.cli import terminal as module
from takeaction.cli.terminal import describe_pace, meter, progress


class Screen(StringIO):
    """An error output that is a terminal."""

    def isatty(self):
        return True


@pytest.fixture
def screen(monkeypatch):
    monkeypatch.setattr(module, "_PATIENCE", 0.0)
    return Screen()


def work(screen, mistake=None):
    """Work until something is shown, then fail if a mistake is given.

    The stream is replaced here: what captures output puts its own back after each fixture.
    """
    with patch.object(sys, "stderr", screen), progress("One moment…"):
        for _ in range(500):
            if screen.getvalue():
                break
            time.sleep(0.01)
        if mistake:
            raise mistake


def test_long_work_shows_a_line_that_goes_away(screen, monkeypatch):
    monkeypatch.setitem(sys.modules, "rich.console", None)

    work(screen)

    assert screen.getvalue() == "One moment…\r\x1b[K"


def test_long_work_shows_a_spinner_where_rich_is_installed(screen):
    work(screen)

    assert "One moment…" in screen.getvalue()


def test_quick_work_shows_nothing(screen, monkeypatch):
    monkeypatch.setattr(module, "_PATIENCE", 60.0)

    with patch.object(sys, "stderr", screen), progress("One moment…"):
        pass

    assert not screen.getvalue()


def test_a_pipe_hears_nothing(screen, monkeypatch):
    monkeypatch.setattr(screen, "isatty", lambda: False)

    with patch.object(sys, "stderr", screen), progress("One moment…"):
        time.sleep(0.05)

    assert not screen.getvalue()


def test_a_failure_takes_the_line_away_too(screen, monkeypatch):
    monkeypatch.setitem(sys.modules, "rich.console", None)

    with pytest.raises(ValueError, match="broken"):
        work(screen, ValueError("broken"))

    assert screen.getvalue().endswith("\r\x1b[K")


def test_a_meter_shows_rate_and_time_left_on_a_terminal(monkeypatch):
    screen = Screen()
    seconds = iter([0.0, 1.0, 3.0])
    monkeypatch.setattr(module, "monotonic", lambda: next(seconds))

    with patch.object(sys, "stderr", screen), meter(10_000, "people") as report:
        report(4_000)
        report(7_000)

    assert screen.getvalue().split("\r\x1b[K") == [
        "",
        "4,000 of 10,000 people",
        "7,000 of 10,000 people, 1,000 a second, 3 s left",
        "",
    ]


def test_a_meter_tells_a_pipe_nothing(capsys):
    with meter(10, "people") as report:
        report(0)
        report(10)
    with meter(10, "people"):
        pass

    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("done", "seconds", "text"),
    [
        (100, 1, "9 s left"),
        (500, 1, "1 s left"),
        (1, 1, "17 min left"),
        (1, 10, "2 h 46 min left"),
        (1, 0, "1 of 1,000 people"),
        (0, 9, "0 of 1,000 people"),
    ],
)
def test_the_time_left_is_in_the_unit_that_a_person_would_use(done, seconds, text):
    described = describe_pace(done, 1_000, "people", new=done, seconds=seconds)

    assert described.endswith(text)

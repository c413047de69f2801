"""``takeaction poster``: a poster of a place, with its numbers, to print."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from takeaction.cli import arguments
from takeaction.cli.catalog import load_for_answer
from takeaction.cli.files import write_file
from takeaction.cli.terminal import counted, line, show, show_json, warn
from takeaction.errors import LONGEST_PATH, plain

if TYPE_CHECKING:  # jinja2 and segno are extras, and no other command needs them
    from takeaction.web.poster.fitting import Poster, PosterLines

_OVER = (b"<!doctype html>", "web page")
"""The only files that a poster replaces."""

_NEEDS_WEB = "A poster needs the extra web: install takeaction[web]."


def add_commands(subparsers: arguments.Commands) -> None:
    """Add ``takeaction poster``."""
    parser = arguments.add_command(
        subparsers, "poster", "write a poster with the numbers of a place, to print", run
    )
    parser.add_argument(
        "--region",
        required=True,
        metavar="C",
        help="the place where it will hang, such as US or GB",
    )
    parser.add_argument(
        "--size",
        default="a4",
        metavar="S",
        help="the paper: a4, letter, wallet (cards to cut out) or door (half of A4) (a4)",
    )
    parser.add_argument("--page", metavar="URL", help="the https address of a page to read more on")
    parser.add_argument(
        "-o",
        dest="file",
        metavar="FILE",
        help="the HTML file to write; without it the poster is printed on the screen",
    )


def run(options: argparse.Namespace) -> int:
    """Write the poster, and say which numbers were left out and why."""
    from takeaction.web.poster.fitting import poster_lines
    from takeaction.web.poster.sheet import make_poster, read_choice
    from takeaction.web.settings import PageTexts

    at = arguments.requested_moment(options)
    choice = read_choice(options.region, options.languages or ("en",), options.size, options.page)
    texts = PageTexts(choice.languages, {})
    chosen = poster_lines(load_for_answer(options), choice.region, choice.languages, at)
    for each in chosen.left_out:
        warn(f"{each.id}, {each.contact}: {texts(each.why.text_code)}.")
    try:
        poster = make_poster(choice, chosen, at)
        html = _html(poster, texts("poster.name"))
    except ModuleNotFoundError as error:
        raise arguments.UsageError(_NEEDS_WEB) from error
    if options.file:
        write_file(Path(options.file), html.encode(), over=_OVER)
    if options.json:
        show_json(_as_json(poster, chosen, html, options.file))
    elif options.file:
        lines = counted(len(poster.lines), "line")
        line(f"{plain(options.file, LONGEST_PATH)}: {lines}. {poster.again}")
        line(texts("poster.before"))
    else:
        show(html)
    return 0


def _html(poster: "Poster", title: str) -> str:
    from takeaction.web.visit import render_poster

    return render_poster(poster, title).decode("utf-8")


def _as_json(
    poster: "Poster", chosen: "PosterLines", html: str, file: str | None
) -> dict[str, object]:
    """Return a poster as plain data; the page itself where no file has it."""
    return {
        "file": file,
        "size": poster.paper.value,
        "lines": [
            {"id": each.id, "number": each.number, "code": each.code.address}
            for each in poster.lines
        ],
        "again": poster.again,
        "left_out": [
            {"id": each.id, "contact": each.contact, "why": each.why.value}
            for each in chosen.left_out
        ],
        **({} if file else {"html": html}),
    }

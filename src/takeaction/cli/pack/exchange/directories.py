"""``takeaction pack import --hsds``: a draft pack from a directory of services."""

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from takeaction.cli import arguments
from takeaction.cli.arguments import UsageError
from takeaction.cli.files import read_start, write_new
from takeaction.cli.mistakes import refuse_pack
from takeaction.cli.progress import progress
from takeaction.cli.terminal import counted, dim, line, show, show_json
from takeaction.errors import LONGEST_PATH, PackErrors, plain

if TYPE_CHECKING:  # no other command needs the tools of authors
    from takeaction.authoring.hsds.drafting import DraftHeader, DraftPacks, ImportTerms

_NOT_WRITTEN = "Nothing was written."
_MOST_LINES = 20
_PUBLISHER = "Nobody yet: write who answers for this pack"
_LICENCE = "LicenseRef-unknown"


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of an import from a directory."""
    group = parser.add_argument_group("for a directory")
    add = group.add_argument
    add("--hsds", metavar="FILE", help="a directory in HSDS 3, as JSON, for a draft pack")
    add("--id", metavar="ID", help="the id of the pack; without it, the name of the file")
    add("--region", metavar="C", help="the place of services that name none; needed")
    add("--zone", metavar="Z", help="the time zone of opening hours that name none")
    purposes = "import services whose words name no purpose as well, with this one"
    arguments.add_list_option(parser, "--purpose", "purpose", "P", purposes)
    add("--source", metavar="TITLE", help="the name of the directory")
    add("--publisher", metavar="NAME", help="who answers for the pack")
    add("--licence", metavar="SPDX", help="the licence of the directory")


def run(options: argparse.Namespace) -> int:
    """Write a directory as a draft pack, and list everything that it does not carry."""
    from takeaction.authoring.hsds.drafting import MAX_BYTES, draft_packs

    if options.sheet is not None or options.kind is not None or options.replace:
        raise UsageError("--hsds goes without a spreadsheet, --kind and --replace.")
    path = Path(options.hsds)
    header, terms = _header(options, path), _terms(options, path)
    folder = Path(options.to or header.id)
    try:
        with progress("Reading the directory…"):
            draft = draft_packs(read_start(path, MAX_BYTES), path.name, header, terms)
    except PackErrors as errors:
        return refuse_pack(errors, options, _NOT_WRITTEN)
    folders = _write(folder, draft)
    if options.json:
        show_json(_as_json(draft, folders))
    else:
        _report(draft, folders)
    return int(not folders)


def _header(options: argparse.Namespace, path: Path) -> "DraftHeader":
    """Return the header of the pack.

    Raises:
        UsageError: Its id is not valid, or several languages are named.
        UnknownWordError: The language is unknown.
    """
    from takeaction.authoring.hsds.drafting import DraftHeader
    from takeaction.authoring.new import find_language
    from takeaction.packs.rules.address import is_id

    languages = options.languages or ["en"]
    if len(languages) > 1:
        raise UsageError("A pack is written in one language; others are translations.")
    options.language = languages[0]  # an error about it names the field "language"
    id = options.id or re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-")
    if not is_id(id):
        raise UsageError("--id takes a-z, 0-9 and hyphens between them, such as kent-help.")
    return DraftHeader(
        id,
        options.publisher or _PUBLISHER,
        options.licence or _LICENCE,
        find_language(options.language),
    )


def _terms(options: argparse.Namespace, path: Path) -> "ImportTerms":
    """Return the choices of the import.

    Raises:
        UsageError: No region is named, or the zone is unknown.
        UnknownWordError: The region or a purpose is unknown.
    """
    from takeaction.authoring.hsds.drafting import ImportTerms
    from takeaction.core_data import zones
    from takeaction.models.region import find_region
    from takeaction.vocabulary.resources import Purpose
    from takeaction.vocabulary.words import closed_words

    if options.region is None:
        raise UsageError("--region is needed: the place of services that name none.")
    if options.zone is not None and options.zone not in zones():
        raise UsageError("--zone takes the IANA name of a time zone, such as Europe/London.")
    purposes = closed_words(Purpose, options.purpose, "purpose")
    return ImportTerms(
        region=find_region(options.region).code,
        source=options.source or f"Directory {path.name}",
        zone=options.zone,
        purposes=tuple(sorted(purposes)),
        day=arguments.requested_moment(options).date(),
    )


def _write(folder: Path, draft: "DraftPacks") -> list[Path]:
    """Write the packs: one into the folder, several into folders inside it.

    Raises:
        UsageError: The folder is not empty, or cannot be written.
    """
    if not draft.records:
        return []
    is_one = len(draft.files) == 1
    files = {
        name if is_one else f"{id}/{name}": text
        for id, texts in draft.files.items()
        for name, text in texts.items()
    }
    write_new(folder, files)
    return [folder] if is_one else [folder / id for id in draft.files]


def _as_json(draft: "DraftPacks", folders: list[Path]) -> dict[str, object]:
    return {
        "folders": [str(folder) for folder in folders],
        "services": draft.services,
        "records": draft.records,
        "losses": [
            {"service": loss.service, "field": loss.field, "why": loss.why, "extent": loss.extent}
            for loss in draft.losses.listed
        ],
    }


def _report(draft: "DraftPacks", folders: list[Path]) -> None:
    services = counted(draft.services, "service")
    line(f"{services} in the directory, {counted(draft.records, 'record')} in the draft.")
    reasons = [*draft.losses.by_field().items()]
    if reasons:
        line("Not carried, or carried with a doubt:")
    for (field, why), count in reasons[:_MOST_LINES]:
        line(f"{count:>6,}  {plain(field) or 'the service'}: {plain(why)}", indent=4, hang=8)
    if len(reasons) > _MOST_LINES:
        line(f"{len(reasons) - _MOST_LINES:,} more reasons.", indent=4, style=dim)
    if reasons:
        line("Each with its service: the same call with --json.")
    if not folders:
        line(_NOT_WRITTEN)
        return
    for folder in folders:
        show(plain(str(folder), LONGEST_PATH))
    line("Nobody has verified these records, so pack build refuses their numbers for now.")
    line("Next: takeaction pack check FOLDER")

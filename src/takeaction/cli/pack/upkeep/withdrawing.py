"""``pack review --withdraw``: a translator or reader takes their name back."""

import argparse

from takeaction.authoring.reviewing import withdraw
from takeaction.cli.files import write_file
from takeaction.cli.terminal import counted, line, show_json
from takeaction.errors import LONGEST_PATH, plain, shown


def take_name_back(options: argparse.Namespace) -> int:
    """Remove every mark of a name from the files of a pack; 1 if a person has to remove some.

    Raises:
        TranslationError: The path is not a folder.
    """
    taken = withdraw(options.pack, options.withdraw)
    for path, content in taken.contents.items():
        write_file(path, content)
    if options.json:
        show_json({"removed": taken.marks, "by_hand": list(taken.by_hand)})
        return int(bool(taken.by_hand))
    line(f"{counted(taken.marks, 'mark')} of {shown(options.withdraw)} removed.")
    for place in taken.by_hand:
        line(f"Remove it yourself in {plain(place, LONGEST_PATH)}: we can't change that safely.")
    if taken.marks:
        line("Publish the pack again: editions that are out keep the name, also in their history.")
    return int(bool(taken.by_hand))

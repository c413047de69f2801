"""Bring the PO files of the pages up to date: ``python -P scripts/translations.py``.

It rewrites ``docs/locale``, and names each sentence that needs a translation. It needs the group
``docs``.
"""

import sys
import tempfile
import textwrap
from io import StringIO
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

DOCS = Path(__file__).parents[1] / "docs"
sys.path.insert(0, str(DOCS))

from sentences import (  # noqa: E402 - the folder of the pages is not a package
    LANGUAGES,
    PAGES,
    missing,
    path_of,
    read,
    updated,
    write,
)


def english() -> dict[str, list[str]]:
    """Return the English sentences of each page."""
    with tempfile.TemporaryDirectory() as folder, patch_docutils(DOCS), docutils_namespace():
        options = {"language": "es", "locale_dirs": ["_nowhere"]}
        app = Sphinx(DOCS, DOCS, folder, folder, "dummy", options, status=None, warning=StringIO())
        app.build()
        return {page: app.env.get_doctree(page)["sentences"] for page in PAGES}


def main() -> None:
    """Update every PO file, and print what is left to do."""
    for page, sentences in english().items():
        for language in LANGUAGES:
            if language == "en":
                continue
            catalog = updated(read(language, page), sentences)
            write(language, page, catalog)
            for text in missing(catalog, sentences):
                file = path_of(language, page).relative_to(DOCS.parent)
                print(f"{file}: {textwrap.shorten(text, 100)}")


if __name__ == "__main__":
    main()

"""The pages in other languages: beside the English ones, in ``es`` and ``fr``.

Each is a small site with the pages that are translated; its other links lead to the English pages.
A build of the English pages builds them too.
"""

import subprocess
import sys
import textwrap
from html import escape
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from docutils import nodes
from live import FOLDER
from sentences import LANGUAGES, PAGES, changed_parts, missing, read, unreviewed, unused
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import SphinxError
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.nodes import extract_messages

_LOG = logging.getLogger(__name__)
_COMMAND = "python -P scripts/translations.py"

_LABEL = {"en": "Languages", "es": "Idiomas", "fr": "Langues"}
_ENGLISH = {
    "es": "Los enlaces con la marca (en) llevan a páginas en inglés.",
    "fr": "Les liens marqués (en) mènent à des pages en anglais.",
}
_UNREVIEWED = {
    "es": (
        "<strong>Traducción sin revisar.</strong> Nadie ha revisado todavía esta traducción. "
        'La página que vale es <a href="{english}" hreflang="en">la página en inglés</a>.'
    ),
    "fr": (
        "<strong>Traduction non relue.</strong> Personne n'a encore relu cette traduction. "
        'La page qui fait foi est <a href="{english}" hreflang="en">la page en anglais</a>.'
    ),
}


def is_translated(app: Sphinx) -> bool:
    """Tell whether this build makes the pages of another language."""
    return app.config.language != "en"


def select_pages(app: Sphinx, config: Config) -> None:
    """Read only the pages that are translated."""
    if is_translated(app):
        config.include_patterns = [f"{page}.md" for page in PAGES]
        config.suppress_warnings = ["toc.not_readable"]  # the English build checks the contents
        if config.html_baseurl:
            config.html_baseurl += f"{config.language}/"


class KeepEnglish(SphinxTransform):
    """Keep the English sentences of a page, and the addresses of its headings.

    It runs just before Sphinx translates the page. The sentences are those of the blocks that are
    for reading, too. Translating a heading makes MyST forget the addresses of all others.
    """

    default_priority = 15

    def apply(self, **_: Any) -> None:
        """Keep them in the page."""
        sentences = [text for _, text in extract_messages(self.document)]
        blocks = [block.rawsource for block in _prose_blocks(self.document)]
        self.document["sentences"] = sentences + blocks
        self.document["slugs"] = self.env.metadata[self.env.docname].get("myst_slugs", {})


def finish_page(app: Sphinx, doctree: nodes.document) -> None:
    """Translate the blocks of a page, lead its links to where they are, and check its sentences."""
    if not is_translated(app):
        return
    page = app.env.docname
    app.env.metadata[page]["myst_slugs"] = doctree["slugs"]
    _lead_links(doctree, page, app.config.language)
    catalog = read(app.config.language, page)
    for block in _prose_blocks(doctree):
        message = catalog.get(block.rawsource)
        if message and message.string:
            block.rawsource, block.children = message.string, [nodes.Text(message.string)]
    _check(catalog, page, doctree["sentences"])


def _check(catalog: Catalog, page: str, sentences: list[str]) -> None:
    language = LANGUAGES[str(catalog.locale)]
    for text in missing(catalog, sentences):
        _warn(page, f"no {language} for", text, f"run {_COMMAND}, and translate it.")
    for text in unused(catalog, sentences):
        _warn(page, f"{language} for a sentence that is gone:", text, f"run {_COMMAND}.")
    for message in catalog:
        for part in changed_parts(message):
            _warn(page, f"{part} changed in {language}:", message.string, "write it as in English.")


def _warn(page: str, problem: str, text: str, fix: str) -> None:
    _LOG.warning("%s “%s” Fix: %s", problem, textwrap.shorten(text, 100), fix, location=page)


def _prose_blocks(doctree: nodes.document) -> list[nodes.literal_block]:
    return [each for each in doctree.findall(nodes.literal_block) if "prose" in each["classes"]]


def _lead_links(doctree: nodes.document, page: str, language: str) -> None:
    up = "../" * (page.count("/") + 1)
    for link in [*doctree.findall(addnodes.pending_xref)]:
        if link.get("refdomain") == "doc" and link["reftarget"] not in PAGES:
            anchor = f"#{link['reftargetid']}" if link["reftargetid"] else ""
            target = f"{up}{link['reftarget']}.html{anchor}"
            english = nodes.reference("", "", refuri=target, classes=["in-english"])
            english += link.children
            link.replace_self(english)
    for raw in [*doctree.findall(nodes.raw)]:  # a link to the finder, which is not a page
        text = raw.astext().replace(f'href="{FOLDER}/', f'href="../{FOLDER}/{language}/')
        raw.replace_self(nodes.raw(text, text, format="html"))


def add_switch(app: Sphinx, page: str, _: str, context: dict[str, Any], doctree: Any) -> None:
    """Put the choice of languages above a page, and who has reviewed it."""
    if doctree is None or page not in PAGES:
        return
    language = app.config.language
    home = "" if language == "en" else "../"
    up = "../" * page.count("/") + home
    address = {code: f"{up}{'' if code == 'en' else code + '/'}{page}.html" for code in LANGUAGES}
    alternates = [
        f'<link rel="alternate" hreflang="{code}" href="{link}">' for code, link in address.items()
    ]
    context["metatags"] = context.get("metatags", "") + "\n".join(alternates)
    context["body"] = (
        _switch(language, address) + _note(language, page, address["en"]) + context["body"]
    )


def _switch(language: str, address: dict[str, str]) -> str:
    items = []
    for code, name in LANGUAGES.items():
        now = ' aria-current="true"' if code == language else ""
        items.append(
            f'<a href="{escape(address[code])}" lang="{code}" hreflang="{code}"{now}>{name}</a>'
        )
    return f'<nav class="languages" aria-label="{_LABEL[language]}">{" ".join(items)}</nav>'


def _note(language: str, page: str, english: str) -> str:
    if language == "en":
        return ""
    words = _UNREVIEWED[language].format(english=escape(english))
    review = f"{words} " if unreviewed(read(language, page)) else ""
    text = f"<p>{review}{_ENGLISH[language]}</p>"
    return f'<div class="admonition note unreviewed" role="note">{text}</div>'


def build_others(app: Sphinx, error: Exception | None) -> None:
    """Build the pages of the other languages, side by side, with a process for each."""
    if error or app.builder.format != "html" or is_translated(app):
        return
    others = [code for code in LANGUAGES if code != "en"]
    builds = {code: subprocess.Popen(build_command(app, code)) for code in others}  # noqa: S603 - our own pages
    failed = [LANGUAGES[code] for code, build in builds.items() if build.wait()]
    if failed:
        raise SphinxError(f"These pages are not built, see above: {', '.join(failed)}.")


def build_command(app: Sphinx, language: str) -> list[str]:
    is_strict = getattr(app, "_fail_on_warnings", True)  # app.warningiserror is always false now
    strict = ["-W"] if is_strict else []
    options = ["-q", "-n", *strict, "-b", "html", "-D", f"language={language}"]
    folder = Path(app.outdir, language)
    return [sys.executable, "-m", "sphinx", *options, str(app.srcdir), str(folder)]

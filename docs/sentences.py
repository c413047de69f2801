"""Translated sentences of a page: its PO file, and the parts that no translation may change.

The PO files are in ``docs/locale/<language>/LC_MESSAGES``, one for each page. As in our packs, a
sentence marked ``fuzzy`` is shown, and says on its page that nobody has reviewed it.
"""

import re
from collections import Counter
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.pofile import read_po, write_po

LANGUAGES = {"en": "English", "es": "Español", "fr": "Français"}
"""The languages of the site, each in its own words."""

PAGES = (
    "index",
    "tutorial/first-answer",
    "tutorial/first-web-page",
    "tutorial/first-pack",
    "how-to/show-help",
    "how-to/add-a-quick-exit",
    "how-to/keep-a-question-private",
    "how-to/make-it-work-for-everybody",
    "how-to/protect-the-people-who-ask",
    "how-to/report-a-wrong-number",
)
"""The pages that are in all languages."""

NAMES = (
    *("takeaction", "Harbour Kent", "Harbour Street", "Ofcom", "Priya Raman", "TOML", "HSDS"),
    *("Python", "git", "Windows", "FastAPI", "Flask", "Django", "ASGI", "nginx", "Sentry"),
    *("Datadog", "New Relic", "Elastic", "ThroughLine", "Ctrl-C"),
)
"""Names that are the same in every language."""

_HEADER = """\
# {name} of docs/{page}.md. Readers see a sentence that is marked fuzzy; nobody has reviewed it.
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

"""
_LOCALE = Path(__file__).parent / "locale"
_CODE = re.compile(r"`[^`]+`")
_LINK = re.compile(r"\]\(([^)]+)\)|<(https?:[^>]+)>|href=\"([^\"]+)\"")
_FILE = re.compile(r"\b[\w-]+\.(?:md|toml|json|py)\b")
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_BOLD = re.compile(r"\*\*|\[ \]")
_NAME = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in NAMES))


def path_of(language: str, page: str) -> Path:
    """Return the PO file of a page."""
    return _LOCALE / language / "LC_MESSAGES" / f"{page}.po"


def read(language: str, page: str) -> Catalog:
    """Return the sentences of a page; none if nobody has translated it yet."""
    path = path_of(language, page)
    if not path.exists():
        return Catalog(locale=language, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def write(language: str, page: str, catalog: Catalog) -> None:
    """Write the PO file of a page, without dates and line numbers, so that a diff shows words."""
    path = path_of(language, page)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        header = _HEADER.format(name=LANGUAGES[language], page=page, language=language)
        file.write(header.encode())
        write_po(
            file, catalog, width=100, no_location=True, omit_header=True, ignore_obsolete=False
        )


def updated(old: Catalog, texts: list[str]) -> Catalog:
    """Return the sentences of a page as it is now, with the translations that still fit.

    A new sentence is empty, so that readers see the English one. A translation whose sentence is
    gone moves to the end, as a comment, and returns with its sentence.
    """
    known = {**old.obsolete, **{message.id: message for message in old if message.string}}
    new = Catalog(locale=old.locale, fuzzy=False)
    for text in dict.fromkeys(texts):
        message = known.pop(text, Message(text))
        new.add(text, message.string, flags=message.flags)
    new.obsolete.update({text: message for text, message in known.items() if text})
    return new


def missing(catalog: Catalog, texts: list[str]) -> list[str]:
    """Return the sentences of a page that have no translation."""
    return [text for text in dict.fromkeys(texts) if not _string(catalog.get(text))]


def unused(catalog: Catalog, texts: list[str]) -> list[str]:
    """Return the translated sentences that the page does not have."""
    return [message.id for message in catalog if message.id and message.id not in texts]


def unreviewed(catalog: Catalog) -> bool:
    """Tell whether nobody has reviewed a sentence of a page."""
    return any(message.fuzzy for message in catalog if message.id)


def fixed_parts(text: str) -> Counter[str]:
    """Return the parts of a sentence that no translation changes, such as code and numbers."""
    parts = Counter(_CODE.findall(text))
    without_code = _CODE.sub(" ", text)
    links = _LINK.findall(without_code)
    parts.update("".join(groups) for groups in links)
    prose = _LINK.sub(" ", without_code)
    for pattern in (_FILE, _NUMBER, _BOLD, _NAME):
        parts.update(pattern.findall(prose))
    return parts


def changed_parts(message: Message) -> list[str]:
    """Return the fixed parts that a translation lost or added, in order."""
    if not (message.id and message.string):
        return []
    was, now = fixed_parts(message.id), fixed_parts(message.string)
    return sorted({*(was - now), *(now - was)})


def _string(message: Message | None) -> str:
    return message.string if message else ""

"""Languages as HSDS writes them: their names, and codes without script or region."""

from collections.abc import Iterable
from typing import Any

from takeaction.export.contact_lines import language_name
from takeaction.export.hsds.identifiers import uuid_of


def spoken_languages(
    owner: str, id: str, tags: Iterable[str], language: str
) -> list[dict[str, Any]]:
    """Return the languages of a service or of a phone.

    Args:
        owner: ``service`` or ``phone``.
        id: Its UUID.
        tags: The BCP 47 tags of the languages.
        language: The language of their names.
    """
    return [
        {
            "id": uuid_of("language", id, tag),
            f"{owner}_id": id,
            "name": language_name(tag, language),
            "code": tag.partition("-")[0],
            **({"note": tag} if "-" in tag else {}),
        }
        for tag in dict.fromkeys(tags)
    ]

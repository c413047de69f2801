"""All files of the static finder, by path: the same records and day give the same bytes."""

import os
from collections.abc import Mapping
from functools import partial

from takeaction.export.selection import MANIFEST, manifest_of
from takeaction.web.static_site.addresses import LanguageFolders, links_in, with_links
from takeaction.web.static_site.edition import Edition
from takeaction.web.static_site.pages import first_addresses
from takeaction.web.static_site.runtime import FOLDER, Runtime, runtime_settings

_STATIC = os.path.join(os.path.dirname(os.path.dirname(__file__)), "static")
_OWN = os.path.join(os.path.dirname(__file__), "assets")


def static_finder(edition: Edition, *, base: str | None = None) -> Mapping[str, bytes]:
    """Return the files of a static finder.

    Its pages are made by the functions and templates of the live finder. Referrals are those of
    ``find_help`` for no moment: a page that is read later says when a line is open.

    Args:
        edition: The records, the settings of the host and the day.
        base: The path under which it is published, such as ``/help/``, for the page of an address
            that is not there; None for no such page.

    Returns:
        The bytes of each file by its path, in order of path; ``export.json`` has their digests.
    """
    folders, runtime = LanguageFolders(edition.site.languages), edition.runtime
    files = {name: _read(_STATIC, name) for name in ("finder.css", "leave.js")}
    for language in folders.languages:
        files |= _pages(edition, folders, language)
    if base is not None:
        files["404.html"] = _missing(edition, folders, base)
    if edition.has_catalogue:
        files["records.js"] = _read(_OWN, "records.js")
    if runtime is not None:
        files |= _box(edition, runtime)
    files[MANIFEST] = manifest_of(edition.catalog, files, kind="site", made=edition.made)
    return dict(sorted(files.items()))


def _box(edition: Edition, runtime: Runtime) -> dict[str, bytes]:
    """Return the files of the question box: a small script, and what that loads on request."""
    files = {f"{FOLDER}/{name}": content for name, content in runtime.files.items()}
    settings = runtime_settings(runtime, edition.catalog, edition.site)
    return {
        **files,
        f"{FOLDER}/settings.json": settings,
        f"{FOLDER}/worker.js": _read(_OWN, "worker.js"),
        "finder.js": _read(_OWN, "finder.js"),
    }


def _pages(edition: Edition, folders: LanguageFolders, language: str) -> dict[str, bytes]:
    """Return the pages of a language: those to begin with, and all that their links lead to."""
    addresses = list(first_addresses(edition.catalog, edition.regions))
    known, files = set(addresses), {}
    for address in addresses:  # it grows meanwhile
        html = edition.write(address, language)
        pages = [link for link in links_in(html) if _is_page(link)]
        new = [link for link in dict.fromkeys(pages) if link not in known]
        known.update(new)
        addresses += new
        rewrite = folders.relative(address, language)
        files[folders.path(address, language)] = with_links(html, rewrite).encode("utf-8")
    return files


def _is_page(link: str) -> bool:
    return not link.endswith((".css", ".js"))


def _missing(edition: Edition, folders: LanguageFolders, base: str) -> bytes:
    """Return the page for an address that is not there: a server gives it out at any depth."""
    language = folders.languages[0]
    html = edition.write_missing(language)
    target = partial(folders.target, "/", language=language)
    return with_links(html, lambda link: f"{base}{target(link)}").encode("utf-8")


def _read(folder: str, name: str) -> bytes:
    with open(os.path.join(folder, name), "rb") as file:  # one of ours, by name
        return file.read()

"""Handling: one pure function from a request to its response, for every kind of host."""

import os
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from importlib import import_module
from pkgutil import iter_modules
from urllib.parse import quote

import attrs

from takeaction.catalog import Catalog
from takeaction.errors import QueryError
from takeaction.models.question.arguments import read_languages
from takeaction.models.record import page_name
from takeaction.privacy import confidential
from takeaction.vocabulary.language import may_be_spoken
from takeaction.web import api, exchange, pages
from takeaction.web.exchange import (
    Request,
    Response,
    asset_headers,
    one,
    page_headers,
    read_body,
    read_fields,
)
from takeaction.web.pages import home
from takeaction.web.pages.about import RECORD, record_at, record_page
from takeaction.web.settings import Site, host_style
from takeaction.web.visit import ROUTES, Download, FormFields, Page, Route, Visit, render

_HTML = "text/html; charset=utf-8"
_HOST_STYLE = "/host.css"
_ASSETS = {
    "/finder.css": "text/css; charset=utf-8",
    _HOST_STYLE: "text/css; charset=utf-8",
    "/leave.js": "text/javascript; charset=utf-8",
    "/poster.css": "text/css; charset=utf-8",
}
_TRY_AGAIN = ("retry-after", str(exchange.TRY_AGAIN))
_LINKABLE = frozenset({"region", "language", "size"})
"""The fields that an address may hold: a place and a language say little about a person."""

for _module in iter_modules(pages.__path__):  # a page is a module there: no list names it
    import_module(f"{pages.__name__}.{_module.name}")

PAGES: Mapping[str, Route] = {path: page for (verb, path), page in ROUTES.items() if verb == "GET"}
"""The pages that have an address, by path."""

_QUICK = {path for path, page in PAGES.items() if page.is_quick} | set(_ASSETS)


def is_quick(request: Request) -> bool:
    """Return whether a request asks no question, so that its page is written in less than a ms."""
    is_page = request.path in _QUICK or request.path.startswith(RECORD)
    return is_page and request.method in {"GET", "HEAD"}


@confidential
def handle(catalog: Catalog, site: Site, request: Request, at: datetime) -> Response:
    """Answer a request. It keeps nothing, and no response repeats what was sent.

    Args:
        catalog: The records.
        site: The settings of the host.
        request: The request.
        at: The moment, aware.
    """
    if site.is_local and not exchange.is_for_this_machine(request):
        return _finished(request, Response(status=421, headers=page_headers(site, _HTML)))
    if request.method in {"GET", "HEAD"} and request.path in _ASSETS:
        return _finished(request, _asset(site, request.path))
    if request.path.startswith(api.PREFIX):
        return _finished(request, api.respond(catalog, site, request, at))
    status = exchange.refusing_status(request)
    fields = None if status else _fields(request)
    visit = _visit(catalog, site, request, fields or {}, at)
    is_refused = status or fields is None
    page = home.problem_page(visit, status or 400) if is_refused else _page(visit, request)
    response = _response(visit, page)
    if (
        not is_refused
        and request.path.startswith(RECORD)
        and visit.path not in ("", request.path[1:])
    ):
        # An address with the id of a record, which people may have saved.
        place = quote(visit.link(visit.path), safe="/?&=%")  # a mount may have any letter
        moved = (*response.headers, ("location", place))
        response = attrs.evolve(response, status=308, headers=moved)
    return _finished(request, response)


@confidential
def too_late(catalog: Catalog, site: Site, request: Request, at: datetime) -> Response:
    """Refuse a request whose answer takes too long; the danger line is on the page.

    Args:
        catalog: The records.
        site: The settings of the host.
        request: The request.
        at: The moment, aware.
    """
    if request.path.startswith(api.PREFIX):
        response = api.refusing_response(site, request, 503)
    else:
        visit = _visit(catalog, site, request, _fields(request) or {}, at)
        response = _response(visit, home.problem_page(visit, 503))
    return _finished(request, attrs.evolve(response, headers=(*response.headers, _TRY_AGAIN)))


def _fields(request: Request) -> FormFields | None:
    """Return the fields of a request; None if they can't be read, or an address says too much."""
    query = read_fields(request.query)
    if query is None or not query.keys() <= _LINKABLE:
        return None
    if request.method != "POST":
        return query
    body = None if exchange.is_json(request) else read_body(request.body)
    return None if body is None else {**query, **body}


def _visit(
    catalog: Catalog, site: Site, request: Request, fields: FormFields, at: datetime
) -> Visit:
    # One text is read as a browser's list of languages, in which nonsense is passed over.
    chosen = read_languages(one(fields, "language") or "", ())[:1]
    chosen = tuple(filter(may_be_spoken, chosen))
    usual = read_languages(request.headers.get("accept-language", ""), site.languages[:1])
    return Visit(
        catalog=catalog,
        site=site,
        root=request.root,
        fields=fields,
        languages=tuple(dict.fromkeys((*chosen, *usual))),
        at=at,
        path=_linkable_path(catalog, request.path),
        chosen_language=chosen[0] if chosen else None,
    )


def _linkable_path(catalog: Catalog, path: str) -> str:
    """Return the path of a page for a link to it; that of the first page where it has none."""
    record = record_at(catalog, path)
    if record is not None:
        return f"record/{page_name(record.id)}"
    is_page = path in PAGES and PAGES[path].page is not home.home
    return path.removeprefix("/") if is_page else ""


def _response(visit: Visit, page: Page | Download) -> Response:
    if isinstance(page, Download):
        name = ("content-disposition", f'attachment; filename="{page.name}"')
        headers = (*page_headers(visit.site, page.kind), name)
        return Response(status=200, headers=headers, body=page.body)
    headers = page_headers(visit.site, _HTML)
    return Response(status=page.status, headers=headers, body=render(page.visit or visit, page))


def _page(visit: Visit, request: Request) -> Page | Download:
    record = record_at(visit.catalog, request.path)
    if record is not None:
        return record_page(visit, record)
    verb = "POST" if request.method == "POST" else "GET"
    found = ROUTES.get((verb, request.path))
    if found is None:
        is_known = any(path == request.path for _, path in ROUTES)
        return home.problem_page(visit, 405 if is_known else 404)
    try:
        return found.page(visit)
    except QueryError:  # a field of the form has a value that no page of ours sends
        return home.problem_page(visit, 400)


def _asset(site: Site, path: str) -> Response:
    if path == _HOST_STYLE:
        body = host_style(site.colours).encode()
    else:  # a file of ours, by its name in _ASSETS
        with open(f"{os.path.dirname(__file__)}/static{path}", "rb") as file:
            body = file.read()
    return Response(status=200, headers=asset_headers(_ASSETS[path]), body=body)


def _finished(request: Request, response: Response) -> Response:
    """Add the length of the body; the response to HEAD has that length, and no body."""
    headers = response.headers
    if response.status != HTTPStatus.NO_CONTENT:
        headers = (*headers, ("content-length", str(len(response.body))))
    body = b"" if request.method == "HEAD" else response.body
    return Response(status=response.status, headers=headers, body=body)

"""A request and its response, as plain values: no framework, no socket."""

from collections.abc import Mapping

import attrs

from takeaction.value import Value


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Request(Value):
    """A request of a browser or a program.

    Attributes:
        method: The method, such as ``GET``.
        path: The path below the mount point, from ``/``; decoded.
        root: The path of the mount point, such as ``/take-action``; empty at the top.
        query: The part behind the ``?``, as it was sent.
        headers: The headers by name in lower case; one sent twice has its values joined by commas.
        body: The body as it was sent; of one that is too long, enough to show that.
        arrived: Whether the body came to its end, and in time.
    """

    method: str = "GET"
    path: str = "/"
    root: str = ""
    query: str = ""
    headers: Mapping[str, str] = attrs.field(factory=dict)
    body: bytes = b""
    arrived: bool = True

    def _shown(self) -> dict[str, object]:
        """Return the parts for ``repr``: no query and no body, which hold what was typed."""
        return {"method": self.method}


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Response(Value):
    """The answer to a request.

    Attributes:
        status: The HTTP status.
        headers: The headers in the order in which they are sent.
        body: The body; empty for ``HEAD``.
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""

    def _shown(self) -> dict[str, object]:
        return {"status": self.status, "bytes": len(self.body)}

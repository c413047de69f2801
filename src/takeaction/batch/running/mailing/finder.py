"""Links to the pages of the host's own finder."""

import re

import attrs

from takeaction.batch.running.refusal import BatchRefusedError

_ID = re.compile(r"(?<=[/=])ID(?=$|[/?#&.])")
"""The place of the id: a part of the path or a value of the query, not letters of a word."""

_ADDRESS = re.compile(r"https://[^\s/\"'<>\\]+/[^\s\"'<>\\]*")


@attrs.frozen
class FinderLinks:
    """The finder of a host.

    Attributes:
        address: The address of the page of a record, such as
            ``https://example.org/finder/record/ID``.

    Raises:
        BatchRefusedError: It is no https address, or has no place for the id.
    """

    address: str = attrs.field()

    @address.validator
    def _check_address(self, _: object, address: str) -> None:
        if not _ADDRESS.fullmatch(address) or len(_ID.findall(address)) != 1:
            raise BatchRefusedError(
                "The finder is no address that we can use. Fix: write the https address of the page"
                " of a record, with ID in its place, such as https://example.org/record/ID."
            )

    def link(self, id: str) -> str:
        """Return the address of the page of a record."""
        return _ID.sub(id, self.address)

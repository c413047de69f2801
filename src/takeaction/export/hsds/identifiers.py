"""Identifiers of HSDS objects: UUIDs made from our own ids, so that they never change."""

from uuid import NAMESPACE_URL, uuid5


def uuid_of(kind: str, *parts: str) -> str:
    """Return the UUID of an HSDS object.

    Args:
        kind: The kind of object, such as ``service`` or ``phone``.
        parts: The ids that identify it among those of its kind, such as the id of a record and of
            a contact.

    Example:
        >>> uuid_of("service", "us-hotline:national-hotline")
        '6ab87938-6b5c-5c13-aa68-9c9f3a778b7b'
    """
    return str(uuid5(NAMESPACE_URL, "takeaction:" + "/".join((kind, *parts))))

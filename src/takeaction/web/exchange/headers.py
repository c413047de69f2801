"""The headers of every response: nothing is kept, sent on, framed or run."""

from takeaction.web.settings.site import Site


def page_headers(site: Site, kind: str) -> tuple[tuple[str, str], ...]:
    """Return the headers of a response.

    Args:
        site: The settings of the finder.
        kind: The media type of the body.
    """
    policy = (
        "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; "
        f"base-uri 'none'; frame-ancestors {site.frame_ancestors}"
    )
    return (
        ("content-type", kind),
        ("content-security-policy", policy),
        ("cache-control", "no-store"),
        ("referrer-policy", "no-referrer"),
        ("x-content-type-options", "nosniff"),
        ("cross-origin-opener-policy", "same-origin"),
        ("permissions-policy", "geolocation=(), camera=(), microphone=()"),
    )


def asset_headers(kind: str) -> tuple[tuple[str, str], ...]:
    """Return the headers of the style sheet or the script, which say nothing about a reader."""
    return (
        ("content-type", kind),
        ("cache-control", "public, max-age=86400"),
        ("x-content-type-options", "nosniff"),
        ("cross-origin-resource-policy", "same-origin"),
    )

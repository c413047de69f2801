# Generated from data/words.toml by scripts/words.py; change the words there.
"""The closed words of goods, vendors and labels."""

from enum import StrEnum


class GoodKind(StrEnum):
    """The reason a good is listed; sector says nothing about the individual goods of the sector."""

    FORCED = "forced"
    CHILD = "child"
    INPUT = "input"
    SECTOR = "sector"


class VendorKind(StrEnum):
    """The kind of a vendor; a certifier sells nothing."""

    RETAILER = "retailer"
    BRAND = "brand"
    MARKETPLACE = "marketplace"
    CAUSE_RETAILER = "cause-retailer"
    CERTIFIER = "certifier"


class LabelKind(StrEnum):
    """The kind of a label."""

    PRODUCT_CERTIFICATION = "product-certification"
    ENTERPRISE_VERIFICATION = "enterprise-verification"
    SITE_CERTIFICATION = "site-certification"
    COMPANY_CERTIFICATION = "company-certification"
    WORKER_DRIVEN_AGREEMENT = "worker-driven-agreement"
    MEMBERSHIP = "membership"

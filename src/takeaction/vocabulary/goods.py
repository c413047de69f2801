"""The closed words of goods, vendors and labels."""

from enum import StrEnum


class VendorKind(StrEnum):
    """What a seller is; a certifier sells nothing."""

    RETAILER = "retailer"
    BRAND = "brand"
    MARKETPLACE = "marketplace"
    CAUSE_RETAILER = "cause-retailer"
    CERTIFIER = "certifier"


class LabelKind(StrEnum):
    """What a label certifies."""

    PRODUCT_CERTIFICATION = "product-certification"
    ENTERPRISE_VERIFICATION = "enterprise-verification"
    SITE_CERTIFICATION = "site-certification"
    COMPANY_CERTIFICATION = "company-certification"
    WORKER_DRIVEN_AGREEMENT = "worker-driven-agreement"
    MEMBERSHIP = "membership"


class GoodKind(StrEnum):
    """Why a good from a country is listed; sector says nothing of each good in it."""

    FORCED = "forced"
    CHILD = "child"
    INPUT = "input"
    SECTOR = "sector"

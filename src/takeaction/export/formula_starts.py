"""The characters with which a text may start that a spreadsheet runs as a formula."""

FORMULA_STARTS = "=+@\t\r\n\uff1d\uff0b\uff0d\uff20-"
"""For a character class of a regular expression, so the hyphen comes last.

OWASP ASVS 1.2.10 names =, +, -, @ and tab; some programs also accept a line break or a full-width
sign.
"""

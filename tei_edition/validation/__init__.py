"""The schema, the rules and the references between files, as diagnostics with lines."""

from tei_edition.validation.validating import validate

__all__ = ["validate"]

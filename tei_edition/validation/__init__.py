"""The schema, the rules and the references between files, as diagnostics with lines."""

"""Hand work is never lost: what editors changed in the TEI outlives every later conversion."""

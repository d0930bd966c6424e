"""Why an editor may trust a conversion: what is in doubt, which rule decided, what to write to have it otherwise."""

"""From the transcript to TEI, and back."""

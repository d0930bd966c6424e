"""What came from the archive: bytes, lines, layouts, signs, dates, blocks."""

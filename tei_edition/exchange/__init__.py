"""Import and export for other projects."""

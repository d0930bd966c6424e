"""Transcripts of archival documents in, a scholarly edition out."""

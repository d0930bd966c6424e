"""Recognisers: small questions asked of one unit of lines, a room a station of the form.

A document runs heads → routing (copies, receipt, series) → message (address, paragraphs, signature) →
processing (notes of the office); what a line is, is told by its words here and by its place in the walk.
"""

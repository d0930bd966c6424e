"""The book: reading trees → print XML → Typst → PDF.

``words`` says it in the book's language, ``print_xml`` puts the volume together, ``paper`` knows trim sizes,
``ledger`` turns what a pass found into what the next needs, ``press`` runs the passes, ``volume`` leads.
"""

from tei_edition.publishing.book.volume import make_book

__all__ = ["make_book"]

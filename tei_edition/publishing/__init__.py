"""From TEI by way of the reading tree to the site and the book."""

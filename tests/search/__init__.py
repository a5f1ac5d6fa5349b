"""Finding: what a query means, how words are found in a text, and what a book finds."""

"""The visual language: themes, the one style sheet, and the filter that keeps control characters from the terminal."""

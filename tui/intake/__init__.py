"""Taking in a case, and changing what is written about it."""

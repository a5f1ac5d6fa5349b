"""Before the book is open and after it is locked: the first start, the unlock screen, locking, and coming back."""

"""Moving a case: what the keys of a place do with the case under its cursor, and the dialogs that ask."""

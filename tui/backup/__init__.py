"""A backup made from the board: where to, how far it is, and that it is whole."""

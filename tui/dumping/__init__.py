"""Writing the whole book out from the board, for another program."""

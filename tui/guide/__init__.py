"""Help where the user is, and the palette of commands: both made from the command table."""

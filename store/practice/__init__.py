"""The profession's rules as pure functions: no disk, no screen, no clock of their own."""

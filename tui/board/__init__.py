"""The board: every case that is being worked on, across the intervention cycle."""

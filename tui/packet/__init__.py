"""What leaves the casebook for a supervisor, as the user sees it."""

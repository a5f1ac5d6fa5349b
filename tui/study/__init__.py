"""Knowing one's own practice: the statistics of a period on a screen."""

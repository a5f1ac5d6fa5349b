"""The daily review as a place: who needs the worker today, and why, one case after the other to an empty queue."""

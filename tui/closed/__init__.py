"""All closed cases, however long ago: their list, and the way into their files. How a case is closed is in `moves`."""

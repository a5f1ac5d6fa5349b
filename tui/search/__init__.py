"""Finding anything: the screen in which one types what to look for. What is found, and how, is in `store.search`."""

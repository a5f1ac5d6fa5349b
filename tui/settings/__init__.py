"""What the user sets for the whole book. What the settings are stands in `store.settings`."""

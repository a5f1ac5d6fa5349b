"""Everything a person sees: screens, widgets, keys, the command line. No rule of the profession lives here."""

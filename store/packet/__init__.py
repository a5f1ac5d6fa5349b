"""Supervision packets: what leaves the casebook for another person's eyes.

The way of a packet: `prepare` masks the files of its cases (`register` knows whom, `masking` how, `veil` walks through
the records) and has the `sections` say them as blocks of a `document`; a writer of `formats` makes a file of it, and
`export` lets it out of the book. Nothing here knows the screen.
"""

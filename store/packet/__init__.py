"""Supervision packets: what leaves the casebook for another person's eyes. `export_case` is the door.

`document` is the list of blocks a packet is made of, `case` fills it from one case, `markdown` writes it, `files` puts
it into a file that is whole or not there. Nothing here knows the screen; masking comes with a later version.
"""

from store.packet.case import case_document
from store.packet.export import FORMATS, case_text, export_case, print_case

__all__ = ["FORMATS", "case_document", "case_text", "export_case", "print_case"]

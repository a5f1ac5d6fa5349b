"""One case, whole, as one encrypted file for a colleague, and such a file taken in.

`sending` makes the file and lets it out, `receiving` opens one and takes its case in. `contents` is what is inside,
`sealed` what one sees from outside, `renaming` gives a case that comes in its own code and ids. None knows the screen.
"""

from store.exchange.handover.contents import LONGEST_NAME, Handover, facts, gather, pack
from store.exchange.handover.receiving import here_already, open_handover, receive, take_in
from store.exchange.handover.sealed import (
    Opens,
    is_handover,
    is_recipient,
    opens_with,
    seal_for_passphrase,
    seal_for_recipient,
)
from store.exchange.handover.sending import let_go, recipient_in, recipient_of

__all__ = [
    "LONGEST_NAME",
    "Handover",
    "Opens",
    "facts",
    "gather",
    "here_already",
    "is_handover",
    "is_recipient",
    "let_go",
    "open_handover",
    "opens_with",
    "pack",
    "receive",
    "recipient_in",
    "recipient_of",
    "seal_for_passphrase",
    "seal_for_recipient",
    "take_in",
]

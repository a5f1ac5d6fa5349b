"""Masking: replacing what names or locates a client by tokens that say only what it was.

`masker` is the door; `patterns` finds numbers and addresses by their form, `written_days` days, `names` the registered
names in all their written forms, and `suspects` what nobody registered and a person has to look at. Nothing here knows
of cases or packets, and no rule is trusted to find a name that was not registered: that is what the suspects are for.
"""

from store.packet.masking.masker import Masked, Masker, mask
from store.packet.masking.spans import Doubt, Span, Suspect
from store.packet.masking.subjects import Subject

__all__ = ["Doubt", "Masked", "Masker", "Span", "Subject", "Suspect", "mask"]

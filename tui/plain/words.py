"""argparse in the language in use: its own texts are looked up in our catalogue.

argparse takes every text it shows through the names `_` and `ngettext` of its module, so those two are ours once
`speak` was called. The texts are listed here for the catalogue to find; one that a later Python words anew shows in
English until it is added.
"""

import argparse

from store.language import N_, _, n_

ARGPARSE = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"),
    N_("unrecognized arguments: %s"),
    N_("not allowed with argument %s"),
    N_("ignored explicit argument %r"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    n_("expected %s argument", "expected %s arguments", 1),
)
"""What argparse may say to a user of ours."""


def speak() -> None:
    """Let argparse look its texts up in our catalogue, now and after each change of language."""
    vars(argparse).update(_=_, ngettext=n_)

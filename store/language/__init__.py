"""The two languages of the program, Indonesian and English.

Every text a person sees is written in English in the code, marked with `_` (translated where it stands), `n_` (a count
decides the form) or `N_` (marked here, translated later), and looked up in the gettext catalogue of the language in
use: `id.po` and `en.po` beside this file, compiled to `.mo`. `formats` has dates and counts; the labels of codes live
with the codes in `store.model.codes`.
"""

from store.language.catalogue import LANGUAGES, N_, _, choose, current, in_all, n_, name_of, use

__all__ = ["LANGUAGES", "N_", "_", "choose", "current", "in_all", "n_", "name_of", "use"]

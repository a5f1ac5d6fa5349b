"""What was done, in a form that the log can keep and a person can read, and the event that tells the screens of it."""

from typing import Any, Literal, NamedTuple

from store.language import N_, _, n_
from store.language.formats import day_text
from store.language.numbers import count_text
from store.model.codes import Phase

Way = Literal["do", "undo", "redo"]

_SENTENCES = {
    "add_case": N_("{code} added"),
    "edit_case": N_("{code} changed"),
    "next_contact": N_("{code}: next contact {detail}"),
    "next_contact_cleared": N_("{code}: no next contact"),
    "assess_risk": N_("{code}: risk assessed"),
    "tick": N_("{code}: gate item ticked off"),
    "untick": N_("{code}: tick taken back"),
    "advance": N_("{code} to {detail}"),
    "move_back": N_("{code} back to {detail}"),
    "monitor": N_("{code} to {detail}"),
    "hold": N_("{code} put on hold"),
    "resume": N_("{code} resumed"),
    "terminate": N_("{code} closed"),
    "reopen": N_("{code} reopened in {detail}"),
    "note": N_("Note on {code}"),
    "sign_note": N_("Note on {code} signed"),
    "addendum": N_("Addendum to a note on {code}"),
    "void_note": N_("Note on {code} voided"),
    "discard_note": N_("Draft on {code} discarded"),
    "group_note": N_("Note on {code} and the other cases of the session"),
    "add": N_("{code}: {detail} added"),
    "change": N_("{code}: {detail} changed"),
    "remove": N_("{code}: {detail} removed"),
    "finish": N_("{code}: task done"),
    "reschedule": N_("{code}: task moved to {detail}"),
    "rate_goal": N_("{code}: goal rated"),
    "score": N_("{code}: expectation and reality scored"),
    "decide": N_("{code}: decision of the evaluation written down"),
    "link": N_("{code} linked with {detail}"),
    "unlink": N_("{code} no longer linked with {detail}"),
    "aftercare": N_("{code}: check after the ending done"),
    "contact": N_("Contact with {code} written down"),
    "put_off": N_("{code} put off until {detail}"),
    "supervision": N_("Supervision of {code} written down"),
    "receive": N_("{code} taken over from a colleague"),
}
_TAKEN_BACK = {"sign_note": N_("Signature under the note on {code} taken back; it is a draft again")}
"""What undoing says, where "undone" alone would leave open what now holds."""
_KINDS = {
    "people": N_("person"), "relations": N_("tie"), "scores": N_("expectation and reality"), "goals": N_("goal"),
    "tasks": N_("task"), "interventions": N_("intervention"), "referrals": N_("referral"), "team": N_("team member"),
    "flags": N_("danger"), "measures": N_("measure"), "measurements": N_("measured value"),
    "mask_words": N_("decision about a word"), "resources": N_("resource"),
}  # fmt: skip
"""The tables of what lies in a case's file, and what one of each is called."""
_IN_DIRECTORY = {
    "add": N_("Directory: {detail} added"), "change": N_("Directory: {detail} changed"),
    "remove": N_("Directory: {detail} removed"),
}  # fmt: skip
_ON_FILE = frozenset({"add", "change", "remove"})
"""The acts of which only what they are about says anything."""
_PHASES = set(Phase)


class Act(NamedTuple):
    """One act of the user.

    Attributes:
        name: a key of the sentences above, or `import`.
        code: the case it is about; empty for an act on many.
        detail: what the sentence needs beside the code: a phase, a day, a count.
        session: acts of the same name and session, one right after the other, are one step to undo.
    """

    name: str
    code: str = ""
    detail: str = ""
    session: str = ""

    @property
    def gives_codes_back(self) -> bool:
        """Whether undoing it frees the case codes it took, unless one of them left the book."""
        return self.name == "import"

    @property
    def kind(self) -> str:
        """Its name in the record of a day: `contact`; of an act on what lies in a file, what that is: `tasks`."""
        return self.detail if self.name in _ON_FILE else self.name

    @property
    def sentence(self) -> str:
        """What was done, in the language in use."""
        if self.name == "import":
            return _imported(self.detail)
        detail = self.detail
        if detail in _PHASES:
            detail = Phase.of(detail).label
        elif self.name in ("next_contact", "put_off", "reschedule"):
            detail = day_text(detail)
        elif detail in _KINDS:
            detail = _(_KINDS[detail])
        sentences = _SENTENCES if self.code else _IN_DIRECTORY
        if self.name not in sentences:  # a newer version's act
            return self.code
        return _(sentences[self.name]).format(code=self.code, detail=detail)

    @property
    def undone(self) -> str:
        """That it was undone."""
        if self.name in _TAKEN_BACK:
            return _(_TAKEN_BACK[self.name]).format(code=self.code)
        return _("Undone: {act}").format(act=self.sentence)

    def way_back(self, key: str) -> str:
        """That a key undoes it. A signature is to be relied on: for it, until when."""
        if self.name == "sign_note":
            return _("{key} takes it back while it is the last act").format(key=key)
        return _("{key} undoes").format(key=key)

    def as_json(self) -> dict[str, Any]:
        """The act as a frame of the log carries it."""
        return {field: text for field, text in self._asdict().items() if text}


def _imported(detail: str) -> str:
    """What an import brought in: new cases and notes; version 0.1.0 counted all its records together."""
    cases, _blank, notes = detail.partition(" ")
    if not notes:
        return n_("{count} record imported", "{count} records imported", int(cases)).format(count=cases)
    told = [n_("{count} case", "{count} cases", int(cases)).format(count=count_text(int(cases)))]
    if notes != "0":
        told.append(n_("{count} note", "{count} notes", int(notes)).format(count=count_text(int(notes))))
    return _("{what} imported").format(what=", ".join(told))


class Change(NamedTuple):
    """The event after an act is durable.

    Attributes:
        act: what was done, undone or redone.
        way: which of the three.
        codes: the cases whose record, notes or history were touched; none when all was as the act wanted it already,
            and then there is nothing to undo either.
    """

    act: Act
    way: Way
    codes: frozenset[str]

    @property
    def sentence(self) -> str:
        """What just happened, in the language in use."""
        if not self.codes:
            return _("Nothing changed: it stood so already.")
        if self.way == "undo":
            return self.act.undone
        if self.way == "redo":
            return _("Done again: {act}").format(act=self.act.sentence)
        return self.act.sentence

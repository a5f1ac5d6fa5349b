"""What frames every packet: the cover in front, the room to write and sign behind."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from typing import Any

from store.language import N_, _
from store.language.formats import moment_text
from store.model.disguise import MaskLevel
from store.model.flag import Flag
from store.model.packet import DayStyle
from store.packet.document import BlankLines, Block, Facts, Heading, Paragraph
from store.practice.risk import alarming

_MEANINGS = {
    "[NIK]": N_("identity number"), "[KK]": N_("family card number"), "[PHONE]": N_("telephone number"),
    "[EMAIL]": N_("e-mail address"), "[URL]": N_("web address"), "[BPJS]": N_("BPJS number"),
    "[NISN]": N_("pupil number"), "[NPWP]": N_("tax number"), "[PLATE]": N_("number plate"),
    "[ACCOUNT]": N_("account number"), "[ID]": N_("number of a paper or file"), "[ADDR]": N_("address"),
    "[RTRW]": N_("RT/RW"), "[AREA]": N_("village, district or town"), "[SCHOOL]": N_("school or institution"),
    "[BIRTH]": N_("place or day of birth"), "[DATE]": N_("date"),
}  # fmt: skip
"""What stands for numbers, places and days, and for what each."""


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands on the front of a packet.

    Attributes:
        title: what it is.
        about: which case, or how many.
        period: which days its notes are from; empty for all.
        level: how much is masked.
        days: how its days are told; None where none is.
        made: when it is made, told as all days of the packet are: beside the real one a moved day would give the others
            away.
        practitioner: the social worker's own name; empty where it is to be written by hand.
    """

    title: str
    about: tuple[tuple[str, str], ...]
    period: str
    level: MaskLevel
    days: DayStyle | None
    made: datetime
    practitioner: str = ""

    def blocks(self, body: Iterable[Block]) -> Iterator[Block]:
        """The front of a packet.

        Args:
            body: what follows, in which tokens occur that have to be explained.
        """
        yield Heading(self.title, 1)
        yield Paragraph(_("CONFIDENTIAL"), strong=True)
        yield Facts.known(
            *self.about, (_("Period"), self.period or _("everything")), (_("Purpose"), _("Supervision")),
            (_("Social worker"), self.practitioner), (_("Masking"), self.level.label), (_("Days"), self._days()),
            (_("Written on"), moment_text(self.made)),
        )  # fmt: skip
        yield Paragraph(self._warning(), strong=self.level is MaskLevel.NONE)
        said = "\n".join(texts_of(body))
        used = [f"{_(token)} {_(meaning)}" for token, meaning in _MEANINGS.items() if _(token) in said]
        if used and self.level is not MaskLevel.NONE:
            yield Paragraph(_("Masked: {tokens}").format(tokens=" · ".join(used)))

    def _days(self) -> str:
        if self.days is None:
            return ""
        if self.level is MaskLevel.NONE:
            return _("real dates")
        if self.days is DayStyle.RELATIVE:
            return _("counted from the day of intake, which is day 0")
        return _("all moved by the same number of weeks; days of the week and the time between them are right")

    def _warning(self) -> str:
        if self.level is MaskLevel.NONE:
            return _("Names, places and dates in this packet are real: nothing is masked.")
        return _(
            "Names, numbers and places are masked. Somebody who knows the neighbourhood may still recognise the client "
            "by rare events: keep this packet under lock, and destroy it after use."
        )


def dangers_ahead(flags: Sequence[Flag]) -> Iterator[Block]:
    """The open high and critical dangers, before everything else."""
    for flag in alarming(flags):
        yield Paragraph(danger_text(flag), strong=True)


def danger_text(flag: Flag) -> str:
    """An open danger in a line."""
    return _("Open danger: {type}, {level}").format(type=flag.type.label, level=flag.level.label)


def remark(text: str, heading: str) -> Iterator[Block]:
    """What the worker adds; nothing where that is nothing."""
    if text:
        yield Heading(heading)
        yield Paragraph(text)


def sign_off(practitioner: str = "") -> Iterator[Block]:
    """Room for what the supervisor says, and for both to sign.

    Args:
        practitioner: the social worker's own name; empty leaves a line to write it on.
    """
    yield Heading(_("Agreement and directions"))
    yield BlankLines((_("Decision and follow-up"),), tall=True)
    yield BlankLines((_("Next supervision on"),))
    yield Heading(_("Sign-off"))
    by_hand = _("Registration or certificate no."), _("Date"), _("Signature")
    for who, name in ((_("Social worker"), practitioner), (_("Supervisor"), "")):
        yield Paragraph(who, strong=True)
        if name:
            yield signed_by(name)
        yield BlankLines(by_hand if name else (_("Name"), *by_hand))


def signed_by(practitioner: str) -> Block:
    """Who signs."""
    return Facts(((_("Name"), practitioner),))


def texts_of(value: Any) -> Iterator[str]:
    """Every text in some blocks, or in a whole document."""
    if is_dataclass(value):
        value = [getattr(value, field.name) for field in fields(value)]
    if isinstance(value, str):
        yield value
    elif isinstance(value, Iterable):
        for each in value:
            if isinstance(each, str):
                yield each
            else:
                yield from texts_of(each)

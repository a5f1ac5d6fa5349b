"""How great the risk is today, also when it is as before."""

from collections.abc import Iterable

from textual.widget import Widget

from store.language import _, n_
from store.language.formats import day_text
from store.model import Flag
from store.practice.risk import in_order
from tui.forms.form import Form
from tui.moves.risk_field import RiskField


class RiskDialog(Form):
    """The level of risk, beginning at the present one."""

    ENTER_SAVES = True
    ASKS = False  # a cursor that moved over a list is no work that could be lost

    def __init__(self, code: str) -> None:
        """Of this case."""
        super().__init__()
        self._code = code

    def heading(self) -> str:
        """Whose risk."""
        return _("Risk today: {case}").format(case=self.name_of(self.book.case(self._code)))

    def parts(self) -> Iterable[Widget]:
        """The levels, all in sight."""
        case = self.book.case(self._code)
        if case.risk_level and case.risk_assessed:
            help = _("Assessed last on {day}: {level}. The same as before is an answer too.").format(
                day=day_text(case.risk_assessed), level=case.risk_level.label
            )
        elif case.risk_level:  # as an imported table has it
            help = _("So far {level}; nobody wrote down when it was assessed.").format(level=case.risk_level.label)
        else:
            help = _("Not looked at yet.")
        if dangers := self._open_dangers():
            help = f"{help}\n{dangers}"
        yield RiskField(
            _("How great is the risk?"), case.risk_level, self.book.parts(Flag, self._code), help=help,
            needed=case.risk_level is None, unfolded=True,
        )  # fmt: skip

    def _open_dangers(self) -> str:
        """The dangers that are open, the worst first, so that the level fits them; only how many while hidden."""
        flags = in_order(flag for flag in self.book.parts(Flag, self._code) if flag.is_open)
        if not flags:
            return ""
        if self.lingkar.hidden:
            return n_("{count} danger is open.", "{count} dangers are open.", len(flags)).format(count=len(flags))
        named = [_("{kind}, {level}").format(kind=flag.type.label, level=flag.level.label.lower()) for flag in flags]
        return n_("Open danger: {dangers}", "Open dangers: {dangers}", len(named)).format(dangers="; ".join(named))

    def save(self) -> None:
        """Write it down."""
        level = self.field("risk_level").value
        self.attempt(lambda: self.book.assess_risk(self._code, level))

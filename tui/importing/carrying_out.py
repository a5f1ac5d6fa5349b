"""From what is shown to what is in the book: a question where something is supposed or skipped, the act, and back."""

import asyncio

from textual import work

from store import Case, LingkarError
from store.exchange.importing.plan import Plan, carry_out
from store.language import _, n_
from store.language.numbers import count_text
from tui.commands import BY_ACTION
from tui.forms.ask import Ask
from tui.importing.choosing import Choosing


class CarryingOut(Choosing):
    """A place from which a plan is carried out.

    Attributes:
        plan: what was worked out last; None before there is anything, and where nothing can be made of the file.
        is_done: whether it is being written, or was.
    """

    def __init__(self) -> None:
        """Nothing is worked out yet."""
        super().__init__()
        self.plan: Plan | None = None
        self.is_done = False
        self._must_import = False  # asked for while it was still being worked out

    @property
    def is_at_work(self) -> bool:
        """Whether it is being worked out anew."""
        raise NotImplementedError

    @property
    def trouble(self) -> str:
        """Why nothing can be made of the file; empty when it can."""
        raise NotImplementedError

    def ask_book_again(self) -> None:
        """Work out what will happen with the book as it is now."""
        raise NotImplementedError

    @property
    def waits(self) -> bool:
        """Whether it is to be imported as soon as it is worked out."""
        return self._must_import

    def stop_waiting(self) -> None:
        """It is not to be imported by itself any more."""
        self._must_import = False

    def was_worked_out(self) -> None:
        """Go on where it was asked for meanwhile."""
        if self._must_import:
            self._must_import = False
            self.action_import_table()

    def action_import_table(self) -> None:
        """Bring it in, once it is worked out; a question first where rows are skipped, or something is supposed."""
        plan = self.plan
        if self.is_at_work:
            self._must_import = True
            self.say(_("It goes on as soon as it is worked out. esc stops it."))
            self.show_keys()
        elif plan is None or not plan.records:
            self.say_trouble(self.trouble or _("There is nothing to import: no row would change the book."))
        elif plan.report.skipped or plan.report.supposed:
            self._ask(plan)
        else:
            self._begin(plan)

    def _ask(self, plan: Plan) -> None:
        def answered(yes: bool | None) -> None:
            if yes:
                self._begin(plan)

        self.say("")
        self.app.push_screen(Ask(_question(plan), _reasons(plan), _("import"), _("go on choosing")), answered)

    def _begin(self, plan: Plan) -> None:
        """Say so, and write it. From then on it is one act: whole, or not at all."""
        self.is_done = True
        self.lingkar.hold_keys()
        self.say(_("Bringing in: {what} ...").format(what=what_words(plan)))
        self.show_keys()
        self._write(plan)

    @work(exclusive=True, group="write")
    async def _write(self, plan: Plan) -> None:
        """In another thread, which has the book to itself: keys wait, and no other place is shown meanwhile."""
        try:
            await asyncio.to_thread(carry_out, self.book, plan)
        except LingkarError as error:
            self.is_done = False
            self.ask_book_again()
            self.say_trouble(str(error))
        else:
            self.dismiss()
            self._show_on_board(plan)
        finally:
            self.lingkar.let_keys_go()

    def _show_on_board(self, plan: Plan) -> None:
        """The cursor on the first of the new cards, and what was done."""
        from tui.board.screen import BoardScreen

        board = self.lingkar.places()[0]
        codes = [record.code for record in plan.records if isinstance(record, Case)]
        if isinstance(board, BoardScreen):
            board.board.go_to(next((code for code in codes if board.arrangement.find(code)), ""))
        key = BY_ACTION["undo"].shown_key
        board.say(_("Imported: {what} · {key} takes it back").format(what=_done_words(plan), key=key))


def _question(plan: Plan) -> str:
    skipped = len(plan.report.skipped)
    if not skipped:
        return _("Import with what is assumed?")
    question = n_("Import without {count} row?", "Import without {count} rows?", skipped)
    return question.format(count=count_text(skipped))


def _reasons(plan: Plan) -> str:
    """What comes in, what does not, and what is taken where the table says nothing."""
    skipped, supposed = len(plan.report.skipped), plan.report.supposed
    parts = [_("It brings in: {what}.").format(what=what_words(plan))]
    if skipped:
        why = n_(
            "{count} row is skipped; it stands in the list with its reason.",
            "{count} rows are skipped; they stand in the list with their reasons.", skipped,
        )  # fmt: skip
        parts.append(why.format(count=count_text(skipped)))
    if supposed:
        told = [
            n_("{what}, in {count} row", "{what}, in {count} rows", len(one.lines)).format(
                what=one.what.label, count=count_text(len(one.lines))
            )
            for one in supposed
        ]
        head = _("Not in the table. The list names the rows; {key} there says it yourself.").format(
            key=BY_ACTION["choose"].shown_key
        )
        parts.append("\n".join([head, *told]))
    return "\n\n".join(parts)


def _done_words(plan: Plan) -> str:
    """What was brought in, and where to look for those of the cases that are not on the board."""
    closed = sum(case.is_closed for case in plan.new_cases)
    if not closed:
        return what_words(plan)
    words = n_("{count} of the cases is closed ({key})", "{count} of the cases are closed ({key})", closed)
    told = words.format(count=count_text(closed), key=BY_ACTION["closed_cases"].shown_key)
    return f"{what_words(plan)} · {told}"


def what_words(plan: Plan) -> str:
    """What a plan brings in, in one line."""
    report = plan.report
    told = [
        (report.cases, n_("{count} case", "{count} cases", report.cases)),
        (report.notes, n_("{count} note", "{count} notes", report.notes)),
        (report.values, n_("{count} measured value", "{count} measured values", report.values)),
    ]
    return ", ".join(words.format(count=count_text(count)) for count, words in told if count) or _("nothing new")

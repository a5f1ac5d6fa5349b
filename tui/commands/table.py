"""The commands, in the order in which the help lists them."""

from textual.binding import Binding

from store.language import N_, _
from store.practice import cycle
from tui.commands.command import ON_ROW, WITH_CASE, Command, Need, Where

_BOARD, _FILE = frozenset({Where.BOARD}), frozenset({Where.CASEFILE})
_CLOSED, _DIRECTORY = frozenset({Where.CLOSED}), frozenset({Where.DIRECTORY})
_STUDY, _SEARCH = frozenset({Where.STUDY}), frozenset({Where.SEARCH})
_REVIEW, _PACKET = frozenset({Where.REVIEW}), frozenset({Where.PACKET})
_COPIES, _IMPORT = frozenset({Where.COPIES}), frozenset({Where.IMPORT})
_BOTH, _ALL = _BOARD | _FILE, frozenset(Where)
_ACTED_ON = _BOTH | _REVIEW
_EXPORTED = _ACTED_ON | _CLOSED | _STUDY
_SCROLLING = _FILE | _CLOSED | _DIRECTORY | _STUDY | _SEARCH | _PACKET | _COPIES | _IMPORT

_MOVE, _CASE = N_("Moving about"), N_("The case")
_NOTE, _ROW = ON_ROW
_TABLE, _LOOK, _APP = N_("The table to be imported"), N_("What is shown"), N_("The program")


_OPEN = Need(lambda case: not case.is_closed, N_("the case is closed"))
_CAN_ADVANCE = Need(cycle.can_advance, N_("the case is in its last phase, on hold or closed"))
_CAN_GO_BACK = Need(lambda case: bool(cycle.ways_back(case)), N_("the case is in its first phase, or on hold"))
_CAN_MONITOR = Need(cycle.can_monitor, N_("only for an active case in Intervention or Evaluation"))
_HAS_CHECK = Need(lambda case: bool(cycle.checks_left(case)), N_("only for a closed case that has a check left"))


COMMANDS = (
    Command("cursor_left", ("left", "h"), N_("left"), N_("To the column on the left"), _MOVE, _BOARD),
    Command("cursor_down", ("down", "j"), N_("down"), N_("To the card below"), _MOVE, _BOARD),
    Command("cursor_up", ("up", "k"), N_("up"), N_("To the card above"), _MOVE, _BOARD),
    Command("cursor_right", ("right", "l"), N_("right"), N_("To the column on the right"), _MOVE, _BOARD),
    Command("page_down", ("pagedown",), N_("page down"), N_("A page of cards down"), _MOVE, _BOARD),
    Command("page_up", ("pageup",), N_("page up"), N_("A page of cards up"), _MOVE, _BOARD),
    Command("first_card", ("g", "home"), N_("first"), N_("To the first card of the column"), _MOVE, _BOARD),
    Command("last_card", ("G", "end"), N_("last"), N_("To the last card of the column"), _MOVE, _BOARD),
    Command("jump", ("1", "2", "3", "4", "5", "6", "7"), N_("column"), N_("To a column by its number"), _MOVE, _BOARD),
    Command("open_case", ("enter",), N_("open"), N_("Open the case file"),
            _MOVE, _BOARD | _CLOSED | _REVIEW, 2, WITH_CASE),
    Command("review", ("r",), N_("review"),
            N_("To the daily review: who needs you today, and why; press again to return"),
            _MOVE, _ALL - _SEARCH - _PACKET - _IMPORT, 1, footer_in=_BOARD),
    Command("closed_cases", ("z",), N_("closed cases"),
            N_("To all closed cases, however long ago; press again to return"),
            _MOVE, _BOARD | _CLOSED | _REVIEW),
    Command("search", ("s",), N_("search"), N_("Find any case or note, also in the archive"),
            _MOVE, _ACTED_ON | _CLOSED),
    Command("directory", ("R",), N_("directory"), N_("To the directory of resources; press again to return"),
            _MOVE, _BOTH | _DIRECTORY),
    Command("study", ("S",), N_("my practice"), N_("To the statistics of your practice; press again to return"),
            _MOVE, _BOARD | _STUDY),
    Command("copies", ("C",), N_("copies out there"),
            N_("To what was exported: where each copy is, and destroying it; press again to return"),
            _MOVE, _ALL - _SEARCH - _PACKET - _IMPORT),
    Command("period_before", ("left", "h"), N_("earlier"), N_("To the period before"), _MOVE, _STUDY, 1),
    Command("period_after", ("right", "l"), N_("later"), N_("To the period after"), _MOVE, _STUDY, 2),
    Command("period_length", ("p",), N_("month, quarter, year"), N_("A month, a quarter, a year, or all time"),
            _MOVE, _STUDY, 3),
    Command("research_table", ("t",), N_("table"),
            N_("Write the cases of the period as a table without names, for research"), _MOVE, _STUDY, 4),
    Command("previous_case", ("left_square_bracket",), N_("previous case"),
            N_("To the previous case of the board, or of the list"), _MOVE, _FILE),
    Command("next_case", ("right_square_bracket",), N_("next case"),
            N_("To the next case of the board, or of the list"), _MOVE, _FILE),
    Command("leave", ("escape", "q"), N_("board"), N_("Back to where you came from"),
            _MOVE, _FILE | _CLOSED | _DIRECTORY | _STUDY | _SEARCH | _REVIEW | _PACKET | _COPIES | _IMPORT, 11),
    Command("review_next", ("space", "right", "right_square_bracket"), N_("next"),
            N_("This case has been seen to, or is left as it is: to the next one"), _MOVE, _REVIEW),
    Command("review_previous", ("backspace", "left", "left_square_bracket"), N_("previous"),
            N_("To the case before, also when it is done"), _MOVE, _REVIEW),
    Command("page_on", ("pagedown",), N_("page down"), N_("A page down"), _MOVE, _REVIEW),
    Command("between", ("tab", "shift+tab"), N_("words or list"),
            N_("From the words to the list, where letters are keys, and back"), _MOVE, _SEARCH, 2),
    Command("write_packet", ("enter",), N_("write the file"),
            N_("Write the packet into its file, once all words are decided about"), _MOVE, _PACKET),
    Command("next_pane", ("tab", "shift+tab"), N_("words or packet"),
            N_("From the words to decide about to the packet, and back"), _MOVE, _PACKET),
    Command("other_pane", ("tab", "shift+tab"), N_("columns or rows"),
            N_("From the columns of the table to what will happen to its rows, and back"), _MOVE, _IMPORT),
    Command("change_words", ("slash",), N_("words"), N_("Back to the words, to change them"), _MOVE, _SEARCH),
    Command("tab", ("1", "2", "3", "4", "5", "6", "7"), N_("tab"), N_("To a tab by its number"), _MOVE, _FILE),
    Command("next_tab", ("right", "l"), N_("next tab"), N_("To the next tab"), _MOVE, _FILE),
    Command("previous_tab", ("left", "h"), N_("previous tab"), N_("To the previous tab"), _MOVE, _FILE),
    Command("line_down", ("down", "j"), N_("down"), N_("Down: to the next note, entry or case, or on in the text"),
            _MOVE, _SCROLLING | _REVIEW),
    Command("line_up", ("up", "k"), N_("up"), N_("Up: to the note, entry or case above, or back in the text"),
            _MOVE, _SCROLLING | _REVIEW),
    Command("pages_down", ("pagedown", "space"), N_("page down"), N_("A page down"), _MOVE, _SCROLLING),
    Command("pages_up", ("pageup",), N_("page up"), N_("A page up"), _MOVE, _SCROLLING | _REVIEW),
    Command("to_start", ("g", "home"), N_("first"), N_("To the newest note, the first entry or case, the beginning"),
            _MOVE, _SCROLLING | _REVIEW),
    Command("to_end", ("G", "end"), N_("last"), N_("To the oldest note, the last entry or case, the end"),
            _MOVE, _SCROLLING | _REVIEW),
    Command("open_row", ("enter",), N_("open"),
            N_("Open what is under the cursor: a note to read, a draft to write, an entry to change"),
            _ROW, _FILE, 1),
    Command("finish", ("f",), N_("finish"),
            N_("Finish it: a task is done, a referral answered, a danger under control, an intervention over"),
            _ROW, _FILE, 2),
    Command("remove", ("D",), N_("remove"), N_("Take the entry or the draft out of the file, after a question"),
            _ROW, _FILE, 4),
    Command("open_resource", ("enter",), N_("open"), N_("See and change what is written about the resource"),
            _ROW, _DIRECTORY, 1),
    Command("add_resource", ("c",), N_("add"), N_("Put a new resource into the directory"),
            _ROW, _DIRECTORY, 2),
    Command("remove_resource", ("D",), N_("remove"), N_("Take the resource out of the directory, after a question"),
            _ROW, _DIRECTORY, 4),
    Command("open_hit", ("enter",), N_("open"),
            N_("Open what is under the cursor: the note at the found words, the file of the case, a saved search"),
            _ROW, _SEARCH, 1),
    Command("open_hit_case", ("f",), N_("case file"), N_("Open the file of the case to which the note belongs"),
            _ROW, _SEARCH, 3),
    Command("remove_saved", ("D",), N_("remove"), N_("Forget the saved search under the cursor, after a question"),
            _ROW, _SEARCH, 3),
    Command("open_copy", ("enter",), N_("details"), N_("Everything that is known of the copy, with its whole path"),
            _ROW, _COPIES, 1),
    Command("delete_copy", ("D",), N_("delete"),
            N_("Delete the file of the copy after a question, if it is still the very one"), _ROW, _COPIES, 2),
    Command("copy_gone", ("f",), N_("destroyed"),
            N_("Say after a question that the copy is destroyed, such as one that was printed or given away"),
            _ROW, _COPIES, 3),
    Command("settle", ("f",), N_("settle"),
            N_("Do what the reason asks for: a task is done, a draft goes on, a danger is looked at, a contact written "
               "down"), _ROW, _REVIEW),
    Command("mask_word", ("m",), N_("mask"), N_("Mask the word in this and later packets of the case, as what it is"),
            _ROW, _PACKET),
    Command("alias_word", ("t",), N_("other name"),
            N_("Mask the word as another name of somebody in the file of the case"), _ROW, _PACKET),
    Command("pass_word", ("y",), N_("let stand"),
            N_("Let the word stand as it is, in this and later packets of the case"), _ROW, _PACKET),
    Command("mask_another", ("+",), N_("mask another"), N_("Mask a word of the packet that nobody asked about"),
            _ROW, _PACKET),
    Command("pass_all", ("Y",), N_("all stand"), N_("Let all words stand that are left, after a question"),
            _ROW, _PACKET),
    Command("choose", ("enter",), N_("pick"),
            N_("Say what the column becomes, or what the word means; see all of the row"), _ROW, _IMPORT),
    Command("sign_note", ("ctrl+g",), N_("sign"), N_("Sign the draft, which locks it"), _NOTE, _FILE, 2),
    Command("add_addendum", ("+",), N_("addendum"), N_("Add to a signed note; what was signed stays"), _NOTE, _FILE, 2),
    Command("void_note", ("v",), N_("void"), N_("Declare a signed note void, with a reason; it stays listed"),
            _NOTE, _FILE),
    Command("log_contact", ("l",), N_("contact"), N_("Write down that a contact was made, or tried"),
            _CASE, _REVIEW, None, WITH_CASE),
    Command("put_off", ("p",), N_("put off"),
            N_("Leave the case alone until a day, with a reason; its dangers are not left alone"),
            _CASE, _REVIEW, None, WITH_CASE),
    Command("add", ("i",), N_("add"),
            N_("Add a rating, a task, a referral, a danger, a person, or anything else: choose it by its letter"),
            _CASE, _FILE | _REVIEW, 3, WITH_CASE),
    Command("advance", ("a", "shift+right", "L"), N_("advance"),
            N_("Move the case to the next phase, through its gate"), _CASE, _ACTED_ON, 5, _CAN_ADVANCE),
    Command("move_back", ("b", "shift+left", "H"), N_("move back"),
            N_("Move the case back to an earlier phase, or reopen a closed one, with a reason"),
            _CASE, _ACTED_ON, 7, _CAN_GO_BACK),
    Command("monitor", ("m",), N_("monitor"), N_("Move the case to Monitoring, the optional phase"),
            _CASE, _ACTED_ON, None, _CAN_MONITOR),
    Command("terminate", ("t",), N_("terminate"), N_("End the case with its closing record"),
            _CASE, _ACTED_ON, 11, _OPEN),
    Command("aftercare", ("y",), N_("check done"), N_("Note that a check after the ending was done"),
            _CASE, _ACTED_ON, 5, _HAS_CHECK),
    Command("note", ("n",), N_("note"), N_("Write a new note on the case"), _CASE, _ACTED_ON, 6, WITH_CASE),
    Command("group_note", ("N",), N_("group note"), N_("Write one note for several cases, such as a group session"),
            _CASE, _ACTED_ON),
    Command("edit", ("e",), N_("edit"), N_("Change what is written about the case"), _CASE, _ACTED_ON, None, WITH_CASE),
    Command("next_contact", ("d",), N_("next contact"), N_("Set the day of the next contact"),
            _CASE, _ACTED_ON, None, _OPEN),
    Command("assess_risk", ("w",), N_("risk"), N_("Assess the risk today, also when it is as before"),
            _CASE, _ACTED_ON, None, _OPEN),
    Command("hold", ("o",), N_("hold"), N_("Put the case on hold, or take it up again"),
            _CASE, _ACTED_ON, None, _OPEN),
    Command("export", ("x",), N_("export"), N_("Make a packet for supervision, in which names are masked"),
            _CASE, _ACTED_ON | _STUDY),
    Command("hand_over", ("X",), N_("hand over"),
            N_("Write the whole case into an encrypted file for a colleague; names in it are real"),
            _CASE, _BOTH | _CLOSED, None, WITH_CASE),
    Command("supervision", ("ctrl+t",), N_("after supervision"),
            N_("Write down what a supervision session led to: directions, tasks, the next session"),
            _CASE, _ACTED_ON, None, WITH_CASE),
    Command("reopen", ("b",), N_("reopen"), N_("Reopen the case, with a reason"), _CASE, _CLOSED, 3),
    Command("export_closed", ("x",), N_("export"), N_("Make a packet for supervision, in which names are masked"),
            _CASE, _CLOSED, 4),
    Command("export_caseload", (), N_("export caseload summary"),
            N_("Make a packet for supervision: the caseload in figures, without names and notes"), _CASE, _EXPORTED),
    Command("export_notes", (), N_("export notes of a period"),
            N_("Make a packet for supervision: the notes of a period, case by case, in which names are masked"),
            _CASE, _EXPORTED),
    Command("new_case", ("c",), N_("new case"), N_("Take in a new case"), _CASE, _BOARD, 9),
    Command("bring_in", ("I",), N_("bring in"),
            N_("Bring in a table from another program, or a case that a colleague handed over"), _CASE, _BOARD),
    Command("undo", ("u",), N_("undo"), N_("Take the last act back"), _CASE, _ALL - _COPIES),
    Command("redo", ("ctrl+r",), N_("redo"), N_("Do again what was undone last"), _CASE, _ALL - _COPIES),
    Command("import_table", ("ctrl+s",), N_("import"),
            N_("Bring the table in as it is shown, as one act; undoing takes it back"), _TABLE, _IMPORT),
    Command("reading_order", ("o",), N_("days, numbers"),
            N_("How days and numbers of the table are read: the day or the month first, a point or a comma"),
            _TABLE, _IMPORT),
    Command("save_map", ("w",), N_("save choices"),
            N_("Save the column choices in a file, for the next table from the same place"), _TABLE, _IMPORT),
    Command("load_map", ("l",), N_("use saved choices"),
            N_("Use saved column choices from a file"), _TABLE, _IMPORT),
    Command("filter", ("slash",), N_("filter"), N_("Show only the cases in which what you type occurs"),
            _LOOK, _BOARD | _CLOSED, 10),
    Command("find_resource", ("slash",), N_("filter"), N_("Show only the resources in which what you type occurs"),
            _LOOK, _DIRECTORY, 3),
    Command("show_filters", ("F",), N_("filters"),
            N_("Filter by level, client system, field, risk, tag and more; the order of the cards; saved filters"),
            _LOOK, _BOARD),
    Command("only_today", ("exclamation_mark",), N_("only today"),
            N_("Show only the cases that need you today; once more: not only those"), _LOOK, _BOARD),
    Command("clear_filter", ("escape",), N_("all cards"), N_("Show all cards again"), _LOOK, _BOARD),
    Command("save_search", ("ctrl+s",), N_("save"), N_("Keep the search under a name"), _LOOK, _SEARCH, 4),
    Command("saved_searches", ("ctrl+o",), N_("saved"), N_("To the saved searches, and back to the hits"),
            _LOOK, _SEARCH, 5),
    Command("hide_text", ("asterisk",), N_("hide text"), N_("Hide or show all text about clients at once"),
            _LOOK, _ALL),
    Command("settings", ("comma",), N_("settings"),
            N_("All that can be set: language, your name, colours, locking, packets, keys and more"),
            _APP, _ALL),
    Command("lock", ("ctrl+l",), N_("lock"), N_("Lock the book now; what you are writing is kept"), _APP, _ALL),
    Command("lock_after", (), N_("lock by itself"), N_("After how many idle minutes the book locks by itself"),
            _APP, _ALL),
    Command("review_limits", (), N_("review limits"),
            N_("How long something may wait before the daily review speaks of it"), _APP, _ALL),
    Command("other_keys", (), N_("keys"), N_("Every command and its keys; give a command another key"), _APP, _ALL),
    Command("backup", (), N_("backup"), N_("Write the whole book into one file on another disk, and check it"),
            _APP, _ALL),
    Command("dump", (), N_("write the book out"),
            N_("Write the whole book out, in plain text and unmasked, for another program to read"), _APP, _ALL),
    Command("switch_language", ("f2",), N_("language"), N_("Indonesian or English"), _APP, _ALL),
    Command("switch_theme", ("f3",), N_("colours"),
            N_("To the next theme of colours: dark, light, high contrast, safe for colour-blind eyes"), _APP, _ALL),
    Command("palette", ("ctrl+p", "colon"), N_("commands"), N_("Find a command by its name"), _APP, _ALL),
    Command("manual", (), N_("manual"), N_("The manual, at what this place is about"), _APP, _ALL),
    Command("guide", ("question_mark", "f1"), N_("help"), N_("What the keys do where you are"), _APP, _ALL, 12),
    Command("leave_program", ("q", "ctrl+q"), N_("quit"), N_("Leave the program; everything is saved"),
            _APP, _BOARD, 13),
)  # fmt: skip

BY_ACTION = {command.action: command for command in COMMANDS}


def from_palette(action: str) -> str:
    """How a command is given that has no key."""
    palette, command = BY_ACTION["palette"], BY_ACTION[action]
    return _("{key}, then {command}").format(key=palette.shown_key, command=command.shown_key or command.label)


def commands_for(place: Where) -> tuple[Command, ...]:
    """The commands that can be given in a place."""
    return tuple(command for command in COMMANDS if place in command.places)


def bindings_for(place: Where) -> list[Binding]:
    """The usual key bindings of a place; Textual lays the keys that the user chose over them.

    A command with several numbered keys gets the number as its argument.
    """
    bindings = []
    for command in commands_for(place):
        if command.is_numbered:
            bindings += [Binding(key, f"{command.action}({key})", command._label) for key in command.usual_keys]
        elif command.usual_keys:
            bindings.append(Binding(",".join(command.usual_keys), command.action, command._label, id=command.action))
    return bindings

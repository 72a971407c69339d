"""Everything that changes a catalogue: handing in files, changing and confirming entries, judging them, tables."""

from dudao.web.evidence.actions.entries import Change, change_entries, remove_entry, restore_entry
from dudao.web.evidence.actions.judging import accept_entries, return_entries
from dudao.web.evidence.actions.tables import apply_table, hand_in_table
from dudao.web.evidence.actions.uploads import Upload, add_file, replace_file

__all__ = [
    "Change",
    "Upload",
    "accept_entries",
    "add_file",
    "apply_table",
    "change_entries",
    "hand_in_table",
    "remove_entry",
    "replace_file",
    "restore_entry",
    "return_entries",
]

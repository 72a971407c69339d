"""All that is done about uploads; each change is one function."""

from dudao.web.publishing.actions.blocking import block_uploader, lift_block
from dudao.web.publishing.actions.correcting import correct_document
from dudao.web.publishing.actions.errata import add_erratum, remove_erratum
from dudao.web.publishing.actions.from_rounds import publish_submission
from dudao.web.publishing.actions.handing_in import discard_upload, hand_in_file, hand_in_words, read_again
from dudao.web.publishing.actions.privacy import burn_in, draw_box, judge_place, remove_box
from dudao.web.publishing.actions.replacing import replace_file, replace_with_upload, show_newest
from dudao.web.publishing.actions.reviewing import accept_upload, decline_upload, publish_noticed
from dudao.web.publishing.actions.submitting import submit_document, take_back

__all__ = [
    "accept_upload",
    "add_erratum",
    "block_uploader",
    "burn_in",
    "correct_document",
    "decline_upload",
    "discard_upload",
    "draw_box",
    "hand_in_file",
    "hand_in_words",
    "judge_place",
    "lift_block",
    "publish_noticed",
    "publish_submission",
    "read_again",
    "remove_box",
    "remove_erratum",
    "replace_file",
    "replace_with_upload",
    "show_newest",
    "submit_document",
    "take_back",
]

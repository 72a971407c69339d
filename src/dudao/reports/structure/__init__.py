"""Blocks to an outline: layout repaired, chrome left out, headings, addressee, tables and attachments found."""

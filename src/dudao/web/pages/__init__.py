"""The frame of every page: base templates, menu, things to do, lists."""

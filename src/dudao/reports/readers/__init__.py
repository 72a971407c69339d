"""Bytes to blocks. The kind of a file is found from its content; no library's name leaks out of a reader."""

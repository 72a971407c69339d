"""Whether the site can listen where it is told to, said before anything else is done."""

from __future__ import annotations

import errno
import socket
import sys

from dudao.web.policies import Answer, no

FREE = Answer(True)


def is_free(host: str, port: int) -> Answer:
    """Yes where nobody listens yet; else a sentence that says what to do.

    >>> with socket.create_server(("127.0.0.1", 0)) as taken:
    ...     bool(is_free("127.0.0.1", taken.getsockname()[1]))
    False
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as error:
            return no(_told(host, port, error))
    return FREE


def _told(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"端口 {port} 已被别的程序占用，请换一个：--port {port + 1}（make serve PORT={port + 1}）"
            f" / port {port} is taken by another program, name another: --port {port + 1} (make serve PORT={port + 1})"
        )
    return f"不能在 {host}:{port} 监听：{error.strerror} / cannot listen on {host}:{port}: {error.strerror}"


def main(words: list[str]) -> int:
    """python -m dudao.web.site.ports HOST PORT: 0 where it is free, else 2 with the sentence."""
    found = is_free(words[0], int(words[1]))
    if not found:
        sys.stderr.write(f"{found.reason}\n")
    return 0 if found else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

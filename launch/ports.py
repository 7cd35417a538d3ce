"""The address the browser goes to, held by us and handed to the web server."""

from __future__ import annotations

import errno
import socket

from launch.outcomes import Refused

WAITING = 1024


def listen(port: int) -> list[socket.socket]:
    """Listen on localhost in both its forms; Refused where another program has the port.

    Held here, a restart of the web server leaves callers waiting instead of turned away.
    """
    held = [listen_at(socket.AF_INET, "127.0.0.1", port)]
    try:
        held.append(listen_at(socket.AF_INET6, "::1", port))
    except Refused:
        held[0].close()
        raise
    except OSError:
        # This machine has no IPv6; a browser goes to the other.
        return held
    return held


def listen_at(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listener.bind((host, port))
        listener.listen(WAITING)
    except OSError as refused:
        listener.close()
        if refused.errno == errno.EADDRINUSE:
            raise Refused(
                f"Port {port} is taken by another program: choose one with --port, "
                f"for example --port {port + 1 if port < 65535 else 8000}."
            ) from None
        if refused.errno == errno.EACCES:
            raise Refused(f"You may not use port {port}: choose one above 1023.") from None
        raise
    return listener


def free_port() -> int:
    """A port nobody uses at this moment."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])

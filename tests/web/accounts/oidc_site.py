"""A site with an identity platform beside it, in a process of its own: prints the answer to who comes back from there."""

from __future__ import annotations

import json
import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

CLAIMS: dict[str, Any] = {}


class Platform(BaseHTTPRequestHandler):
    """The four addresses of a platform that a site asks for."""

    def do_GET(self) -> None:  # noqa: N802 - the name that the library calls
        base = f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]  # HTTPServer has it
        known = {"issuer": base, "authorization_endpoint": f"{base}/ask", "token_endpoint": f"{base}/token"}
        known |= {"userinfo_endpoint": f"{base}/who", "jwks_uri": f"{base}/keys"}
        self._tell(CLAIMS if self.path == "/who" else known)

    def do_POST(self) -> None:  # noqa: N802 - the name that the library calls
        self._tell({"access_token": "a", "token_type": "Bearer"})

    def _tell(self, told: dict[str, Any]) -> None:
        content = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *words: Any) -> None:
        """Say nothing."""


def main() -> None:
    """Set the site up, go to the platform, come back."""
    claim, claims = sys.argv[1:]
    CLAIMS.update(json.loads(claims))
    platform = HTTPServer(("127.0.0.1", 0), Platform)
    threading.Thread(target=platform.serve_forever, daemon=True).start()
    os.environ["DUDAO_OIDC_SERVER"] = f"http://127.0.0.1:{platform.server_port}"
    os.environ["DUDAO_OIDC_CLAIM"] = claim
    os.environ["DUDAO_HOSTS"] = '["testserver"]'
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from dudao.web.accounts.models import Person

    call_command("setup")
    Person.objects.make(login="reporter", name="填报员甲", mail="r@example.invalid", password="lan-shan-2026").save()
    client = Client()
    there = client.post("/account/office/oidc/office/login/").headers["Location"]
    state = parse_qs(urlsplit(there).query)["state"][0]
    back = client.get("/account/office/oidc/office/login/callback/", {"code": "c", "state": state})
    print(back.status_code, back.headers.get("Location", ""))  # noqa: T201 - what the test reads


if __name__ == "__main__":
    main()

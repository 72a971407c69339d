"""The shell of every page that Dudao writes: one HTML file that asks nothing of the network and allows nothing but itself.

What stands on the page is its maker's business; colours, faces and what all pages do alike are in `one_page.css`.
"""

from __future__ import annotations

import base64
import hashlib
from html import escape
from pathlib import Path

from dudao import __version__
from dudao.diagnostics.model import Bilingual

MADE = Bilingual(
    "由督导 {version} 生成；机器指出，由人判断", "Made by Dudao {version}; the machine points, people judge"
)
BASE_STYLE = Path(__file__).parent / "one_page.css"


def render_one_page(*, title: str, body: str, style: str, script: str, skip: str, keys: str, lang: str) -> str:
    """A whole page.

    Args:
        title: plain text. `body`: the content of `main`, escaped already. `skip`: the link that jumps over the banner,
            as HTML. `keys`: what the keyboard does, plain text.
        style, script: what the page adds of its own; the policy names each by its hash, so that nothing else runs.
    """
    whole = BASE_STYLE.read_text("utf-8") + style
    policy = (
        f"default-src 'none'; script-src '{content_hash(script)}'; style-src '{content_hash(whole)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    made = escape(MADE.fill({"version": __version__}, lang))
    return (
        f'<!doctype html>\n<html lang="{"en" if lang == "en" else "zh-CN"}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{whole}</style>\n</head>\n<body>\n{skip}\n<main>\n{body}\n</main>\n"
        f'<footer class="made">{made}<span class="keys"> · {escape(keys)}</span></footer>\n'
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def content_hash(content: str) -> str:
    """A script or style as a content security policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()

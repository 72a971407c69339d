"""The site's settings for tests: a folder that goes away, quick passwords; PostgreSQL where DUDAO_TEST_DATABASE names one."""

import atexit
import os
import shutil
import tempfile
from typing import Any

_home = tempfile.mkdtemp(prefix="dudao-test-site-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["DUDAO_HOME"] = _home
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in the thread of the tests
os.environ["DUDAO_DATABASE"] = os.environ.get("DUDAO_TEST_DATABASE", "")

from tools.make_messages import compile_messages  # noqa: E402 - after the folder too

from dudao.web.settings import *  # noqa: E402, F403 - the folder must be set before

compile_messages()  # English pages need it, and nothing compiled is kept with the sources
if not os.environ["DUDAO_DATABASE"]:
    # In a file, as on a real site: one in memory would be one connection that test, server and their transactions share.
    # Nothing is written through to the disk: what is in it need not outlive the run.
    _sqlite: dict[str, Any] = DATABASES["default"]  # noqa: F405
    _sqlite["TEST"] = {"NAME": os.path.join(_home, "test.sqlite3")}
    _sqlite["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
_MEMORY = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
CACHES = {"default": _MEMORY, "pieces": {**_MEMORY, "LOCATION": "pieces"}}
_limits: dict[str, str] = ACCOUNT_RATE_LIMITS  # noqa: F405
for _name in (each for each in list(_limits) if each.startswith(("library-", "download"))):
    _limits[_name] = "100000/m/ip"  # all tests come from one address; a test of a limit sets its own
os.makedirs(STATIC_ROOT, exist_ok=True)  # noqa: F405 - whitenoise warns about a folder that is not there

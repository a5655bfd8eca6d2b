"""The settings of tests: quick password hashes, files in a folder of their own."""

from fengqiao.config.settings import *  # noqa: F403
from fengqiao.config.settings import STATE_DIR

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
FILES_DIR = STATE_DIR / "test-files"
AXES_ENABLED = False

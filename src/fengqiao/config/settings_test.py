"""The settings of tests: quick password hashes, files in a folder of their own."""

from fengqiao.config.settings import *  # noqa: F403
from fengqiao.config.settings import DATABASES, STATE_DIR

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
FILES_DIR = STATE_DIR / "test-files"
AXES_ENABLED = False
# A live server's thread must leave no connection behind, or the test database cannot be dropped.
DATABASES["default"]["CONN_MAX_AGE"] = 0

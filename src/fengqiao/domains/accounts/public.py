"""The door of accounts for other domains and for the outer layers."""

from fengqiao.domains.accounts.actions import (
    change_password,
    create_account,
    end_role,
    grant_role,
    hash_password,
    state_reason,
)
from fengqiao.domains.accounts.queries import find_reason, get_actor, get_actors

__all__ = [
    "change_password",
    "create_account",
    "end_role",
    "find_reason",
    "get_actor",
    "get_actors",
    "grant_role",
    "hash_password",
    "state_reason",
]

"""Who is signed in behind each open stream, asked anew for all of them together every few seconds."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.db import DatabaseError, close_old_connections
from django.utils.crypto import constant_time_compare

from fengqiao.domains.accounts.public import get_actors
from fengqiao.foundation.scoping.contracts import Actor

logger = logging.getLogger(__name__)

CHECK_ACCESS_SECONDS = 4.0
"""A role that ended closes the stream's view of it within this (the promise is five seconds)."""


class AccessWatch:
    """One per process. `actor_of` is what the last look at the database said; nobody's view outlives two looks."""

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()
        self._actors: dict[str, Actor] = {}
        self._task: asyncio.Task[None] | None = None

    async def join(self, session_key: str) -> Actor | None:
        """This function will return who is signed in with this session now, None for nobody; `leave` undoes it."""
        self._open[session_key] += 1
        self._note(session_key, (await _read_actors({session_key})).get(session_key))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())
        return self._actors.get(session_key)

    def leave(self, session_key: str) -> None:
        self._open[session_key] -= 1
        if self._open[session_key] <= 0:
            del self._open[session_key]
            self._actors.pop(session_key, None)

    def actor_of(self, session_key: str) -> Actor | None:
        return self._actors.get(session_key)

    async def _run(self) -> None:
        while self._open:
            await asyncio.sleep(CHECK_ACCESS_SECONDS)
            asked = set(self._open)
            try:
                actors = await _read_actors(asked)
            except (DatabaseError, OSError):
                # Without a database nobody can be vouched for: the streams end, the browsers come back by themselves.
                logger.exception("who listens could not be checked; the streams are closed")
                actors = {}
            for key in asked:
                self._note(key, actors.get(key))

    def _note(self, session_key: str, actor: Actor | None) -> None:
        if actor is not None and session_key in self._open:
            self._actors[session_key] = actor
        else:
            self._actors.pop(session_key, None)


def read_actors(session_keys: Collection[str]) -> Mapping[str, Actor]:
    """This function will return who is signed in with each session now; a session of nobody is left out."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    rows = store.model.objects.filter(session_key__in=session_keys)
    # A sign-in lasts as long as on the wall, whatever day is simulated: the sessions' own clock decides.
    lasting = [row for row in rows if store.get_expiry_age(expiry=row.expire_date) > 0]
    contents = {row.session_key: store.decode(row.session_data) for row in lasting}
    people = {content.get(SESSION_KEY) for content in contents.values()} - {None}
    users = {str(user.pk): user for user in get_user_model().objects.filter(pk__in=people, is_active=True)}
    users_of = {
        key: users[content[SESSION_KEY]]
        for key, content in contents.items()
        if content.get(SESSION_KEY) in users and _is_valid(content, users[content[SESSION_KEY]])
    }
    actors = get_actors(users=list({user.pk: user for user in users_of.values()}.values()))
    return {key: actors[user.pk] for key, user in users_of.items()}


def _is_valid(content: Mapping[str, Any], user: Any) -> bool:
    """Made by one of our backends, and before no change of the password."""
    return content.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS and constant_time_compare(
        content.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash()
    )


def _read_anew(session_keys: Collection[str]) -> Mapping[str, Actor]:
    close_old_connections()
    return read_actors(session_keys)


ASKING = ThreadPoolExecutor(1, "access")
"""A thread of its own: the events must not queue behind these questions."""
_read_actors = sync_to_async(_read_anew, thread_sensitive=False, executor=ASKING)


access = AccessWatch()

"""Database addresses: one text form, one parsed form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class ConnectionParts:
    """Where a database is and who signs in to it; `host` may be a socket folder."""

    name: str
    user: str
    password: str
    host: str
    port: int = 5432

    def as_url(self) -> str:
        """This function will return the address as `DATABASE_URL` takes it."""
        user, password = quote(self.user, safe=""), quote(self.password, safe="")
        return f"postgresql://{user}:{password}@/{self.name}?host={quote(self.host, safe='')}&port={self.port}"

    def as_conninfo(self) -> dict[str, Any]:
        """This function will return the keyword arguments of `psycopg.connect`."""
        return {
            "dbname": self.name,
            "user": self.user,
            "password": self.password,
            "host": self.host,
            "port": self.port,
        }


def parse_database_url(url: str) -> ConnectionParts:
    """This function will parse `postgresql://user:password@host:port/name`; a `host` in the query wins (socket).

    Raises ValueError with what is wrong, never with the password in the message.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError(f"the database address must begin with postgresql://, not {parts.scheme or 'nothing'}://")
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise ValueError("the database address names no database (postgresql://user:password@host:5432/NAME)")
    return ConnectionParts(
        name=name,
        user=unquote(parts.username or query.get("user", "")),
        password=unquote(parts.password or ""),
        host=query.get("host") or parts.hostname or "localhost",
        port=int(query.get("port") or parts.port or 5432),
    )

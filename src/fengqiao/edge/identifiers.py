"""Ids that the camera side makes itself, so that sending twice is recognised (UUID version 7, RFC 9562)."""

import secrets
import uuid

RANDOM_BITS = 74


def new_uuid7(*, unix_milliseconds: int, random_bits: int | None = None) -> uuid.UUID:
    """This function will make an id that sorts by its time; the rest of it is random."""
    noise = secrets.randbits(RANDOM_BITS) if random_bits is None else random_bits
    high, low = noise >> 62, noise & (2**62 - 1)
    value = (unix_milliseconds & (2**48 - 1)) << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low
    return uuid.UUID(int=value)

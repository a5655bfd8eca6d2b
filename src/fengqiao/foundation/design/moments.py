"""Moments, days and lengths in words, in the language of the reader and the station's time zone."""

from __future__ import annotations

import datetime

from django.utils.translation import get_language, gettext

from fengqiao.foundation.clock.clock import local_zone, now, today

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
}
MINUTES_OF_DAY = 24 * 60
Moment = datetime.datetime | datetime.date


def _is_chinese() -> bool:
    return (get_language() or "").startswith("zh")


def to_local(moment: datetime.datetime) -> datetime.datetime:
    """This function will turn an aware moment into the station's local time."""
    return moment.astimezone(local_zone())


def to_date(moment: Moment) -> datetime.date:
    """This function will return the local date of a moment or of a date itself."""
    return to_local(moment).date() if isinstance(moment, datetime.datetime) else moment


def clock_words(*, moment: datetime.datetime | datetime.time) -> str:
    """This function will say the time of day: 07:30."""
    if isinstance(moment, datetime.datetime):
        moment = to_local(moment).time()
    return f"{moment.hour:02d}:{moment.minute:02d}"


def day_words(*, moment: Moment) -> str:
    """This function will say the day: 9月16日 / 16 Sep, with the year where it is not this one."""
    return _day_words(to_date(moment))


def _day_words(date: datetime.date) -> str:
    is_other_year = date.year != today().year
    if _is_chinese():
        return f"{date.year}年{date.month}月{date.day}日" if is_other_year else f"{date.month}月{date.day}日"
    words = f"{date.day} {MONTHS[date.month - 1]}"
    return f"{words} {date.year}" if is_other_year else words


def day_clock_words(*, moment: datetime.datetime) -> str:
    """This function will say day and time: 9月16日 07:30 / 16 Sep 07:30."""
    local = to_local(moment)
    return f"{_day_words(local.date())} {local.hour:02d}:{local.minute:02d}"


def weekday_words(*, moment: Moment) -> str:
    """This function will say the day with its day of the week: 9月16日 周三 / Wed 16 Sep."""
    date = to_date(moment)
    weekday = WEEKDAYS["zh" if _is_chinese() else "en"][date.weekday()]
    return f"{_day_words(date)} {weekday}" if _is_chinese() else f"{weekday} {_day_words(date)}"


def duration_words(*, minutes: float) -> str:
    """This function will say a length: 1小时20分 / 1 h 20 min; from one day on in days and hours."""
    sign, total = ("−" if minutes < 0 else ""), round(abs(minutes))
    days, rest = divmod(total, MINUTES_OF_DAY)
    hours, mins = divmod(rest, 60)
    if days:
        words = gettext("%(days)d d %(hours)d h") if hours else gettext("%(days)d d")
    elif hours:
        words = gettext("%(hours)d h %(minutes)d min") if mins else gettext("%(hours)d h")
    else:
        words = gettext("%(minutes)d min")
    return sign + words % {"days": days, "hours": hours, "minutes": mins}


def minute_clock_words(*, minute: float) -> str:
    """This function will say minutes after midnight as a time of day; past midnight it starts again.

    A clock shows the minute that has begun: 08:56 until it is 08:57.
    """
    hours, minutes = divmod(int(minute) % MINUTES_OF_DAY, 60)
    return f"{hours:02d}:{minutes:02d}"


def ago_words(*, since: float | datetime.datetime) -> str:
    """This function will say how long ago something was, from seconds or from the moment itself."""
    seconds = (now() - since).total_seconds() if isinstance(since, datetime.datetime) else since
    minutes = int(seconds // 60)
    if minutes < 1:
        return gettext("just now")
    if minutes < 60:
        return gettext("%(count)d min ago") % {"count": minutes}
    if minutes < MINUTES_OF_DAY:
        return gettext("%(count)d h ago") % {"count": minutes // 60}
    days = minutes // MINUTES_OF_DAY
    return gettext("%(count)d d ago") % {"count": days}

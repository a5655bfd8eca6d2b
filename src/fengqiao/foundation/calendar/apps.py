from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "fengqiao.foundation.calendar"
    label = "foundation_calendar"

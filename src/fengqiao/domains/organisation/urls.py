from __future__ import annotations

from django.urls import path

from fengqiao.domains.organisation.pages import (
    advice,
    calendar,
    overview,
    own_time,
    posts,
    roster_swaps,
    rosters,
    seats,
)

app_name = "organisation"
urlpatterns = [
    path("", overview.staffing, name="staffing"),
    path("standard/", overview.standard, name="standard"),
    path("time/", overview.time, name="time"),
    path("time/own/", own_time.own_time, name="own_time"),
    path("beats/", overview.beats, name="beats"),
    path("beats/points/", overview.beat_points, name="beat_points"),
    path("posts/", posts.posts, name="posts"),
    path("posts/new/", posts.new_post, name="new_post"),
    path("posts/<int:post_id>/end/", posts.end_post, name="end_post"),
    path("seats/", seats.seats, name="seats"),
    path("seats/new/", seats.new_seat, name="new_seat"),
    path("seats/<int:seat_id>/", seats.seat, name="seat"),
    path("seats/<int:seat_id>/end/", seats.end, name="end_seat"),
    path("seats/<int:seat_id>/matters/", seats.matters, name="matters"),
    path("seats/matters/<int:matter_id>/", seats.follow_up, name="follow_up"),
    path("advice/", advice.advice_list, name="advice_list"),
    path("advice/<int:advice_id>/", advice.advice, name="advice"),
    path("advice/<int:advice_id>/print/", advice.advice_print, name="advice_print"),
    path("advice/<int:advice_id>/points/", advice.advice_points, name="advice_points"),
    path("advice/<int:advice_id>/replay/", advice.replay, name="replay_advice"),
    path("advice/<int:advice_id>/decision/", advice.decide, name="decide_advice"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/breaks/new/", calendar.new_break, name="new_break"),
    path("calendar/breaks/<int:break_id>/withdraw/", calendar.end_break, name="end_break"),
    path("calendar/days/new/", calendar.new_day, name="new_day"),
    path("calendar/days/<int:day_id>/withdraw/", calendar.end_day, name="end_day"),
    path("rosters/", rosters.rosters, name="rosters"),
    path("rosters/rules/", rosters.roster_rules, name="roster_rules"),
    path("rosters/swaps/", roster_swaps.swaps, name="swaps"),
    path("rosters/swaps/<int:swap_id>/answer/", roster_swaps.answer, name="answer_swap"),
    path("rosters/swaps/<int:swap_id>/decision/", roster_swaps.decide, name="decide_swap"),
    path("rosters/<int:roster_id>/", rosters.roster, name="roster"),
    path("rosters/<int:roster_id>/part/", rosters.roster_part, name="roster_part"),
    path("rosters/<int:roster_id>/cell/", rosters.change_cell, name="change_cell"),
    path("rosters/<int:roster_id>/publish/", rosters.publish, name="publish_roster"),
    path("rosters/<int:roster_id>/swap/", roster_swaps.new_swap, name="new_swap"),
]

from __future__ import annotations

from django.urls import path

from fengqiao.domains.incidents.pages import (
    acting,
    alarms,
    callbacks,
    incident,
    listing,
    moves,
    orders,
    plans,
    room,
    safety,
    taking,
    what_if,
)

app_name = "incidents"
urlpatterns = [
    path("", listing.listing, name="list"),
    path("export/", listing.export, name="export"),
    path("room/", room.command_room, name="command_room"),
    path("room/queue/", room.queue, name="queue"),
    path("room/points/", room.map_points, name="map_points"),
    path("new/", taking.take, name="take"),
    path("new/suggestion/", taking.suggest, name="suggest"),
    path("room/alarms/", alarms.room_alarms, name="room_alarms"),
    path("alarms/", alarms.alarms, name="alarms"),
    path("alarms/<int:pk>/take/", alarms.take, name="take_alarm"),
    path("safety/", safety.safety, name="safety"),
    path("safety/<slug:name>/", safety.safety_act, name="safety_act"),
    path("plans/", plans.plans, name="plans"),
    path("plans/new/", plans.new_plan, name="new_plan"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/drill/", plans.drill, name="drill"),
    path("plan-runs/<int:pk>/", plans.run, name="plan_run"),
    path("plan-runs/<int:pk>/items/<int:item>/", plans.tick, name="tick_item"),
    path("plan-runs/<int:pk>/sign-off/", plans.sign_off, name="sign_off_plan"),
    path("timers/<int:pk>/end/", alarms.end, name="end_timer"),
    path("callbacks/", callbacks.callbacks, name="callbacks"),
    path("orders/", orders.own_orders, name="own_orders"),
    path("moves/<int:advice_id>/", moves.decide, name="decide_move"),
    path("what-if/", what_if.what_ifs, name="what_ifs"),
    path("what-if/<int:what_if_id>/", what_if.what_if, name="what_if"),
    path("what-if/<int:what_if_id>/part/", what_if.what_if_part, name="what_if_part"),
    path("what-if/<int:what_if_id>/cancel/", what_if.cancel, name="cancel_what_if"),
    path("<str:number>/", incident.incident, name="incident"),
    path("<str:number>/pane/", incident.pane, name="pane"),
    path("<str:number>/<slug:name>/", acting.act, name="act"),
]

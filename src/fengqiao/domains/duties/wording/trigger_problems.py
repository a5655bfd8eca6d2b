"""What is wrong in a trigger or a campaign, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop

TRIGGER_PROBLEMS: Mapping[str, tuple[str, str]] = {
    "when_without_event": (
        gettext_noop("“when” counts events, but names none."),
        gettext_noop("Name the “event”, or give a “condition” over the facts of the subject alone."),
    ),
    "campaign_only": (
        gettext_noop("A row of a campaign has no other trigger."),
        gettext_noop("Write “campaign: {from: 2026-09-20, to: 2026-09-30}”; regular duties stand in a duty list."),
    ),
    "campaign_elsewhere": (
        gettext_noop("A campaign is a document of its own."),
        gettext_noop("Write “kind: campaign” in the head, or another trigger here."),
    ),
    "campaign_order": (
        gettext_noop("The campaign ends on %(last)s, before it begins on %(first)s."),
        gettext_noop("Check both dates."),
    ),
    "sunset_before_campaign": (
        gettext_noop("The row ends on %(sunset)s, before its tasks close on %(last)s."),
        gettext_noop("Set “sunset” to the last day or later."),
    ),
    "lapse_without": (
        gettext_noop("“lapse_days” says nothing here: the task is open as long as its condition holds."),
        gettext_noop("Remove it."),
    ),
    "due_without": (
        gettext_noop("“due_days” says nothing here: a campaign is due on its last day."),
        gettext_noop("Remove it."),
    ),
    "unit_unknown": (
        gettext_noop("There is no unit %(code)s below the unit that publishes this."),
        gettext_noop("Name stations or bodies above them by their codes, or leave “units” out for all."),
    ),
    "unit_too_small": (
        gettext_noop("%(name)s is a beat; a campaign is for whole stations."),
        gettext_noop("Name its station; a condition or the kind of subject narrows whom it is about."),
    ),
    "starts_before_effective": (
        gettext_noop("Row %(number)d opens on %(first)s, before the campaign takes effect on %(effective)s."),
        gettext_noop("Set a later first day, or an earlier “effective_from”."),
    ),
}

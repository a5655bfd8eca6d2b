"""A day changes: revisions of plans, hold-ups, work put off, promised times, own work."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import fengqiao.domains.tasks.contracts.changes
import fengqiao.foundation.scoping.fields

APPEND_ONLY = """
CREATE FUNCTION refuse_plan_revision_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a revision of a plan is never changed' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER plan_revisions_append_only BEFORE UPDATE OR DELETE ON tasks_planrevision
    FOR EACH ROW EXECUTE FUNCTION refuse_plan_revision_change();
"""
DROP = """
DROP TRIGGER plan_revisions_append_only ON tasks_planrevision;
DROP FUNCTION refuse_plan_revision_change();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0004_links_do_not_overlap"),
        ("tasks", "0003_generation_at_scale"),
    ]

    operations = [
        migrations.CreateModel(
            name="HoldUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("station_path", fengqiao.foundation.scoping.fields.ScopePathField(db_collation="C", max_length=36)),
                ("date", models.DateField()),
                ("from_minute", models.PositiveSmallIntegerField()),
                ("to_minute", models.PositiveSmallIntegerField()),
                ("incident_number", models.CharField(blank=True, max_length=40)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("told_at", models.DateTimeField()),
                ("told_by", models.CharField(max_length=80)),
            ],
        ),
        migrations.CreateModel(
            name="PlanRevision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("morning", "morning"),
                            ("replanned", "replanned"),
                            ("reordered", "reordered"),
                            ("postponed", "postponed"),
                            ("added", "added"),
                            ("promised", "promised"),
                            ("held_up", "held_up"),
                        ],
                        max_length=12,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("actor_name", models.CharField(blank=True, max_length=80)),
                ("note", models.TextField(blank=True)),
                ("items", models.JSONField()),
                ("left_out", models.JSONField()),
                ("work_minutes", models.FloatField()),
                ("travel_minutes", models.FloatField()),
                ("inputs", models.BinaryField(default=bytes)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("client_id", models.CharField(max_length=64, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Postponement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("station_path", fengqiao.foundation.scoping.fields.ScopePathField(db_collation="C", max_length=36)),
                ("asked_at", models.DateTimeField()),
                ("from_date", models.DateField()),
                ("to_date", models.DateField()),
                ("reason", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "asked"), ("agreed", "agreed"), ("refused", "refused")], max_length=10
                    ),
                ),
                ("decided_by", models.CharField(blank=True, max_length=80)),
                ("decided_at", models.DateTimeField(null=True)),
                ("answer", models.TextField(blank=True)),
                ("client_id", models.CharField(max_length=64)),
            ],
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="dayplan",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="dayplan",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="task",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="task",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="dayplan",
            name="breaks",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.AddField(
            model_name="dayplanevent",
            name="breaks",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.AddField(
            model_name="task",
            name="basis",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
        migrations.AddField(
            model_name="task",
            name="is_own_initiative",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="task",
            name="postponed_to",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="task",
            name="promised_date",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="task",
            name="promised_minute",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="task",
            name="promised_to",
            field=models.CharField(blank=True, db_default="", default="", max_length=80),
        ),
        migrations.AddField(
            model_name="taskevent",
            name="basis",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
        migrations.AddField(
            model_name="taskevent",
            name="is_own_initiative",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="taskevent",
            name="postponed_to",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="taskevent",
            name="promised_date",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="taskevent",
            name="promised_minute",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="taskevent",
            name="promised_to",
            field=models.CharField(blank=True, db_default="", default="", max_length=80),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dayplan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "tasks_dayplanevent" ("breaks", "closes_minute", "date", "id", "items", "left_out", "opens_minute", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "run_id", "signed_for_at", "staff_id", "station_path", "travel_minutes", "waiting", "work_minutes") VALUES (OLD."breaks", OLD."closes_minute", OLD."date", OLD."id", OLD."items", OLD."left_out", OLD."opens_minute", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."run_id", OLD."signed_for_at", OLD."staff_id", OLD."station_path", OLD."travel_minutes", OLD."waiting", OLD."work_minutes"); RETURN NULL;',
                    hash="2141026d0931a7777426a00fda9232624edc4437",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c4dfe",
                    table="tasks_dayplan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="dayplan",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "tasks_dayplanevent" ("breaks", "closes_minute", "date", "id", "items", "left_out", "opens_minute", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "run_id", "signed_for_at", "staff_id", "station_path", "travel_minutes", "waiting", "work_minutes") VALUES (OLD."breaks", OLD."closes_minute", OLD."date", OLD."id", OLD."items", OLD."left_out", OLD."opens_minute", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."run_id", OLD."signed_for_at", OLD."staff_id", OLD."station_path", OLD."travel_minutes", OLD."waiting", OLD."work_minutes"); RETURN NULL;',
                    hash="9f0187fbda089cea5703985c74078caabb38098d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cc691",
                    table="tasks_dayplan",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="task",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "tasks_taskevent" ("address_text", "answers", "attempt", "basis", "closes_date", "closes_minute", "completed_at", "created_at", "due_date", "duplicate_of_id", "facts_used", "id", "is_assigned_by_hand", "is_own_initiative", "kind", "latitude", "list_code", "list_version", "listed_date", "longitude", "mandatory", "minutes", "minutes_spent", "note", "officers_needed", "opens_date", "opens_minute", "owner_id", "owner_role", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postponed_to", "priority", "promised_date", "promised_minute", "promised_to", "reason", "reassigned_from", "result", "row_number", "scope_path", "signed_for_at", "staff_id", "started_at", "state", "station_path", "subject_id", "subject_kind", "subject_label", "title_en", "title_zh", "uid") VALUES (OLD."address_text", OLD."answers", OLD."attempt", OLD."basis", OLD."closes_date", OLD."closes_minute", OLD."completed_at", OLD."created_at", OLD."due_date", OLD."duplicate_of_id", OLD."facts_used", OLD."id", OLD."is_assigned_by_hand", OLD."is_own_initiative", OLD."kind", OLD."latitude", OLD."list_code", OLD."list_version", OLD."listed_date", OLD."longitude", OLD."mandatory", OLD."minutes", OLD."minutes_spent", OLD."note", OLD."officers_needed", OLD."opens_date", OLD."opens_minute", OLD."owner_id", OLD."owner_role", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."postponed_to", OLD."priority", OLD."promised_date", OLD."promised_minute", OLD."promised_to", OLD."reason", OLD."reassigned_from", OLD."result", OLD."row_number", OLD."scope_path", OLD."signed_for_at", OLD."staff_id", OLD."started_at", OLD."state", OLD."station_path", OLD."subject_id", OLD."subject_kind", OLD."subject_label", OLD."title_en", OLD."title_zh", OLD."uid"); RETURN NULL;',
                    hash="c47fc6bfa1c6495d525b92be8d32aa758e1056b5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_705e1",
                    table="tasks_task",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="task",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "tasks_taskevent" ("address_text", "answers", "attempt", "basis", "closes_date", "closes_minute", "completed_at", "created_at", "due_date", "duplicate_of_id", "facts_used", "id", "is_assigned_by_hand", "is_own_initiative", "kind", "latitude", "list_code", "list_version", "listed_date", "longitude", "mandatory", "minutes", "minutes_spent", "note", "officers_needed", "opens_date", "opens_minute", "owner_id", "owner_role", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postponed_to", "priority", "promised_date", "promised_minute", "promised_to", "reason", "reassigned_from", "result", "row_number", "scope_path", "signed_for_at", "staff_id", "started_at", "state", "station_path", "subject_id", "subject_kind", "subject_label", "title_en", "title_zh", "uid") VALUES (OLD."address_text", OLD."answers", OLD."attempt", OLD."basis", OLD."closes_date", OLD."closes_minute", OLD."completed_at", OLD."created_at", OLD."due_date", OLD."duplicate_of_id", OLD."facts_used", OLD."id", OLD."is_assigned_by_hand", OLD."is_own_initiative", OLD."kind", OLD."latitude", OLD."list_code", OLD."list_version", OLD."listed_date", OLD."longitude", OLD."mandatory", OLD."minutes", OLD."minutes_spent", OLD."note", OLD."officers_needed", OLD."opens_date", OLD."opens_minute", OLD."owner_id", OLD."owner_role", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."postponed_to", OLD."priority", OLD."promised_date", OLD."promised_minute", OLD."promised_to", OLD."reason", OLD."reassigned_from", OLD."result", OLD."row_number", OLD."scope_path", OLD."signed_for_at", OLD."staff_id", OLD."started_at", OLD."state", OLD."station_path", OLD."subject_id", OLD."subject_kind", OLD."subject_label", OLD."title_en", OLD."title_zh", OLD."uid"); RETURN NULL;',
                    hash="2556636470cf8beee3b53d1d27fe537b3e09c409",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3627a",
                    table="tasks_task",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("promised_date", None), ("promised_minute", None), ("promised_to", "")),
                    models.Q(
                        ("promised_date__isnull", False),
                        ("promised_minute__isnull", False),
                        models.Q(("promised_to", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="task_promised_to_somebody_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_own_initiative", False), models.Q(("basis", ""), _negated=True), _connector="OR"
                ),
                name="own_work_has_a_basis",
            ),
        ),
        migrations.AddField(
            model_name="holdup",
            name="staff",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.staffmember"
            ),
        ),
        migrations.AddField(
            model_name="planrevision",
            name="made_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.staffmember"
            ),
        ),
        migrations.AddField(
            model_name="planrevision",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="revisions", to="tasks.dayplan"
            ),
        ),
        migrations.AddField(
            model_name="planrevision",
            name="run",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="tasks.planrun"),
        ),
        migrations.AddField(
            model_name="postponement",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.staffmember"
            ),
        ),
        migrations.AddField(
            model_name="postponement",
            name="task",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="postponements", to="tasks.task"
            ),
        ),
        migrations.AddIndex(
            model_name="holdup",
            index=models.Index(fields=["date", "station_path"], name="hold_ups_of_day"),
        ),
        migrations.AddConstraint(
            model_name="holdup",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_minute__lt", models.F("to_minute")), ("to_minute__lte", 1440)),
                name="hold_up_takes_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="holdup",
            constraint=models.CheckConstraint(
                condition=models.Q(("incident_number", ""), ("note", ""), _negated=True), name="hold_up_has_a_cause"
            ),
        ),
        migrations.AddConstraint(
            model_name="planrevision",
            constraint=models.UniqueConstraint(fields=("plan", "number"), name="one_plan_revision_each"),
        ),
        migrations.AddConstraint(
            model_name="planrevision",
            constraint=models.UniqueConstraint(fields=("plan", "client_id"), name="plan_changed_once_by_a_client"),
        ),
        migrations.AddConstraint(
            model_name="planrevision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            fengqiao.domains.tasks.contracts.changes.RevisionKind["MORNING"],
                            fengqiao.domains.tasks.contracts.changes.RevisionKind["REPLANNED"],
                            fengqiao.domains.tasks.contracts.changes.RevisionKind["REORDERED"],
                            fengqiao.domains.tasks.contracts.changes.RevisionKind["POSTPONED"],
                            fengqiao.domains.tasks.contracts.changes.RevisionKind["ADDED"],
                            fengqiao.domains.tasks.contracts.changes.RevisionKind["PROMISED"],
                            fengqiao.domains.tasks.contracts.changes.RevisionKind["HELD_UP"],
                        ],
                    )
                ),
                name="plan_revision_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="planrevision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            fengqiao.domains.tasks.contracts.changes.RevisionKind["MORNING"],
                            fengqiao.domains.tasks.contracts.changes.RevisionKind["REPLANNED"],
                        ],
                    ),
                    models.Q(("digest", ""), _negated=True),
                    _connector="OR",
                ),
                name="plan_revision_can_be_made_again",
            ),
        ),
        migrations.AddIndex(
            model_name="postponement",
            index=models.Index(fields=["station_path", "state"], name="postponements_of_station"),
        ),
        migrations.AddConstraint(
            model_name="postponement",
            constraint=models.UniqueConstraint(
                fields=("asked_by", "client_id"), name="postponement_asked_once_by_a_client"
            ),
        ),
        migrations.AddConstraint(
            model_name="postponement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", fengqiao.domains.tasks.contracts.changes.PostponementState["ASKED"])),
                fields=("task",),
                name="one_open_postponement_a_task",
            ),
        ),
        migrations.AddConstraint(
            model_name="postponement",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_date__gt", models.F("from_date"))), name="postponement_goes_on"
            ),
        ),
        migrations.AddConstraint(
            model_name="postponement",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="postponement_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="postponement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at", None),
                        ("state", fengqiao.domains.tasks.contracts.changes.PostponementState["ASKED"]),
                    ),
                    models.Q(
                        models.Q(
                            ("state", fengqiao.domains.tasks.contracts.changes.PostponementState["ASKED"]),
                            _negated=True,
                        ),
                        ("decided_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="postponement_decided_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="postponement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", fengqiao.domains.tasks.contracts.changes.PostponementState["REFUSED"]), _negated=True
                    ),
                    models.Q(("answer", ""), _negated=True),
                    _connector="OR",
                ),
                name="postponement_refused_with_reason",
            ),
        ),
        migrations.RunSQL(APPEND_ONLY, DROP),
    ]

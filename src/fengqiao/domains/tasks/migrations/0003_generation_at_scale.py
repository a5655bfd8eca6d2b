"""A finished task stays as it is, a duplicate points to the one kept, changes are remembered until worked out."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import fengqiao.domains.tasks.contracts.tasks
import fengqiao.foundation.scoping.fields

CREATE = """
CREATE FUNCTION refuse_finished_task_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a finished task is never changed' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER finished_tasks_stay BEFORE UPDATE OR DELETE ON tasks_task
    FOR EACH ROW WHEN (OLD.state IN ('completed', 'lapsed')) EXECUTE FUNCTION refuse_finished_task_change();
"""
DROP = """
DROP TRIGGER finished_tasks_stay ON tasks_task;
DROP FUNCTION refuse_finished_task_change();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0004_links_do_not_overlap"),
        ("tasks", "0002_timeline_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChangedSubject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope_path", fengqiao.foundation.scoping.fields.ScopePathField(db_collation="C", max_length=36)),
                ("subject_kind", models.CharField(blank=True, max_length=40)),
                ("subject_id", models.CharField(blank=True, max_length=80)),
                ("reason", models.CharField(max_length=40)),
                ("changed_at", models.DateTimeField()),
            ],
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
            model_name="task",
            name="duplicate_of",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tasks.task",
            ),
        ),
        migrations.AddField(
            model_name="taskevent",
            name="duplicate_of",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="tasks.task",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="task",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "tasks_taskevent" ("address_text", "answers", "attempt", "closes_date", "closes_minute", "completed_at", "created_at", "due_date", "duplicate_of_id", "facts_used", "id", "is_assigned_by_hand", "kind", "latitude", "list_code", "list_version", "listed_date", "longitude", "mandatory", "minutes", "minutes_spent", "note", "officers_needed", "opens_date", "opens_minute", "owner_id", "owner_role", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "reason", "reassigned_from", "result", "row_number", "scope_path", "signed_for_at", "staff_id", "started_at", "state", "station_path", "subject_id", "subject_kind", "subject_label", "title_en", "title_zh", "uid") VALUES (OLD."address_text", OLD."answers", OLD."attempt", OLD."closes_date", OLD."closes_minute", OLD."completed_at", OLD."created_at", OLD."due_date", OLD."duplicate_of_id", OLD."facts_used", OLD."id", OLD."is_assigned_by_hand", OLD."kind", OLD."latitude", OLD."list_code", OLD."list_version", OLD."listed_date", OLD."longitude", OLD."mandatory", OLD."minutes", OLD."minutes_spent", OLD."note", OLD."officers_needed", OLD."opens_date", OLD."opens_minute", OLD."owner_id", OLD."owner_role", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."priority", OLD."reason", OLD."reassigned_from", OLD."result", OLD."row_number", OLD."scope_path", OLD."signed_for_at", OLD."staff_id", OLD."started_at", OLD."state", OLD."station_path", OLD."subject_id", OLD."subject_kind", OLD."subject_label", OLD."title_en", OLD."title_zh", OLD."uid"); RETURN NULL;',
                    hash="dd7f017c642a882bef48f714faf9269fa11f8a40",
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
                    func='INSERT INTO "tasks_taskevent" ("address_text", "answers", "attempt", "closes_date", "closes_minute", "completed_at", "created_at", "due_date", "duplicate_of_id", "facts_used", "id", "is_assigned_by_hand", "kind", "latitude", "list_code", "list_version", "listed_date", "longitude", "mandatory", "minutes", "minutes_spent", "note", "officers_needed", "opens_date", "opens_minute", "owner_id", "owner_role", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "priority", "reason", "reassigned_from", "result", "row_number", "scope_path", "signed_for_at", "staff_id", "started_at", "state", "station_path", "subject_id", "subject_kind", "subject_label", "title_en", "title_zh", "uid") VALUES (OLD."address_text", OLD."answers", OLD."attempt", OLD."closes_date", OLD."closes_minute", OLD."completed_at", OLD."created_at", OLD."due_date", OLD."duplicate_of_id", OLD."facts_used", OLD."id", OLD."is_assigned_by_hand", OLD."kind", OLD."latitude", OLD."list_code", OLD."list_version", OLD."listed_date", OLD."longitude", OLD."mandatory", OLD."minutes", OLD."minutes_spent", OLD."note", OLD."officers_needed", OLD."opens_date", OLD."opens_minute", OLD."owner_id", OLD."owner_role", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."priority", OLD."reason", OLD."reassigned_from", OLD."result", OLD."row_number", OLD."scope_path", OLD."signed_for_at", OLD."staff_id", OLD."started_at", OLD."state", OLD."station_path", OLD."subject_id", OLD."subject_kind", OLD."subject_label", OLD."title_en", OLD."title_zh", OLD."uid"); RETURN NULL;',
                    hash="f036a7918b45a0fa02b4fda8cdfbad85fc9de76c",
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
                    ("duplicate_of", None),
                    models.Q(
                        ("state", fengqiao.domains.tasks.contracts.tasks.TaskState["CANCELLED"]),
                        models.Q(("duplicate_of", models.F("id")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="task_duplicate_is_cancelled",
            ),
        ),
        migrations.AddConstraint(
            model_name="changedsubject",
            constraint=models.UniqueConstraint(
                fields=("scope_path", "subject_kind", "subject_id"), name="subject_changed_once_until_seen"
            ),
        ),
        migrations.AddConstraint(
            model_name="changedsubject",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("subject_id", ""), ("subject_kind", "")),
                    models.Q(
                        models.Q(("subject_kind", ""), _negated=True), models.Q(("subject_id", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="changed_subject_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="changedsubject",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="change_has_a_reason"
            ),
        ),
        migrations.RunSQL(CREATE, DROP),
    ]

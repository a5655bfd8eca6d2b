"""Withdrawing the own draft or trial is no decision on the scene: who ended a model is kept."""

from django.db import migrations, models

# What ended before stays stopped where it was signed, or where somebody else than its author withdrew it.
FILL = """
ALTER TABLE duties_applicationmodel DISABLE TRIGGER model_guarded;
UPDATE duties_applicationmodel m SET was_stopped = true
WHERE m.state IN ('expired', 'withdrawn', 'superseded') AND (m.signed_at IS NOT NULL OR EXISTS (
    SELECT 1 FROM duties_modelentry e
    WHERE e.model_id = m.id AND e.act = 'withdraw' AND e.actor_name <> m.author_name));
ALTER TABLE duties_applicationmodel ENABLE TRIGGER model_guarded;
"""


class Migration(migrations.Migration):
    dependencies = [("duties", "0009_results_name_no_subject")]
    operations = [
        migrations.AddField(
            model_name="applicationmodel",
            name="was_stopped",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]

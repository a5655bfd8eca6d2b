"""A change that comes while the note of its subject is taken writes a new one."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tasks", "0008_companions")]
    operations = [
        migrations.RemoveConstraint(model_name="changedsubject", name="subject_changed_once_until_seen"),
        migrations.AddIndex(
            model_name="changedsubject",
            index=models.Index(fields=["scope_path", "subject_kind", "subject_id"], name="changes_of_subject"),
        ),
    ]

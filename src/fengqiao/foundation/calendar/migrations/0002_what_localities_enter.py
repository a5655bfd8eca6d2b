"""School breaks and changed days of localities; days entered before hold for the whole country."""


import fengqiao.foundation.scoping.fields
from django.db import migrations, models

KEEP = """
INSERT INTO foundation_calendar_changedday (scope_path, date, is_working_day, name, moves_periods, source, entered_at,
    entered_by, withdrawn_by, withdrawn_reason)
SELECT '', date, is_working_day, coalesce(nullif(name, ''), '-'), true, 'entered before sources were noted',
    date::timestamptz, 'system', '', '' FROM foundation_calendar_calendarday;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('foundation_calendar', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChangedDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope_path', fengqiao.foundation.scoping.fields.ScopePathField(blank=True, db_collation='C', max_length=36)),
                ('source', models.CharField(max_length=200)),
                ('entered_at', models.DateTimeField()),
                ('entered_by', models.CharField(max_length=80)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_by', models.CharField(blank=True, max_length=80)),
                ('withdrawn_reason', models.CharField(blank=True, max_length=200)),
                ('date', models.DateField()),
                ('is_working_day', models.BooleanField()),
                ('name', models.CharField(max_length=60)),
                ('moves_periods', models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name='SchoolBreak',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope_path', fengqiao.foundation.scoping.fields.ScopePathField(blank=True, db_collation='C', max_length=36)),
                ('source', models.CharField(max_length=200)),
                ('entered_at', models.DateTimeField()),
                ('entered_by', models.CharField(max_length=80)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_by', models.CharField(blank=True, max_length=80)),
                ('withdrawn_reason', models.CharField(blank=True, max_length=200)),
                ('kind', models.CharField(choices=[('winter', 'winter'), ('summer', 'summer'), ('other', 'other')], max_length=8)),
                ('first_date', models.DateField()),
                ('last_date', models.DateField()),
            ],
        ),
        migrations.RunSQL(KEEP, migrations.RunSQL.noop),
        migrations.DeleteModel(
            name='CalendarDay',
        ),
        migrations.AddConstraint(
            model_name='changedday',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('scope_path', 'date'), name='one_standing_change_of_a_day'),
        ),
        migrations.AddConstraint(
            model_name='changedday',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('source', ''), _negated=True), models.Q(('name', ''), _negated=True)), name='changed_day_has_a_source'),
        ),
        migrations.AddConstraint(
            model_name='changedday',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', ''), ('withdrawn_reason', '')), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawn_by', ''), _negated=True), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='changed_day_withdrawn_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='schoolbreak',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['winter', 'summer', 'other'])), name='school_break_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='schoolbreak',
            constraint=models.CheckConstraint(condition=models.Q(('last_date__gte', models.F('first_date'))), name='school_break_in_order'),
        ),
        migrations.AddConstraint(
            model_name='schoolbreak',
            constraint=models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='school_break_has_a_source'),
        ),
        migrations.AddConstraint(
            model_name='schoolbreak',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', ''), ('withdrawn_reason', '')), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawn_by', ''), _negated=True), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='school_break_withdrawn_by_somebody'),
        ),
    ]

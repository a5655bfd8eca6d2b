"""A backtest's result counts subjects; names, addresses and summaries that earlier ones kept as examples go."""

from django.db import migrations

SCRUB = """
ALTER TABLE duties_backtestjob DISABLE TRIGGER backtest_guarded;
UPDATE duties_backtestjob SET result = jsonb_set(result, '{overlaps}', (
    SELECT COALESCE(jsonb_agg(one - 'example' || '{"kind": "", "subjects": 0}' ORDER BY place), '[]')
    FROM jsonb_array_elements(result -> 'overlaps') WITH ORDINALITY AS found (one, place)
)) WHERE jsonb_path_exists(result, '$.overlaps[*].example');
UPDATE duties_backtestjob SET parts = '{}' WHERE parts <> '{}' AND jsonb_path_exists(parts, '$.*.overlaps[*].example');
ALTER TABLE duties_backtestjob ENABLE TRIGGER backtest_guarded;
"""


class Migration(migrations.Migration):
    dependencies = [("duties", "0008_all_authors_of_a_model")]
    operations = [migrations.RunSQL(SCRUB, migrations.RunSQL.noop)]

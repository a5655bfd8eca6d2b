"""The database itself refuses to change or delete an audit entry; only sealing (once) is let through."""

from django.db import migrations

CREATE = """
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.sequence IS NULL AND NEW.sequence IS NOT NULL
        AND (to_jsonb(NEW) - 'sequence' - 'chain_hash') = (to_jsonb(OLD) - 'sequence' - 'chain_hash') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'audit entries are never changed or deleted' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON foundation_audit_auditentry
    FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON foundation_audit_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
"""
DROP = """
DROP TRIGGER audit_no_truncate ON foundation_audit_auditentry;
DROP TRIGGER audit_append_only ON foundation_audit_auditentry;
DROP FUNCTION refuse_audit_change();
"""


class Migration(migrations.Migration):
    dependencies = [("foundation_audit", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, DROP)]

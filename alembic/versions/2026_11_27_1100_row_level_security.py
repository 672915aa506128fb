"""row-level security: the second wall between people, on PostgreSQL

Every table shows a role only the rows that a policy names, its owner too (FORCE). No role here can sign in, own
anything or get round a policy; the application's own login takes one of them in every transaction.

A migration that changes rows runs as the owner, who sees none: let it `SET LOCAL ROLE studio_worker` for that.
"""

from __future__ import annotations

import sqlalchemy as sa

from alembic import op

revision = "e7b40c91d3a8"
down_revision = "d5e1a9c07f22"
branch_labels = None
depends_on = None

PERSON, AUTH, PUBLIC, WORKER = "studio_app", "studio_auth", "studio_public", "studio_worker"
ROLES = (PERSON, AUTH, PUBLIC, WORKER)
READ, ADD, EDIT, DROP = "SELECT", "INSERT", "UPDATE", "DELETE"
ALL = (READ, ADD, EDIT, DROP)

# What a person may do with rows of her own.
OWN = {
    "api_keys": (READ, ADD, EDIT),
    "asset_feedback": ALL,
    "asset_revisions": (READ, ADD),
    "asset_scores": (READ, ADD),
    "assets": (READ, ADD, EDIT),
    "audit_log": (READ,),
    "brand_kit_logos": (READ, ADD, DROP),
    "brand_kit_versions": (READ, ADD, DROP),
    "brand_kits": (READ, ADD, EDIT),
    "data_exports": (READ, ADD, EDIT),
    "generation_jobs": (READ, ADD, EDIT),
    "idempotency_keys": (READ, ADD),
    "oauth_accounts": (READ, DROP),
    "provider_calls": (READ, ADD, EDIT),
    "reference_images": (READ, ADD, DROP),
    "second_factors": ALL,
    "sessions": (READ, EDIT),
    "subscriptions": (READ,),
    "turns": (READ, ADD, EDIT),
    "usage_periods": (READ, ADD, EDIT),
    "usage_reservations": (READ, ADD, EDIT),
    "webhook_deliveries": (READ, ADD, EDIT),
    "webhook_endpoints": ALL,
}
# Her files are hers through their assets, which this role sees her own of.
FILES = "asset_files"
PROFILE = (
    "updated_at", "display_name", "avatar_url", "avatar_key", "password_hash", "status", "muted_mails", "purge_after",
    "expiry_told_until",
)
# What signing in may do with anybody's rows.
SIGN_IN = {
    "api_keys": (READ, EDIT, DROP),
    "auth_tokens": (READ, ADD, EDIT),
    "oauth_accounts": ALL,
    "refresh_tokens": (READ, ADD, EDIT),
    "second_factors": (READ, EDIT, DROP),
    "sessions": (READ, ADD, EDIT),
    "users": (READ, ADD, EDIT),
}
# What is looked at for an address that is shared or signed.
SHOWN = {
    "asset_files": "*",
    "assets": "*",
    "brand_kit_logos": "*",
    "brand_kits": "id, deleted_at",
    "data_exports": "*",
    "reference_images": "*",
    "users": "id, display_name, avatar_key, status",
}
TABLES = sorted({*OWN, *SIGN_IN, *SHOWN, FILES, "outbox"})
# Null, and so nobody's, outside a person's transaction; asked once a statement, not once a row.
WHO = "(SELECT NULLIF(current_setting('studio.user_id', true), '')::uuid)"


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    _make_roles()
    for table in TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"REVOKE ALL ON {table} FROM PUBLIC")
        _allow(table, WORKER, (READ, ADD, DROP) if table == "audit_log" else ALL, "true")
    for table, rights in OWN.items():
        _allow(table, PERSON, rights, f"user_id = {WHO}")
    _allow(FILES, PERSON, ALL, f"EXISTS (SELECT FROM assets a WHERE a.id = asset_id AND a.user_id = {WHO})")
    _allow("users", PERSON, (READ, f"UPDATE ({', '.join(PROFILE)})"), f"id = {WHO}")
    for table, rights in SIGN_IN.items():
        _allow(table, AUTH, rights, "true")
    for table, columns in SHOWN.items():
        _allow(table, PUBLIC, (READ if columns == "*" else f"SELECT ({columns})",), "true")


def _make_roles() -> None:
    """Roles are the server's, not the database's: they may be there already, and only some logins may make them."""
    connection = op.get_bind()
    known = set(connection.scalars(sa.text("SELECT rolname FROM pg_roles")))
    missing = [role for role in ROLES if role not in known]
    may = connection.scalar(sa.text("SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user"))
    if missing and not may:
        raise RuntimeError(
            f"The database login may not make roles. Let its administrator run: "
            f"{' '.join(f'CREATE ROLE {role} NOLOGIN;' for role in missing)} GRANT {', '.join(ROLES)} TO <login>;"
        )
    for role in missing:
        op.execute(f"CREATE ROLE {role} NOLOGIN NOINHERIT")
    schema = connection.scalar(sa.text("SELECT quote_ident(current_schema())"))
    for role in ROLES:
        op.execute(f"GRANT USAGE ON SCHEMA {schema} TO {role}")
        if not connection.scalar(sa.text("SELECT pg_has_role(current_user, :role, 'MEMBER')"), {"role": role}):
            op.execute(f"GRANT {role} TO current_user")


def _allow(table: str, role: str, rights: tuple[str, ...], rows: str) -> None:
    op.execute(f"CREATE POLICY {role}_rows ON {table} TO {role} USING ({rows}) WITH CHECK ({rows})")
    op.execute(f"GRANT {', '.join(rights)} ON {table} TO {role}")


def downgrade() -> None:
    """The roles stay: other databases of the server may use them."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for table in TABLES:
        for role in ROLES:
            op.execute(f"DROP POLICY IF EXISTS {role}_rows ON {table}")
            op.execute(f"REVOKE ALL ON {table} FROM {role}")
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    schema = op.get_bind().scalar(sa.text("SELECT quote_ident(current_schema())"))
    for role in ROLES:
        op.execute(f"REVOKE USAGE ON SCHEMA {schema} FROM {role}")

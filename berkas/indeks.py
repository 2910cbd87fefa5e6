"""A full-text index that exists on PostgreSQL only."""

from django.db.models import Index


class IndeksTeks(Index):
    """GIN over to_tsvector('indonesian', column). Elsewhere no index is made and the text is read through.

    The expression is written as django.contrib.postgres.search.SearchVector writes it in a query,
    COALESCE included: PostgreSQL uses an index on an expression only when both are the same.
    """

    suffix = "gin"

    def create_sql(self, model, schema_editor, using="", **kwargs):
        if schema_editor.connection.vendor != "postgresql":
            return ""
        kutip = schema_editor.quote_name
        kolom = model._meta.get_field(self.fields[0]).column
        return (
            f"CREATE INDEX {kutip(self.name)} ON {kutip(model._meta.db_table)} "
            f"USING gin (to_tsvector('indonesian'::regconfig, COALESCE({kutip(kolom)}, '')))"
        )

    def remove_sql(self, model, schema_editor, **kwargs):
        if schema_editor.connection.vendor != "postgresql":
            return ""
        return super().remove_sql(model, schema_editor, **kwargs)

"""Searching the frozen content of documents: every text in its JSON, never the names of its fields."""

from django.db.models import BooleanField, F, Func, Value

from berkas.indeks import IndeksTeks
from dasar.pencarian import ada_yang_dicari


class IndeksIsi(IndeksTeks):
    """GIN over the texts of a JSON column, on PostgreSQL only."""

    def create_sql(self, model, schema_editor, using="", **kwargs):
        if schema_editor.connection.vendor != "postgresql":
            return ""
        kutip = schema_editor.quote_name
        kolom = model._meta.get_field(self.fields[0]).column
        return (
            f"CREATE INDEX {kutip(self.name)} ON {kutip(model._meta.db_table)} "
            f"USING gin (to_tsvector('indonesian'::regconfig, {kutip(kolom)}))"
        )


class IsiMemuat(Func):
    """A condition: the texts of the JSON column `kolom` hold every word of `kata`.

    PostgreSQL compares word stems (full text, indonesian) and knows "…" and -word; elsewhere each word
    is looked for as it is typed, also inside longer words.
    """

    output_field = BooleanField()

    def __init__(self, kolom: str, kata: str) -> None:
        self.kata = kata.split()[:20]
        super().__init__(F(kolom), Value(ada_yang_dicari(kata.replace("\x00", ""))))

    def __repr__(self) -> str:
        return f"IsiMemuat({self.source_expressions!r})"

    def as_postgresql(self, compiler, connection, **konteks):
        return self.as_sql(
            compiler,
            connection,
            template="to_tsvector('indonesian'::regconfig, %(expressions)s)",
            arg_joiner=") @@ websearch_to_tsquery('indonesian'::regconfig, ",
            **konteks,
        )

    def as_sqlite(self, compiler, connection, **konteks):
        kolom, isian = compiler.compile(self.source_expressions[0])
        if not self.kata:
            return "1 = 0", []
        sql, semua = [], []
        for kata in self.kata:
            dalam = f"SELECT 1 FROM json_tree({kolom}) AS j"  # noqa: S608  (a column that Django names)
            sql.append(f"EXISTS ({dalam} WHERE j.type = 'text' AND j.atom LIKE %s ESCAPE '\\')")
            aman = kata.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            semua += [*isian, f"%{aman}%"]
        return f"({' AND '.join(sql)})", semua

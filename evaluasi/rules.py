"""Who may do what in this room. With the transition tables, this is the whole answer."""

from rules import add_perm

from akun.instrumen.enums import TRANSISI_FORMULIR
from akun.instrumen.rules import pengelola_formulir

add_perm("evaluasi.kelola_formulir", pengelola_formulir)
for transisi in TRANSISI_FORMULIR:
    add_perm(f"evaluasi.{transisi.aksi}_formulirevaluasi", pengelola_formulir)

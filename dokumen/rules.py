"""Who may see an official document, and ask for its PDF again."""

from rules import add_perm

from akun.enums import KECAMATAN, SEMUA
from akun.predicates import ada_peran

add_perm("dokumen.lihat_naskah", ada_peran(*SEMUA))
add_perm("dokumen.buat_ulang_naskah", ada_peran(*KECAMATAN))

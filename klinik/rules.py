"""Who may do what with a question and with an article. With the transition tables, this is the whole answer."""

from rules import add_perm

from akun.enums import SEMUA
from akun.predicates import ada_peran, boleh_langkah
from klinik.alur import TRANSISI_ARTIKEL, TRANSISI_PERTANYAAN
from klinik.enums import PENGATUR_TOPIK, PENULIS

add_perm("klinik.lihat_pertanyaan", ada_peran(*SEMUA))
for transisi in TRANSISI_PERTANYAAN:
    add_perm(f"klinik.{transisi.aksi}_pertanyaan", boleh_langkah(transisi))
for transisi in TRANSISI_ARTIKEL:
    add_perm(f"klinik.{transisi.aksi}_artikel", boleh_langkah(transisi))
# Asked for the kecamatan whose article it is.
add_perm("klinik.tulis_artikel", ada_peran(*PENULIS))
add_perm("klinik.atur_topik", ada_peran(*PENGATUR_TOPIK))

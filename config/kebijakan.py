"""Every URL and who may open it. A URL without a line here is refused, and a test says so.

`PUBLIK` needs no login, `MASUK` any account. What a person may do with one particular object is
decided by the permission tables of the rooms (rules.py); a stranger's object is not found.
"""

from akun.enums import DESA, KECAMATAN, SEMUA, Peran
from akun.kebijakan import MASUK, PUBLIK, Kebijakan
from dokumen.enums.berkas import PEMERIKSA_BERKAS, PENGUNGGAH_BERKAS

KECAMATAN_PENUH = KECAMATAN | {Peran.ADMIN, Peran.PEMANTAU_KABUPATEN}
PENGURUS = frozenset({Peran.VERIFIKATOR})
PENCATAT = frozenset({Peran.PELAKSANA, Peran.VERIFIKATOR})
KANTOR_CAMAT = frozenset({Peran.CAMAT, Peran.VERIFIKATOR})
PENGEKSPOR = frozenset({Peran.ADMIN, Peran.CAMAT, Peran.VERIFIKATOR, Peran.PEMANTAU_KABUPATEN})
PENGELOLA_DESA = frozenset({Peran.ADMIN, Peran.VERIFIKATOR, Peran.SEKRETARIS_DESA})

KEBIJAKAN: dict[str, Kebijakan] = {
    # Django's admin site asks for the role itself.
    "admin:*": frozenset({Peran.ADMIN}),
    # dasbor
    "sehat": PUBLIK,
    "dasbor:hari-ini": MASUK,
    "dasbor:bantuan": MASUK,
    "dasbor:bantuan-halaman": MASUK,
    # akun
    "akun:masuk": PUBLIK,
    "akun:keluar": MASUK,
    "akun:profil": MASUK,
    "akun:kalender-ganti": MASUK,
    "akun:sandi-ubah": MASUK,
    "akun:sandi-lupa": PUBLIK,
    "akun:sandi-lupa-terkirim": PUBLIK,
    "akun:sandi-pulih": PUBLIK,
    "akun:sandi-pulih-selesai": PUBLIK,
    # notifikasi
    "notifikasi:daftar": MASUK,
    "notifikasi:buka": MASUK,
    "notifikasi:baca-semua": MASUK,
    # desa
    "desa:desa-daftar": SEMUA,
    "desa:desa-rinci": SEMUA,
    "desa:desa-ubah": PENGELOLA_DESA,
    "desa:kecamatan-ubah": frozenset({Peran.ADMIN, Peran.VERIFIKATOR}),
    "desa:kecamatan-lambang": SEMUA,
    "desa:perangkat-daftar": SEMUA,
    "desa:perangkat-tambah": PENGELOLA_DESA,
    "desa:perangkat-ubah": PENGELOLA_DESA,
    "desa:perangkat-hapus": PENGELOLA_DESA,
    "desa:perangkat-ekspor": SEMUA,
    "desa:perangkat-templat": PENGELOLA_DESA,
    "desa:perangkat-impor": PENGELOLA_DESA,
    "desa:perangkat-impor-simpan": PENGELOLA_DESA,
    "desa:bpd-daftar": SEMUA,
    "desa:bpd-tambah": PENGELOLA_DESA,
    "desa:bpd-ubah": PENGELOLA_DESA,
    "desa:bpd-hapus": PENGELOLA_DESA,
    "desa:lkd-daftar": SEMUA,
    "desa:lkd-tambah": PENGELOLA_DESA,
    "desa:lkd-ubah": PENGELOLA_DESA,
    "desa:lkd-hapus": PENGELOLA_DESA,
    # dokumen
    "dokumen:naskah-daftar": SEMUA,
    "dokumen:naskah-rinci": SEMUA,
    "dokumen:naskah-pdf": SEMUA,
    "dokumen:naskah-pdf-ulang": KECAMATAN,
    "dokumen:naskah-versi": KECAMATAN_PENUH,
    "dokumen:naskah-pratinjau": KECAMATAN_PENUH,
    "dokumen:naskah-aksi": frozenset({Peran.PELAKSANA, Peran.VERIFIKATOR, Peran.CAMAT}),
    "dokumen:naskah-menunggu": SEMUA,
    "dokumen:penanda-ttd": SEMUA,  # whoever is named as a signer
    "dokumen:penanda-goresan": PENCATAT,
    "dokumen:naskah-pakai-tinta": KANTOR_CAMAT,
    "dokumen:pindaian-unggah": PENCATAT,
    "dokumen:pindaian-berkas": SEMUA,
    "dokumen:pindaian-terima": KANTOR_CAMAT,
    "dokumen:pindaian-tolak": KANTOR_CAMAT,
    "dokumen:tanda-tangan-macet": KECAMATAN_PENUH,
    "dokumen:pekerjaan-ulang": frozenset({Peran.PELAKSANA, Peran.VERIFIKATOR, Peran.CAMAT}),
    "dokumen:pekerjaan-batal": frozenset({Peran.PELAKSANA, Peran.VERIFIKATOR, Peran.CAMAT}),
    "dokumen:pengaturan-ttd": frozenset({Peran.ADMIN, Peran.VERIFIKATOR}),
    "dokumen:verifikasi-cari": PUBLIK,
    "dokumen:verifikasi-sidik": PUBLIK,
    "dokumen:verifikasi-berkas": PUBLIK,
    "dokumen:verifikasi": PUBLIK,
    "dokumen:crl": PUBLIK,  # programs that examine a signature fetch it
    "dokumen:ca-sertifikat": PUBLIK,
    "dokumen:sertifikat-saya": MASUK,
    "dokumen:sertifikat-frasa": MASUK,
    "dokumen:sertifikat-cabut": MASUK,
    "dokumen:berkas-daftar": SEMUA,
    "dokumen:berkas-rinci": SEMUA,
    "dokumen:berkas-terima": PEMERIKSA_BERKAS,
    "dokumen:berkas-tolak": PEMERIKSA_BERKAS,
    "dokumen:berkas-ubah": PENGUNGGAH_BERKAS,
    "dokumen:berkas-rekap": SEMUA,
    "dokumen:berkas-rekap-desa": SEMUA,
    "dokumen:kebutuhan-daftar": SEMUA,
    "dokumen:kebutuhan-tambah": PENGURUS,
    "dokumen:kebutuhan-pasang": PENGURUS,
    "dokumen:kebutuhan-ubah": PENGURUS,
    "dokumen:kebutuhan-akhiri": PENGURUS,
    "dokumen:berkas-unggah": PENGUNGGAH_BERKAS,
    "dokumen:berkas-kiriman": PENGUNGGAH_BERKAS,
    "dokumen:berkas-kiriman-bagian": PENGUNGGAH_BERKAS,
    "dokumen:berkas-kiriman-selesai": PENGUNGGAH_BERKAS,
    "dokumen:berkas-isi": SEMUA,
    "dokumen:berkas-pratinjau": SEMUA,
    "dokumen:kotak-masuk": KECAMATAN | DESA,  # those to whom documents are sent
    "dokumen:kiriman-terima": KECAMATAN | DESA,
    "dokumen:kiriman-daftar": KECAMATAN_PENUH,
    "dokumen:arsip": SEMUA,
    "dokumen:agenda": KECAMATAN_PENUH,
    "dokumen:agenda-xlsx": KECAMATAN_PENUH,
    "dokumen:agenda-pdf": KECAMATAN_PENUH,
    "dokumen:ekspor-daftar": KECAMATAN_PENUH,  # only one's own; the agenda book is an export too
    "dokumen:ekspor-rinci": KECAMATAN_PENUH,
    "dokumen:ekspor-unduh": KECAMATAN_PENUH,
    "dokumen:ekspor-batal": KECAMATAN_PENUH,
    "dokumen:ekspor-ulang": KECAMATAN_PENUH,
    "dokumen:ekspor-minta": PENGEKSPOR,
    # tindaklanjut
    "tindaklanjut:temuan-daftar": SEMUA,
    "tindaklanjut:temuan-rinci": SEMUA,
    "tindaklanjut:temuan-jawab": DESA,
    "tindaklanjut:temuan-tutup": PENGURUS,
    # perut
    "perut:kunjungan-daftar": SEMUA,
    "perut:kunjungan-rinci": SEMUA,
    "perut:alur": MASUK,
    "perut:kunjungan-catat": KECAMATAN,
    "perut:kunjungan-pratinjau": KECAMATAN,
    "perut:lapangan": SEMUA,  # whoever may not fill it in reads why
    "perut:isi-kunjungan": frozenset({Peran.PELAKSANA}),
    "perut:baris": frozenset({Peran.PELAKSANA}),
    "perut:foto-unggah": frozenset({Peran.PELAKSANA}),
    "perut:kekurangan": frozenset({Peran.PELAKSANA}),
    "perut:foto-berkas": SEMUA,
    "perut:kunjungan-aksi": frozenset({Peran.PELAKSANA, Peran.VERIFIKATOR, Peran.CAMAT}),
    "perut:kunjungan-buat": PENGURUS,
    "perut:kunjungan-massal": PENGURUS,
    "perut:kunjungan-ubah": PENGURUS,
    "perut:kunjungan-pindah": PENGURUS,
    "perut:surat-tugas-ajukan": PENGURUS,
    "perut:kalender": SEMUA,
    "perut:kalender-ics": PUBLIK,  # the secret address is the key
    "perut:program-daftar": SEMUA,
    "perut:program-rinci": SEMUA,
    "perut:program-buat": PENGURUS,
    "perut:program-ubah": PENGURUS,
    "perut:program-jadwal": PENGURUS,
    "perut:lokus-tambah": PENGURUS,
    "perut:lokus-ubah": PENGURUS,
    "perut:lokus-hapus": PENGURUS,
    "perut:buku-daftar": SEMUA,
    "perut:buku-desa": SEMUA,
    "perut:buku-riwayat": SEMUA,
    # apbdes
    "apbdes:daftar": SEMUA,
    "apbdes:versi-baru": DESA,
    "apbdes:versi-rinci": SEMUA,
    "apbdes:versi-lanjutan": DESA,
    "apbdes:perangkat-daftar": SEMUA,
    "apbdes:perangkat-rinci": SEMUA,
    "apbdes:angka-ubah": frozenset({Peran.ADMIN}),
    "apbdes:perangkat-pilihan": frozenset({Peran.ADMIN, Peran.VERIFIKATOR}),
    # evaluasi
    "evaluasi:evaluasi-daftar": SEMUA,
    "evaluasi:evaluasi-rinci": SEMUA,
    "evaluasi:evaluasi-buat": PENGURUS,
    "evaluasi:evaluasi-ubah": PENGURUS,
    "evaluasi:evaluasi-aksi": frozenset({Peran.PELAKSANA, Peran.VERIFIKATOR, Peran.CAMAT}),
    "evaluasi:alur": MASUK,
    "evaluasi:penilaian": SEMUA,  # whoever may not see a score reads why
    "evaluasi:nilai-baris": SEMUA,  # a team's members may come from anywhere
    "evaluasi:pembahasan-baris": SEMUA,
    "evaluasi:penilaian-kekurangan": SEMUA,
    "evaluasi:penilaian-serahkan": SEMUA,
    "evaluasi:tim-daftar": SEMUA,
    "evaluasi:tim-rinci": SEMUA,
    "evaluasi:tim-buat": PENGURUS,
    "evaluasi:tim-ubah": PENGURUS,
    "evaluasi:tim-sk": PENGURUS,
    "evaluasi:tim-sk-ajukan": PENGURUS,
    "evaluasi:tim-sk-catat": PENGURUS,
    "evaluasi:tim-sk-pdf": SEMUA,
}

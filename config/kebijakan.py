"""Every URL and who may open it. A URL without a line here is refused, and a test says so.

`PUBLIK` needs no login, `MASUK` any account. What a person may do with one particular object is
decided by the permission tables of the rooms (rules.py); a stranger's object is not found.
"""

from akun.enums import DESA, KECAMATAN, PENGELOLA, SEMUA, WAKIL_DESA, Peran
from akun.kebijakan import MASUK, PUBLIK, TUTUP, Kebijakan
from berkas.enums import PEMERIKSA_BERKAS, PENGUNGGAH_BERKAS
from instrumen.enums import PENGELOLA_FORMULIR
from klinik.enums import PENANYA, PENARIK, PENGATUR_TOPIK, PENJAWAB, PENULIS

PEMBACA_JEJAK = frozenset({Peran.ADMIN, Peran.CAMAT, Peran.PEMANTAU_KABUPATEN})
PEMBACA_KABUPATEN = frozenset({Peran.ADMIN, Peran.PEMANTAU_KABUPATEN})
KECAMATAN_PENUH = KECAMATAN | {Peran.ADMIN, Peran.PEMANTAU_KABUPATEN}
PENGURUS = frozenset({Peran.VERIFIKATOR})
PENCATAT = frozenset({Peran.PELAKSANA, Peran.VERIFIKATOR})
KANTOR_CAMAT = frozenset({Peran.CAMAT, Peran.VERIFIKATOR})
PENGEKSPOR = frozenset({Peran.ADMIN, Peran.CAMAT, Peran.VERIFIKATOR, Peran.PEMANTAU_KABUPATEN})
PEMBACA_ACUAN = SEMUA | PENGELOLA  # regions, officials, rules and forms: what is no secret of the work
PENAUT_AKUN = frozenset({Peran.ADMIN, Peran.VERIFIKATOR})
PEMBAWA_CATATAN = PENAUT_AKUN
PENGELOLA_DESA = frozenset({Peran.ADMIN, Peran.VERIFIKATOR, Peran.SEKRETARIS_DESA})

# Bytes that may be sent where it is more than akun.kebijakan.BADAN. pasang/nginx/perut.conf lets the same through.
BERKAS_DAN_BUNGKUS = 52 * 1024 * 1024
BADAN = {
    "berkas:berkas-unggah": 260 * 1024 * 1024,
    "berkas:berkas-gabung": 260 * 1024 * 1024,
    "pendamping:lembar-bukti": BERKAS_DAN_BUNGKUS,
    "tindaklanjut:temuan-jawab": 260 * 1024 * 1024,
    **{f"perjalanan:perjalanan-{kerja}": BERKAS_DAN_BUNGKUS for kerja in ("buat", "ubah", "aksi")},
    "klinik:pertanyaan-ajukan": 260 * 1024 * 1024,
    "klinik:pertanyaan-jawab": 260 * 1024 * 1024,
    "klinik:pertanyaan-tanya-lagi": 260 * 1024 * 1024,
    "naskah:pindaian-unggah": BERKAS_DAN_BUNGKUS,
    "naskah:verifikasi-berkas": BERKAS_DAN_BUNGKUS,
    "apbdes:versi-impor": BERKAS_DAN_BUNGKUS,
    "apbdes:versi-pendamping": BERKAS_DAN_BUNGKUS,
}

# What prints a PDF or writes a sheet, at once or by a task that it queues: rationed (akun/jatah.py).
BERAT = frozenset(
    {
        *(f"akun:undangan-{kerja}" for kerja in ("banyak", "buat")),
        *(f"apbdes:versi-{kerja}" for kerja in ("ekspor", "pdf", "penjabaran", "pratinjau", "templat")),
        *(f"desa:{tabel}-ekspor" for tabel in ("bpd", "lkd", "perangkat")),
        *(f"evaluasi:{kerja}" for kerja in ("banding-xlsx", "peringkat-xlsx", "tim-sk-pdf", "laporan-pratinjau")),
        *(f"evaluasi:{benda}-kosong" for benda in ("evaluasi", "formulir")),
        *(f"monitoring:{kerja}" for kerja in ("formulir-kosong", "lembar-kosong", "laporan-pratinjau")),
        *(f"naskah:{kerja}" for kerja in ("agenda-pdf", "agenda-xlsx", "naskah-pratinjau", "penanda-alihkan")),
        "perut:kunjungan-pratinjau",
        *(f"laporan:{kerja}" for kerja in ("laporan-pratinjau", "laporan-xlsx", "program-pdf", "program-xlsx")),
        "perut:musyawarah-notulen",
        "pendamping:laporan-pdf",
        "dasbor:sekilas-desa-pdf",
        "kapasitas:desa-pdf",
        "kapasitas:pelatihan-hadir-pdf",
        "dasbor:kabupaten-xlsx",
    }
)

KEBIJAKAN: dict[str, Kebijakan] = {
    # Django's admin site asks for the role itself.
    "admin:*": frozenset({Peran.ADMIN}),
    # Its own ways to sign in and to change a password know neither the second factor nor the limit: closed.
    **dict.fromkeys(("admin:login", "admin:password_change", "admin:password_change_done"), TUTUP),
    # dasbor
    "sehat": PUBLIK,
    "siap": PUBLIK,  # says which kind of service does not answer, and nothing else
    "pintu": PUBLIK,  # nginx asks it about somebody's request before it takes a large body; it tells nothing else
    "dasbor:hari-ini": MASUK,
    "dasbor:cari": MASUK,  # of each room only what its list would show
    "dasbor:kantor-siapkan": PENGELOLA | PENGURUS,
    "dasbor:sekilas": KECAMATAN_PENUH,
    **{f"dasbor:sekilas-{b}": KECAMATAN_PENUH for b in ("menunggu", "buku", "dokumen", "peta", "tren")},
    "dasbor:median-atur": frozenset({Peran.CAMAT}),
    "dasbor:kunjungan-perintah": frozenset({Peran.CAMAT}),
    "dasbor:kabupaten": PEMBACA_KABUPATEN,
    **{f"dasbor:kabupaten-{b}": PEMBACA_KABUPATEN for b in ("beban", "tren", "xlsx")},
    **{f"dasbor:desa-saya{bagian}": DESA for bagian in ("", "-keadaan", "-tahun")},
    "dasbor:sekilas-desa": SEMUA,  # a village its own
    "dasbor:sekilas-desa-pdf": SEMUA,
    "dasbor:urutan": KECAMATAN_PENUH,
    "dasbor:urutan-faktor": KECAMATAN_PENUH,
    "dasbor:urutan-desa": KECAMATAN_PENUH,
    "dasbor:lokus-usulan": PENGURUS,
    "dasbor:administrasi": PENGELOLA | PENGURUS,
    "dasbor:data-saya": MASUK,
    "dasbor:data-saya-unduh": MASUK,
    "dasbor:jejak": PEMBACA_JEJAK,  # a camat his kecamatan, a pemantau his kabupaten
    "dasbor:bantuan": MASUK,
    "dasbor:bantuan-halaman": MASUK,
    # akun
    "akun:masuk": PUBLIK,
    "akun:admin-pertama": PUBLIK,  # the secret address is the key, until there is an admin
    "akun:keluar": MASUK,
    "akun:sesi": PUBLIK,  # who is signed in here, asked by a page that waits for its owner
    "akun:konsep-buang": MASUK,
    "akun:profil": MASUK,
    **{f"akun:saringan-{kerja}": MASUK for kerja in ("daftar", "simpan", "ubah", "hapus")},  # only one's own
    "akun:masuk-kode": PUBLIK,  # whoever has just given the password
    "akun:keamanan": MASUK,
    "akun:faktor-pasang": MASUK,
    "akun:faktor-bukti": MASUK,
    "akun:faktor-bukti-minta": MASUK,
    "akun:faktor-kode": MASUK,
    "akun:faktor-lepas": MASUK,
    "akun:sesi-akhiri": MASUK,
    "akun:sesi-akhiri-semua": MASUK,
    "akun:surel-ubah": MASUK,
    "akun:surel-batal": MASUK,
    "akun:surel-pastikan": PUBLIK,  # the token is the key
    "akun:kalender-ganti": MASUK,
    "akun:perangkat-akun": PENAUT_AKUN,
    "akun:bpd-akun": PENAUT_AKUN,
    **{
        f"akun:{halaman}": PENGELOLA
        for halaman in (
            "orang",
            "orang-tambah",
            "orang-massal",
            "orang-massal-kecamatan",
            "orang-massal-templat",
            "orang-rinci",
            "orang-ubah",
            "orang-penugasan",
            "orang-faktor",
            "orang-nonaktif",
            "orang-aktif",
            "penugasan-akhiri",
            "undangan-banyak",
            "undangan-buat",
            "undangan-cabut",
        )
    },
    "akun:orang-pastikan": PENGELOLA | KANTOR_CAMAT,  # whoever may vouch for somebody
    "akun:penugasan-menunggu": PENGELOLA | KANTOR_CAMAT,
    "akun:undangan-terima": PUBLIK,  # the token is the key
    "akun:sandi-ubah": MASUK,
    "akun:sandi-lupa": PUBLIK,
    "akun:sandi-lupa-terkirim": PUBLIK,
    "akun:sandi-pulih": PUBLIK,
    "akun:sandi-pulih-selesai": PUBLIK,
    # notifikasi
    "notifikasi:daftar": MASUK,
    "notifikasi:buka": MASUK,
    "notifikasi:baca-semua": MASUK,
    "notifikasi:pilihan": MASUK,
    # antrean: it spans every kecamatan; a kecamatan sees its own on naskah:tanda-tangan-macet and beside its files
    "antrean:daftar": frozenset({Peran.ADMIN}),
    "antrean:rinci": frozenset({Peran.ADMIN}),
    "antrean:coba-lagi": frozenset({Peran.ADMIN}),
    "antrean:coba-lagi-semua": frozenset({Peran.ADMIN}),
    "antrean:batalkan": frozenset({Peran.ADMIN}),
    # operasi: the whole installation
    "operasi:berkas-daftar": frozenset({Peran.ADMIN}),
    "operasi:berkas-mulai": frozenset({Peran.ADMIN}),
    # desa
    "desa:desa-daftar": PEMBACA_ACUAN,
    "desa:desa-rinci": PEMBACA_ACUAN,
    "desa:desa-ubah": PENGELOLA_DESA | PENGELOLA,
    "desa:kecamatan-pilih": PENGELOLA,
    "desa:kecamatan-ubah": PENGELOLA | PENGURUS,
    "desa:kecamatan-lambang": PEMBACA_ACUAN,
    **{f"desa:wilayah-{kerja}": PENGELOLA for kerja in ("daftar", "tambah", "ubah")},
    "desa:desa-tambah": PENGELOLA,
    "desa:desa-nama": PENGELOLA,
    "desa:libur-daftar": PENGELOLA | PENGURUS,
    "desa:libur-tambah": PENGELOLA,
    "desa:libur-ubah": PENGELOLA,
    "desa:libur-hapus": PENGELOLA,
    "desa:perangkat-daftar": PEMBACA_ACUAN,
    "desa:perangkat-tambah": PENGELOLA_DESA,
    "desa:perangkat-ubah": PENGELOLA_DESA,
    "desa:perangkat-hapus": PENGELOLA_DESA,
    "desa:perangkat-ekspor": PEMBACA_ACUAN,
    "desa:perangkat-templat": PENGELOLA_DESA,
    "desa:perangkat-impor": PENGELOLA_DESA,
    "desa:bpd-daftar": PEMBACA_ACUAN,
    "desa:bpd-tambah": PENGELOLA_DESA,
    "desa:bpd-ubah": PENGELOLA_DESA,
    "desa:bpd-hapus": PENGELOLA_DESA,
    "desa:bpd-ekspor": PEMBACA_ACUAN,
    "desa:bpd-templat": PENGELOLA_DESA,
    "desa:bpd-impor": PENGELOLA_DESA,
    "desa:lkd-daftar": PEMBACA_ACUAN,
    "desa:lkd-tambah": PENGELOLA_DESA,
    "desa:lkd-ubah": PENGELOLA_DESA,
    "desa:lkd-hapus": PENGELOLA_DESA,
    "desa:lkd-ekspor": PEMBACA_ACUAN,
    "desa:lkd-templat": PENGELOLA_DESA,
    "desa:lkd-impor": PENGELOLA_DESA,
    # naskah, and among it the uploaded files (berkas)
    "naskah:naskah-daftar": SEMUA,
    "naskah:naskah-rinci": SEMUA,
    "naskah:naskah-pdf": SEMUA,
    "naskah:naskah-pdf-ulang": KECAMATAN,
    "naskah:naskah-versi": KECAMATAN_PENUH,
    "naskah:naskah-pratinjau": KECAMATAN_PENUH,
    "naskah:naskah-aksi": frozenset({Peran.PELAKSANA, Peran.VERIFIKATOR, Peran.CAMAT}),
    "naskah:naskah-menunggu": SEMUA,
    "naskah:ttd-banyak": SEMUA,
    "naskah:penanda-ttd": SEMUA,  # whoever is named as a signer
    "naskah:penanda-goresan": PENCATAT,
    "naskah:penanda-alihkan": KANTOR_CAMAT | {Peran.KEPALA_DESA},  # a kepala desa only to themselves
    "naskah:naskah-ganti-pejabat": PENGURUS,
    "naskah:naskah-pakai-tinta": KANTOR_CAMAT,
    "naskah:pindaian-unggah": PENCATAT,
    "naskah:pindaian-berkas": SEMUA,
    "naskah:pindaian-terima": KANTOR_CAMAT,
    "naskah:pindaian-tolak": KANTOR_CAMAT,
    "naskah:tanda-tangan-macet": KECAMATAN_PENUH,
    "naskah:pekerjaan-ulang": frozenset({Peran.PELAKSANA, Peran.VERIFIKATOR, Peran.CAMAT}),
    "naskah:pekerjaan-batal": frozenset({Peran.PELAKSANA, Peran.VERIFIKATOR, Peran.CAMAT}),
    "naskah:pengaturan-ttd": frozenset({Peran.ADMIN, Peran.VERIFIKATOR}),
    "naskah:pengaturan-bentuk": frozenset({Peran.ADMIN, Peran.VERIFIKATOR}),
    "naskah:pengaturan-daftar": frozenset({Peran.ADMIN, Peran.VERIFIKATOR}),
    "naskah:verifikasi-cari": PUBLIK,
    "naskah:verifikasi-sidik": PUBLIK,
    "naskah:verifikasi-berkas": PUBLIK,
    "naskah:verifikasi": PUBLIK,
    "naskah:crl": PUBLIK,  # programs that examine a signature fetch it
    "naskah:ca-sertifikat": PUBLIK,
    # Who signs for the whole installation is its admin's to say.
    "naskah:sertifikat-kelola": frozenset({Peran.ADMIN}),
    "naskah:sertifikat-kelola-otoritas": frozenset({Peran.ADMIN}),
    "naskah:sertifikat-kelola-undang": frozenset({Peran.ADMIN}),
    "naskah:sertifikat-kelola-rinci": frozenset({Peran.ADMIN}),
    "naskah:sertifikat-setujui": PENGELOLA | KANTOR_CAMAT,  # whoever may be the second person
    "naskah:sertifikat-saya": MASUK,
    "naskah:sertifikat-frasa": MASUK,
    "naskah:sertifikat-cabut": MASUK,
    "berkas:berkas-daftar": SEMUA,
    "berkas:berkas-rinci": SEMUA,
    "berkas:berkas-terima": PEMERIKSA_BERKAS,
    "berkas:berkas-tolak": PEMERIKSA_BERKAS,
    "berkas:berkas-ubah": PENGUNGGAH_BERKAS,
    "berkas:berkas-pejabat": PENGELOLA_DESA,
    # old addresses: they lead to kewajiban, which asks again
    **{f"berkas:{lama}": SEMUA for lama in ("berkas-rekap", "berkas-rekap-desa", "kebutuhan-daftar")},
    "berkas:kebutuhan-tambah": KANTOR_CAMAT,
    **{f"berkas:kategori-{kerja}": frozenset({Peran.ADMIN}) for kerja in ("daftar", "tambah", "ubah")},
    "berkas:berkas-unggah": PENGUNGGAH_BERKAS,
    "berkas:berkas-gabung": PENGUNGGAH_BERKAS,
    "berkas:berkas-kiriman": PENGUNGGAH_BERKAS,
    "berkas:berkas-kiriman-bagian": PENGUNGGAH_BERKAS,
    "berkas:berkas-kiriman-selesai": PENGUNGGAH_BERKAS,
    "berkas:berkas-isi": SEMUA,
    "berkas:berkas-pratinjau": SEMUA,
    "naskah:kotak-masuk": KECAMATAN | DESA,  # those to whom documents are sent
    "naskah:kiriman-terima": KECAMATAN | DESA,
    "naskah:kiriman-daftar": KECAMATAN_PENUH,
    "naskah:arsip": SEMUA,
    **{
        f"naskah:nomor-{kerja}": frozenset({Peran.ADMIN, Peran.VERIFIKATOR})
        for kerja in ("buka", "celah", "daftar", "maju", "pesan", "lewati", "tangan", "pakai", "lepas", "hapus")
    },
    "naskah:agenda": KECAMATAN_PENUH,
    "naskah:agenda-xlsx": KECAMATAN_PENUH,
    "naskah:agenda-pdf": KECAMATAN_PENUH,
    "naskah:ekspor-daftar": SEMUA,  # only one's own; the agenda book and a long annex of a budget are exports too
    "naskah:ekspor-rinci": SEMUA,
    "naskah:ekspor-unduh": SEMUA,
    "naskah:ekspor-batal": SEMUA,
    "naskah:ekspor-ulang": SEMUA,
    "naskah:ekspor-minta": PENGEKSPOR,
    # serahan: what lies on one's own device, and what one gave away of it
    "serahan:peranti": MASUK,
    "serahan:serahkan": MASUK,
    "serahan:serahan-daftar": MASUK,
    "serahan:serahan-rinci": MASUK,
    "serahan:serahan-foto": MASUK,
    "serahan:serahan-foto-unggah": MASUK,
    "serahan:serahan-aksi": PENGURUS,
    # pembaruan
    "pembaruan:usulan-daftar": SEMUA,
    "pembaruan:usulan-rinci": SEMUA,
    "pembaruan:usulan-aksi": WAKIL_DESA | PENGURUS,
    # kewajiban: regulations and their dates, no secret of anybody; a village its own state
    **{f"kewajiban:{halaman}": SEMUA for halaman in ("tabel", "daftar", "jadwal", "rinci", "desa")},
    **{f"kewajiban:{kerja}": KANTOR_CAMAT for kerja in ("penghitungan", "ketentuan-tambah", "ketentuan-ubah")},
    **{f"kewajiban:kejadian-{kerja}": PENCATAT | {Peran.SEKRETARIS_DESA} for kerja in ("catat", "hapus")},
    **{f"kewajiban:pemenuhan-{kerja}": PENCATAT for kerja in ("catat", "hapus")},
    # laporan: the office its own, whoever watches over it what was approved; a village compares itself nowhere
    **{f"laporan:{halaman}": KECAMATAN_PENUH for halaman in ("laporan-daftar", "laporan-rinci", "laporan-xlsx")},
    **{f"laporan:program-{halaman}": KECAMATAN_PENUH for halaman in ("daftar", "rinci", "pdf", "xlsx")},
    "laporan:alur": MASUK,
    "laporan:laporan-pratinjau": KECAMATAN_PENUH,
    "laporan:laporan-susun": PENGURUS,
    "laporan:laporan-hitung": PENGURUS,
    "laporan:laporan-tulis": KANTOR_CAMAT,
    "laporan:laporan-aksi": KANTOR_CAMAT,
    # perjalanan: asked for in the village (also by the head of the BPD, whatever his role), decided in the office
    "perjalanan:perjalanan-daftar": SEMUA,
    "perjalanan:perjalanan-rinci": SEMUA,
    "perjalanan:alur": MASUK,
    **{f"perjalanan:perjalanan-{kerja}": DESA for kerja in ("buat", "ubah", "salin")},
    "perjalanan:perjalanan-aksi": DESA | {Peran.PELAKSANA, Peran.VERIFIKATOR, Peran.CAMAT},
    # pendamping: the sheets are the office's; a village reads what was done there in its own files and visits
    **{f"pendamping:{halaman}": KECAMATAN_PENUH for halaman in ("tabel", "lembar-daftar", "lembar-rinci")},
    **{f"pendamping:{halaman}": KECAMATAN_PENUH for halaman in ("laporan", "laporan-pdf", "penempatan-daftar")},
    "pendamping:alur": MASUK,
    "pendamping:saya": frozenset({Peran.PENDAMPING}),
    **{
        f"pendamping:lembar-{kerja}": frozenset({Peran.PENDAMPING})
        for kerja in ("buka", "isi", "biasa", "catatan", "kekurangan", "baris", "bukti", "lepas")
    },
    "pendamping:lembar-aksi": KANTOR_CAMAT | {Peran.PENDAMPING},
    **{f"pendamping:{kerja}": KANTOR_CAMAT for kerja in ("lembar-periksa", "penempatan-tambah", "penempatan-ubah")},
    # kapasitas: what is asked of each post is no secret; of people the pages say who reads what
    **{f"kapasitas:{halaman}": SEMUA for halaman in ("kompetensi", "desa", "desa-pdf", "pejabat")},
    "kapasitas:ringkas": KECAMATAN_PENUH,
    "kapasitas:desa-saya": DESA,
    "kapasitas:penilaian-rinci": SEMUA,
    "kapasitas:pejabat-daftar": KECAMATAN_PENUH,
    **{f"kapasitas:pelatihan-{halaman}": KECAMATAN_PENUH for halaman in ("daftar", "rinci", "hadir-pdf")},
    **{f"kapasitas:pelatihan-{kerja}": PENCATAT for kerja in ("tambah", "ubah", "hapus")},
    "kapasitas:pejabat-nilai": PENCATAT,
    **{f"kapasitas:penilaian-{kerja}": PENCATAT for kerja in ("isi", "koreksi", "aksi")},
    "kapasitas:penilaian-tanggapi": DESA,
    "kapasitas:sasaran": KANTOR_CAMAT,
    # klinik: a village asks, its kecamatan answers; articles are for all of the kecamatan
    **{f"klinik:pertanyaan-{halaman}": SEMUA for halaman in ("daftar", "rinci")},
    **{f"klinik:pertanyaan-{kerja}": PENANYA for kerja in ("ajukan", "mirip", "tanya-lagi", "selesai")},
    **{f"klinik:pertanyaan-{kerja}": PENJAWAB for kerja in ("jawab", "teruskan", "tutup")},
    "klinik:pertanyaan-buka-kembali": PENANYA | PENJAWAB,
    **{f"klinik:artikel-{halaman}": SEMUA for halaman in ("daftar", "rinci")},
    **{f"klinik:artikel-{kerja}": PENULIS for kerja in ("tulis", "ubah")},
    **{f"klinik:artikel-{kerja}": PENARIK for kerja in ("tarik", "terbitkan")},
    **{f"klinik:topik-{kerja}": PENGATUR_TOPIK for kerja in ("daftar", "tambah", "ubah")},
    # tindaklanjut
    "tindaklanjut:temuan-daftar": SEMUA,
    "tindaklanjut:temuan-rinci": SEMUA,
    "tindaklanjut:temuan-papan": SEMUA,
    "tindaklanjut:temuan-catat": PENCATAT,
    "tindaklanjut:pengaduan-catat": PENCATAT,
    "tindaklanjut:temuan-jawab": WAKIL_DESA,
    "tindaklanjut:temuan-tutup": PENGURUS,
    "tindaklanjut:temuan-kembalikan": PENGURUS,
    "tindaklanjut:temuan-tegur": PENGURUS,
    "tindaklanjut:temuan-buka-kembali": PENGURUS,
    # perut
    "perut:kunjungan-daftar": SEMUA,
    "perut:kunjungan-rinci": SEMUA,
    "perut:alur": MASUK,
    **{f"perut:musyawarah-{halaman}": SEMUA for halaman in ("daftar", "rinci", "notulen")},
    **{f"perut:musyawarah-{kerja}": PENCATAT for kerja in ("buat", "ubah", "isi", "aksi")},
    "perut:agenda-pilih": PENGURUS,
    "perut:kunjungan-catat": KECAMATAN,
    "perut:kunjungan-pratinjau": KECAMATAN,
    "perut:lapangan": SEMUA,  # whoever may not fill it in reads why
    "perut:lapangan-biasa": SEMUA,  # as the page above
    "perut:isi-kunjungan": frozenset({Peran.PELAKSANA}),
    "perut:baris": frozenset({Peran.PELAKSANA}),
    "perut:buku-temuan": frozenset({Peran.PELAKSANA}),
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
    "perut:lokus-banyak": PENGURUS,
    "perut:lokus-ubah": PENGURUS,
    "perut:lokus-hapus": PENGURUS,
    "perut:buku-daftar": SEMUA,
    "perut:buku-desa": SEMUA,
    "perut:bawaan-daftar": PEMBAWA_CATATAN,
    "perut:bawaan-kecamatan": PEMBAWA_CATATAN,
    "perut:bawaan-impor": PEMBAWA_CATATAN,
    "perut:bawaan-templat": PEMBAWA_CATATAN,
    "perut:bawaan-tarik": PEMBAWA_CATATAN,
    "perut:buku-riwayat": SEMUA,
    # apbdes
    "apbdes:daftar": SEMUA,
    "apbdes:versi-baru": DESA,
    "apbdes:versi-rinci": SEMUA,
    "apbdes:versi-isi": SEMUA,
    "apbdes:versi-lanjutan": DESA,
    "apbdes:susun": DESA,
    "apbdes:susun-simpan": DESA,
    "apbdes:susun-tempel": DESA,
    "apbdes:susun-putusan": SEMUA,
    "apbdes:versi-banding": SEMUA,
    "apbdes:versi-pdf": SEMUA,
    "apbdes:alur": MASUK,
    "apbdes:versi-pendamping": SEMUA,
    "apbdes:versi-pagu": DESA,
    "apbdes:versi-fakta": SEMUA,
    "apbdes:versi-perbaikan": SEMUA,
    "apbdes:versi-evaluasi": SEMUA,
    "apbdes:versi-sikap": PENGURUS,
    "apbdes:versi-sikap-sisanya": PENGURUS,
    "apbdes:versi-sikap-kesampingkan": PENGURUS,
    "apbdes:versi-keterangan": PENGURUS,
    "apbdes:versi-keterangan-tarik": PENGURUS,
    "apbdes:versi-catatan": SEMUA,
    "apbdes:versi-temuan": PENGURUS,
    "apbdes:versi-usul": PENGURUS,
    "apbdes:versi-pratinjau": SEMUA,
    "apbdes:versi-aksi": WAKIL_DESA | KANTOR_CAMAT | {Peran.ADMIN},  # the admin undoes a lapse
    "apbdes:versi-impor": DESA,
    "apbdes:versi-impor-simpan": DESA,
    "apbdes:versi-impor-jawab": DESA,
    "apbdes:versi-impor-lembar": DESA,
    "apbdes:versi-impor-lupakan": DESA,
    "apbdes:versi-templat": SEMUA,
    "apbdes:versi-ekspor": SEMUA,
    "apbdes:versi-penjabaran": SEMUA,
    **{
        f"apbdes:kode-{jenis}-{kerja}": PENGELOLA
        for jenis in ("kegiatan", "rekening")
        for kerja in ("daftar", "tambah", "ubah", "hapus")
    },
    # The sets that an office writes: which of them, and in which state, says their own scope.
    "apbdes:aturan-daftar": PEMBACA_ACUAN,
    "apbdes:aturan-rinci": PEMBACA_ACUAN,
    "apbdes:aturan-yaml": PEMBACA_ACUAN,
    "apbdes:aturan-aksi": PENGELOLA | PENGURUS,
    **{
        f"apbdes:aturan-{kerja}": PENGELOLA
        for kerja in (
            *("baru", "unggah", "kepala", "ganti", "hapus", "terbitan"),
            *("tambah", "ubah", "buang", "periksa", "contoh", "coba"),
        )
    },
    "apbdes:formulir-daftar": PEMBACA_ACUAN,
    "apbdes:formulir-rinci": PEMBACA_ACUAN,
    **{
        f"apbdes:formulir-{kerja}": PENGELOLA_FORMULIR
        for kerja in ("buat", "ubah", "salin", "terbitkan", "tarik", "hapus")
    },
    "apbdes:versi-lembar": SEMUA,
    "apbdes:kode-impor": PENGELOLA,
    "apbdes:kode-templat": PENGELOLA,
    "apbdes:tim-evaluasi": PENGELOLA | PENGURUS,
    "apbdes:perangkat-daftar": PEMBACA_ACUAN,
    "apbdes:perangkat-rinci": PEMBACA_ACUAN,
    "apbdes:angka-ubah": PENGELOLA,
    "apbdes:perangkat-pilihan": PENGELOLA | PENGURUS,
    # monitoring
    "monitoring:formulir-daftar": PEMBACA_ACUAN,
    "monitoring:formulir-rinci": PEMBACA_ACUAN,
    "monitoring:formulir-buat": PENGELOLA_FORMULIR,
    "monitoring:formulir-ubah": PENGELOLA_FORMULIR,
    "monitoring:formulir-salin": PENGELOLA_FORMULIR,
    "monitoring:formulir-terbitkan": PENGELOLA_FORMULIR,
    "monitoring:formulir-tarik": PENGELOLA_FORMULIR,
    "monitoring:formulir-hapus": PENGELOLA_FORMULIR,
    "monitoring:monitoring-daftar": SEMUA,
    "monitoring:monitoring-rinci": SEMUA,
    "monitoring:monitoring-buat": PENGURUS,
    "monitoring:monitoring-ubah": PENGURUS,
    "monitoring:monitoring-aksi": frozenset({Peran.PELAKSANA, Peran.VERIFIKATOR, Peran.CAMAT}),
    "monitoring:surat-tugas-ajukan": PENGURUS,
    "monitoring:lapangan": SEMUA,  # whoever may not fill it in reads why
    "monitoring:lapangan-biasa": SEMUA,  # as the page above
    "monitoring:baris": frozenset({Peran.PELAKSANA}),
    "monitoring:foto-unggah": frozenset({Peran.PELAKSANA}),
    "monitoring:kekurangan": frozenset({Peran.PELAKSANA}),
    "monitoring:foto-berkas": SEMUA,
    "monitoring:jawaban": SEMUA,
    "monitoring:laporan": frozenset({Peran.PELAKSANA}),
    "monitoring:laporan-pratinjau": frozenset({Peran.PELAKSANA}),
    "monitoring:lembar-kosong": KECAMATAN,
    "monitoring:formulir-kosong": KECAMATAN_PENUH,
    "monitoring:alur": MASUK,
    # evaluasi
    "evaluasi:formulir-daftar": PEMBACA_ACUAN,
    "evaluasi:formulir-rinci": PEMBACA_ACUAN,
    "evaluasi:formulir-buat": PENGELOLA_FORMULIR,
    "evaluasi:formulir-ubah": PENGELOLA_FORMULIR,
    "evaluasi:formulir-salin": PENGELOLA_FORMULIR,
    "evaluasi:formulir-terbitkan": PENGELOLA_FORMULIR,
    "evaluasi:formulir-tarik": PENGELOLA_FORMULIR,
    "evaluasi:formulir-hapus": PENGELOLA_FORMULIR,
    "evaluasi:evaluasi-daftar": SEMUA,
    "evaluasi:evaluasi-rinci": SEMUA,
    "evaluasi:evaluasi-buat": PENGURUS,
    "evaluasi:evaluasi-ubah": PENGURUS,
    "evaluasi:evaluasi-aksi": frozenset({Peran.PELAKSANA, Peran.VERIFIKATOR, Peran.CAMAT}),
    "evaluasi:alur": MASUK,
    "evaluasi:evaluasi-laporan": KECAMATAN | DESA,  # whoever leads the team
    "evaluasi:laporan-pratinjau": KECAMATAN | DESA,
    "evaluasi:evaluasi-kosong": SEMUA,
    "evaluasi:formulir-kosong": PEMBACA_ACUAN,
    "evaluasi:penilaian": SEMUA,  # whoever may not see a score reads why
    "evaluasi:nilai-baris": SEMUA,  # a team's members may come from anywhere
    "evaluasi:pembahasan-baris": SEMUA,
    "evaluasi:penilaian-biasa": SEMUA,  # as the page of scores
    "evaluasi:penilaian-kekurangan": SEMUA,
    "evaluasi:penilaian-serahkan": SEMUA,
    "evaluasi:banding": SEMUA,
    "evaluasi:banding-xlsx": SEMUA,
    "evaluasi:peringkat": KECAMATAN_PENUH,  # a desa sees itself only: it would always be the first
    "evaluasi:peringkat-xlsx": KECAMATAN_PENUH,
    "evaluasi:tim-daftar": SEMUA,
    "evaluasi:tim-rinci": SEMUA,
    "evaluasi:tim-buat": PENGURUS,
    "evaluasi:tim-ubah": PENGURUS,
    "evaluasi:tim-sk": PENGURUS,
    "evaluasi:tim-sk-ajukan": PENGURUS,
    "evaluasi:tim-sk-catat": PENGURUS,
    "evaluasi:tim-sk-pdf": SEMUA,
}

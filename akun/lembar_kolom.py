"""The columns of the people's sheet: headings, the words that offices write, and the template to fill in."""

from akun.enums import Peran, Tingkat
from akun.models import Pengguna
from akun.queries import peran_ditunjuk
from akun.tempat import Tempat
from dasar.templat import KolomTemplat
from desa.models import Kecamatan

SEKRETARIS = "Sekretaris Kecamatan"
# What offices write for a role; the posts of a village are read by `desa.kenali`.
PADANAN = {
    "sekcam": SEKRETARIS,
    "sekretaris camat": SEKRETARIS,
    "staf": Peran.PELAKSANA,
    "staf kecamatan": Peran.PELAKSANA,
    "pelaksana kecamatan": Peran.PELAKSANA,
    "pd": Peran.PENDAMPING,
    "pld": Peran.PENDAMPING,
    "pendamping desa": Peran.PENDAMPING,
    "pendamping lokal desa": Peran.PENDAMPING,
    "dpmd": Peran.PEMANTAU_KABUPATEN,
    "inspektorat": Peran.PEMANTAU_KABUPATEN,
}
BARIS_ORANG = 300  # each row is tried out; a kecamatan of fifty villages has some hundred and fifty people
WAJIB = ["nama", "peran"]
ALIAS = {
    "nama_lengkap": "nama",
    "nama_pegawai": "nama",
    "nama_orang": "nama",
    "role": "peran",
    "tugas": "peran",
    "desa": "wilayah",
    "nama_desa": "wilayah",
    "kode_desa": "wilayah",
    "unit_kerja": "wilayah",
    "tempat_tugas": "wilayah",
    "email": "surel",
    "e_mail": "surel",
    "alamat_surel": "surel",
    "no_hp": "telepon",
    "nomor_hp": "telepon",
    "hp": "telepon",
    "no_wa": "telepon",
    "whatsapp": "telepon",
    "no_telepon": "telepon",
    "no_telp": "telepon",
    "pangkat_golongan": "pangkat",
    "pangkat_gol": "pangkat",
    "golongan": "pangkat",
    "username": "nama_pengguna",
    "tmt": "mulai",
    "mulai_tugas": "mulai",
    "sampai": "selesai",
    "sampai_dengan": "selesai",
}
KOLOM = [
    "nama",
    "peran",
    "wilayah",
    "jabatan",
    "nip",
    "niap",
    "pangkat",
    "surel",
    "telepon",
    "mulai",
    "selesai",
    "nama_pengguna",
]


def pilihan_peran(oleh: Pengguna) -> list[str]:
    boleh = peran_ditunjuk(oleh)
    hasil = [p.label for p in Peran if p in boleh]
    if Peran.VERIFIKATOR in boleh:
        hasil.insert(hasil.index(Peran.VERIFIKATOR.label), SEKRETARIS)
    return hasil


def kolom_templat(oleh: Pengguna, kecamatan: Kecamatan | None) -> list[KolomTemplat]:
    tempat = Tempat(oleh, kecamatan)
    wilayah = tempat.pilihan(Tingkat.KECAMATAN, Tingkat.DESA)
    return [
        KolomTemplat("nama", "Wajib. Nama lengkap dengan gelar, seperti pada SK.", lebar=34),
        KolomTemplat(
            "peran",
            "Wajib. Seorang dengan dua peran ditulis dalam dua baris dengan NIP atau surel yang sama. Orang "
            "desa sekaligus dicatat sebagai perangkat desanya; kaur dan kasi boleh ditulis dengan jabatannya.",
            pilihan_peran(oleh),
            24,
        ),
        KolomTemplat(
            "wilayah",
            "Desa bagi orang desa; kosongkan bagi orang kantor kecamatan. Boleh ditulis kodenya.",
            wilayah,
            34,
        ),
        KolomTemplat("jabatan", "Hanya bila lain dari biasanya, misalnya Kasi Pemerintahan.", lebar=24),
        KolomTemplat("nip", "18 angka, ditulis sebagai teks; hanya bagi pegawai negeri.", lebar=22),
        KolomTemplat("niap", "Nomor Induk Aparat Pemerintah Desa; hanya bagi orang desa."),
        KolomTemplat("pangkat", "Misalnya Penata (III/c); hanya bagi pegawai negeri."),
        KolomTemplat("surel", "Undangan dikirim ke sini. Kosong: undangannya dicetak.", lebar=28),
        KolomTemplat("telepon", "Ditulis sebagai teks supaya angka 0 di depannya tidak hilang."),
        KolomTemplat("mulai", "Tanggal mulai bertugas, misalnya 17-05-2026. Kosong berarti hari ini."),
        KolomTemplat("selesai", "Tanggal akhir tugas bila sudah tentu."),
        KolomTemplat("nama_pengguna", "Boleh dikosongkan: dibuat dari namanya, misalnya ahmad.yani."),
    ]


CATATAN = (
    "Isi lembar “Orang”, satu baris untuk satu orang dan satu peran. Jangan mengubah judul kolom.",
    "Tidak ada kolom kata sandi: setiap orang membuatnya sendiri lewat undangan.",
    "Orang yang sudah mempunyai akun tidak digandakan; penugasannya ditambahkan pada akun itu.",
    "Setelah diunggah, setiap baris ditampilkan dahulu. Bila ada satu saja yang salah, tidak ada yang disimpan.",
)

"""The people of a village, each kind declared once: whatever lists its columns follows from here."""

from dasar.induk import Kolom, TabelInduk
from desa.models import AnggotaBPD, PengurusLKD, Perangkat

DESA = Kolom("desa", "Kode Kemendagri desa, misalnya 63.11.03.2021.", lembar="kode_desa", daftar="desa")
NAMA = Kolom("nama", "Nama lengkap dengan gelar, seperti pada SK.", daftar="nama", cari=True)
UMUM = (
    Kolom("jenis_kelamin", "Boleh ditulis L atau P saja."),
    Kolom("sk_nomor", "Nomor SK pengangkatan.", rinci="SK {}"),
    Kolom("sk_tanggal", "Tanggal SK, misalnya 17-05-2026.", rinci="tanggal SK {}"),
    Kolom("mulai", "Tanggal mulai menjabat, misalnya 17-05-2026.", daftar="masa"),
    Kolom(
        "selesai",
        "Tanggal akhir masa jabatan. Kosongkan bila tanpa batas akhir.",
        rinci="menjabat sampai {}",
    ),
)
TELEPON = "Nomor telepon atau WhatsApp, ditulis sebagai teks supaya angka 0 di depan tidak hilang."

PERANGKAT = TabelInduk(
    kunci="perangkat",
    judul="Kepala desa dan perangkat desa",
    sebutan="perangkat desa",
    lembar="Perangkat",
    model=Perangkat,
    kolom=(
        NAMA,
        Kolom("jabatan", "", daftar="sebutan", urut=("jabatan", "rincian"), saring=True),
        DESA,
        Kolom("rincian", "Keterangan jabatan, misalnya Dusun I untuk kepala dusun.", cari=True),
        Kolom("status_jabatan", "Kosong berarti definitif. Pj. hanya untuk kepala desa."),
        Kolom(
            "niap",
            "Nomor Induk Aparat Pemerintah Desa. Bila diisi, orang dikenali dari NIAP-nya.",
            daftar="niap",
            cari=True,
            rinci="NIAP {}",
        ),
        Kolom("nip", "NIP 18 angka, ditulis sebagai teks; hanya bagi pegawai negeri.", cari=True, rinci="NIP {}"),
        Kolom("pangkat", "Misalnya Penata (III/c); hanya bagi pegawai negeri.", rinci="{}"),
        *UMUM,
        Kolom("telepon", TELEPON, cari=True, rinci="{}", tautan="tel:"),
    ),
    alami=("nama", "jabatan", "rincian"),
    nomor_induk="niap",
    urutan=("jabatan", "rincian", "nama"),
)
BPD = TabelInduk(
    kunci="bpd",
    judul="Badan Permusyawaratan Desa",
    sebutan="anggota BPD",
    lembar="BPD",
    model=AnggotaBPD,
    kolom=(
        NAMA,
        Kolom("jabatan", "", daftar="jabatan", saring=True),
        DESA,
        *UMUM,
        Kolom("telepon", TELEPON, daftar="telepon", cari=True, rinci="{}", tautan="tel:"),
    ),
    alami=("nama",),
    urutan=("jabatan", "nama"),
)
LKD = TabelInduk(
    kunci="lkd",
    judul="Lembaga kemasyarakatan desa",
    sebutan="pengurus LKD",
    lembar="LKD",
    model=PengurusLKD,
    kolom=(
        NAMA,
        Kolom("jenis", "", saring=True),
        Kolom("lembaga", "Nama lembaga, misalnya RT 02 atau PKK Desa.", daftar="lembaga", cari=True),
        Kolom("jabatan", "Misalnya Ketua.", daftar="jabatan"),
        DESA,
        *UMUM,
        Kolom("telepon", TELEPON, cari=True, rinci="{}", tautan="tel:"),
    ),
    alami=("lembaga", "nama"),
    urutan=("jenis", "lembaga", "nama"),
)
TABEL = {t.kunci: t for t in (PERANGKAT, BPD, LKD)}

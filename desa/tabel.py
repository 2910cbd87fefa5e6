"""The people of a village, each kind declared once: whatever lists its columns follows from here."""

from dasar.induk import Kolom, TabelInduk
from dasar.sel import NomorWidget, TeleponWidget
from desa.enums import JabatanBPD, JenisLKD, StatusJabatan
from desa.kenali import perangkat_rapi
from desa.models import AnggotaBPD, PengurusLKD, Perangkat

DESA = Kolom(
    "desa",
    "Kode Kemendagri desa, misalnya 63.11.03.2021, atau namanya.",
    lembar="kode_desa",
    daftar="desa",
    judul_lain=("desa", "nama_desa", "desa_kelurahan", "kode", "kode_wilayah"),
)
NAMA = Kolom(
    "nama",
    "Nama lengkap dengan gelar, seperti pada SK.",
    daftar="nama",
    cari=True,
    judul_lain=(
        "nama_lengkap",
        "nama_perangkat",
        "nama_perangkat_desa",
        "nama_pejabat",
        "nama_anggota",
        "nama_pengurus",
    ),
)
UMUM = (
    Kolom(
        "jenis_kelamin",
        "Boleh ditulis L atau P saja.",
        judul_lain=("jk", "l_p", "kelamin", "gender"),
        padanan={"lk": "L", "pria": "L", "laki": "L", "laki laki": "L", "pr": "P", "wanita": "P"},
    ),
    Kolom(
        "sk_nomor",
        "Nomor SK pengangkatan.",
        cari=True,
        rinci="SK {}",
        judul_lain=("nomor_sk", "no_sk", "nomor_sk_pengangkatan", "no_sk_pengangkatan", "sk_no", "sk"),
    ),
    Kolom(
        "sk_tanggal",
        "Tanggal SK, misalnya 17-05-2026.",
        rinci="tanggal SK {}",
        judul_lain=("tanggal_sk", "tgl_sk", "tanggal_sk_pengangkatan", "sk_tgl"),
    ),
    Kolom(
        "mulai",
        "Tanggal mulai menjabat, misalnya 17-05-2026.",
        daftar="masa",
        judul_lain=(
            "mulai_menjabat",
            "tanggal_mulai",
            "tmt",
            "tmt_jabatan",
            "tanggal_pelantikan",
            "masa_jabatan_mulai",
        ),
    ),
    Kolom(
        "selesai",
        "Tanggal akhir masa jabatan. Kosongkan bila tanpa batas akhir.",
        rinci="menjabat sampai {}",
        judul_lain=("akhir_masa_jabatan", "akhir_jabatan", "selesai_menjabat", "berakhir", "masa_jabatan_selesai"),
    ),
)
JUDUL_TELEPON = ("no_hp", "nomor_hp", "hp", "no_telp", "no_telepon", "nomor_telepon", "telp", "no_wa", "no_hp_wa", "wa")
TELEPON = "Nomor telepon atau WhatsApp, ditulis sebagai teks supaya angka 0 di depan tidak hilang."

PERANGKAT = TabelInduk(
    kunci="perangkat",
    judul="Kepala desa dan perangkat desa",
    sebutan="perangkat desa",
    lembar="Perangkat",
    model=Perangkat,
    kolom=(
        NAMA,
        Kolom(
            "jabatan", "", daftar="sebutan", urut=("jabatan", "rincian"), saring=True, judul_lain=("jabatan_perangkat",)
        ),
        DESA,
        Kolom("rincian", "Keterangan jabatan, misalnya Dusun I untuk kepala dusun.", cari=True),
        Kolom(
            "status_jabatan",
            "Kosong berarti definitif. Pj. hanya untuk kepala desa.",
            judul_lain=("cara_menjabat", "plt"),
            padanan={"ya": StatusJabatan.PLT, "tidak": StatusJabatan.DEFINITIF} | {s.value: s for s in StatusJabatan},
        ),
        Kolom(
            "niap",
            "Nomor Induk Aparat Pemerintah Desa. Bila diisi, orang dikenali dari NIAP-nya.",
            daftar="niap",
            cari=True,
            rinci="NIAP {}",
            judul_lain=("nipd", "no_niap", "nomor_induk", "nomor_induk_perangkat_desa"),
        ),
        Kolom(
            "nip",
            "NIP 18 angka, ditulis sebagai teks; hanya bagi pegawai negeri.",
            cari=True,
            rinci="NIP {}",
            sel=NomorWidget,
        ),
        Kolom("pangkat", "Misalnya Penata (III/c); hanya bagi pegawai negeri.", rinci="{}"),
        *UMUM,
        Kolom("telepon", TELEPON, cari=True, rinci="{}", tautan="tel:", judul_lain=JUDUL_TELEPON, sel=TeleponWidget),
    ),
    alami=("nama", "jabatan", "rincian"),
    nomor_induk="niap",
    urutan=("jabatan", "rincian", "nama"),
    rapikan=perangkat_rapi,
)
BPD = TabelInduk(
    kunci="bpd",
    judul="Badan Permusyawaratan Desa",
    sebutan="anggota BPD",
    lembar="BPD",
    model=AnggotaBPD,
    kolom=(
        NAMA,
        Kolom(
            "jabatan",
            "",
            daftar="jabatan",
            saring=True,
            judul_lain=("kedudukan", "jabatan_dalam_bpd"),
            padanan={
                "ketua": JabatanBPD.KETUA,
                "wakil ketua": JabatanBPD.WAKIL_KETUA,
                "wakil": JabatanBPD.WAKIL_KETUA,
                "wk. ketua": JabatanBPD.WAKIL_KETUA,
                "sekretaris": JabatanBPD.SEKRETARIS,
                "anggota": JabatanBPD.ANGGOTA,
            },
        ),
        DESA,
        *UMUM,
        Kolom(
            "telepon",
            TELEPON,
            daftar="telepon",
            cari=True,
            rinci="{}",
            tautan="tel:",
            judul_lain=JUDUL_TELEPON,
            sel=TeleponWidget,
        ),
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
        Kolom(
            "jenis",
            "",
            saring=True,
            judul_lain=("jenis_lembaga", "jenis_lkd"),
            padanan={
                "karangtaruna": JenisLKD.KARANG_TARUNA,
                "lpmd": JenisLKD.LPM,
                "lpmk": JenisLKD.LPM,
                "tp pkk": JenisLKD.PKK,
                "tp-pkk": JenisLKD.PKK,
                "lain": JenisLKD.LAINNYA,
                "lain-lain": JenisLKD.LAINNYA,
            },
        ),
        Kolom(
            "lembaga",
            "Nama lembaga, misalnya RT 02 atau PKK Desa.",
            daftar="lembaga",
            cari=True,
            judul_lain=("nama_lembaga", "lkd", "nama_lkd"),
        ),
        Kolom("jabatan", "Misalnya Ketua.", daftar="jabatan"),
        DESA,
        *UMUM,
        Kolom("telepon", TELEPON, cari=True, rinci="{}", tautan="tel:", judul_lain=JUDUL_TELEPON, sel=TeleponWidget),
    ),
    alami=("lembaga", "nama"),
    urutan=("jenis", "lembaga", "nama"),
)
TABEL = {t.kunci: t for t in (PERANGKAT, BPD, LKD)}

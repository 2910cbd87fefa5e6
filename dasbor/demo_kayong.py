"""A second office in the demo, in a kabupaten with rules of its own: Kayong Utara, whose Perbup judges 2024.

Its people see nothing of Awayan, and Awayan's nothing of theirs. They sign on paper.
"""

from datetime import date

from django.conf import settings
from django.contrib.auth.hashers import make_password

from akun.enums import Peran
from akun.models import Pengguna, Penugasan
from apbdes.enums import HasilEvaluasi
from apbdes.services import evaluasi, keputusan, pengajuan
from apbdes.services.versi import versi_buat
from berkas.models import KategoriBerkas
from dasar.waktu import hari_ini
from dasbor.demo_apbdes import isi_lembar, isi_rab, serahkan
from desa.enums import JabatanPerangkat
from desa.models import Desa, Kecamatan, Perangkat
from desa.wilayah import baca, impor

KECAMATAN, DESA, TAHUN = "61.11.01", "61.11.01.2001", 2024
AKUN = (
    ("camat-sukadana", "Camat Sukadana", Peran.CAMAT, "Pembina (IV/a)"),
    ("sekcam-sukadana", "Sekretaris Kecamatan Sukadana", Peran.VERIFIKATOR, "Penata Tingkat I (III/d)"),
    ("sekdes-sutera", "Sekretaris Desa Sutera", Peran.SEKRETARIS_DESA, ""),
)
ANGGOTA_BPD = "1.1.05 | 5.1.4.01 | Tunjangan anggota BPD | anggota_bpd | 24 | OB | 840000 | ADD"
PELATIHAN = "3.4.03 | 5.2.1.01 | Pelatihan pembinaan lembaga kemasyarakatan |  | 1 | paket | 70140000 | ADD"
# As in demo_apbdes.RAB; it keeps Perbup Kayong Utara 66/2023.
RAB = f"""
1.1.01 | 5.1.1.01 | Penghasilan tetap kepala desa | kades | 12 | OB | 3000000 | ADD
1.1.01 | 5.1.1.02 | Tunjangan kepala desa | kades | 12 | OB | 450000 | ADD
1.1.02 | 5.1.2.01 | Penghasilan tetap sekretaris desa | sekdes | 12 | OB | 2250000 | ADD
1.1.02 | 5.1.2.01 | Penghasilan tetap kepala urusan | kaur | 36 | OB | 2100000 | ADD
1.1.02 | 5.1.2.01 | Penghasilan tetap kepala seksi | kasi | 36 | OB | 2100000 | ADD
1.1.02 | 5.1.2.01 | Penghasilan tetap kepala dusun | kadus | 24 | OB | 2100000 | ADD
1.1.02 | 5.1.2.02 | Tunjangan sekretaris desa | sekdes | 12 | OB | 225000 | ADD
1.1.02 | 5.1.2.02 | Tunjangan kepala urusan | kaur | 36 | OB | 210000 | ADD
1.1.02 | 5.1.2.02 | Tunjangan kepala seksi | kasi | 36 | OB | 210000 | ADD
1.1.02 | 5.1.2.02 | Tunjangan kepala dusun | kadus | 24 | OB | 210000 | ADD
1.1.03 | 5.1.3.01 | Jaminan kesehatan kepala desa |  | 12 | bulan | 500000 | ADD
1.1.04 | 5.2.1.01 | Perlengkapan kantor |  | 12 | paket | 3000000 | ADD
1.1.05 | 5.1.4.01 | Tunjangan ketua BPD | ketua_bpd | 12 | OB | 1200000 | ADD
1.1.05 | 5.1.4.01 | Tunjangan wakil ketua BPD | wakil_bpd | 12 | OB | 1080000 | ADD
1.1.05 | 5.1.4.01 | Tunjangan sekretaris BPD | sekretaris_bpd | 12 | OB | 960000 | ADD
{ANGGOTA_BPD}
1.1.06 | 5.2.1.01 | Perlengkapan BPD |  | 12 | paket | 500000 | ADD
2.2.02 | 5.2.7.05 | Makanan tambahan balita dan ibu hamil |  | 12 | paket | 3500000 | DDS
2.3.10 | 5.3.5.01 | Honor ketua TPK | ketua_tpk | 1 | kegiatan | 4000000 | DDS
2.3.10 | 5.3.5.01 | Honor sekretaris TPK | sekretaris_tpk | 1 | kegiatan | 3360000 | DDS
2.3.10 | 5.3.5.01 | Honor anggota TPK | anggota_tpk | 3 | kegiatan | 2880000 | DDS
2.3.10 | 5.3.5.02 | Upah tenaga kerja |  | 1000 | HOK | 160000 | DDS
2.3.10 | 5.3.5.03 | Bahan baku/material |  | 1 | paket | 200000000 | DDS
2.3.10 | 5.3.5.04 | Sewa peralatan |  | 20 | hari | 1000000 | DDS
2.3.10 | 5.3.5.05 | Papan nama, dokumentasi, dan pelaporan |  | 1 | kegiatan | 4000000 | DDS
{PELATIHAN}
4.2.03 | 5.2.7.05 | Bibit dan pupuk |  | 1 | paket | 198000000 | DDS
5.1.00 | 5.4.1.01 | Belanja tak terduga |  | 1 | tahun | 30000000 | ADD
5.3.00 | 5.4.1.01 | Bantuan langsung tunai |  | 600 | KPM | 300000 | DDS
"""
# The perubahan pays one more member of the BPD, which B30-04 does not allow.
RAB_PERUBAHAN = RAB.replace(ANGGOTA_BPD, ANGGOTA_BPD.replace("| 24 |", "| 36 |")).replace(
    PELATIHAN, PELATIHAN.replace("70140000", "60060000")
)


def muat_kayong(sandi: str) -> None:
    if not KategoriBerkas.objects.exists():
        return  # the reference data is not loaded, so there is nothing to hand in with
    if not Kecamatan.objects.filter(kode=KECAMATAN).exists():
        impor(baca(settings.WILAYAH_DIR, KECAMATAN))
    kecamatan = Kecamatan.objects.select_related("kabupaten").get(kode=KECAMATAN)
    kecamatan.singkatan = kecamatan.singkatan or "KEC-SKD"
    kecamatan.ibu_kota = kecamatan.ibu_kota or "Sukadana"
    kecamatan.alamat = kecamatan.alamat or "Jalan Contoh Nomor 2"
    kecamatan.save()
    desa = Desa.objects.select_related("kecamatan__kabupaten").get(kode=DESA)
    for jabatan in (JabatanPerangkat.KEPALA_DESA, JabatanPerangkat.SEKRETARIS_DESA):
        Perangkat.objects.get_or_create(desa=desa, jabatan=jabatan, nama=f"{jabatan.label} {desa.nama}")
    _apbdes(desa, _orang(desa, sandi))


def _orang(desa: Desa, sandi: str) -> dict[Peran, Pengguna]:
    orang = {}
    sandi = make_password(sandi)  # one hash for all: hashing is meant to be slow
    for urut, (username, nama, peran, pangkat) in enumerate(AKUN, 1):
        pegawai = {"nip": f"19700101199002{urut:04}", "pangkat": pangkat} if pangkat else {}
        orang[peran] = Pengguna.objects.create(username=username, password=sandi, nama=nama, demo=True, **pegawai)
        Penugasan.objects.create(
            pengguna=orang[peran],
            peran=peran,
            jabatan=nama,
            mulai=date(hari_ini(desa).year - 1, 1, 1),
            sekretaris=peran == Peran.VERIFIKATOR,
            **({"desa": desa} if peran == Peran.SEKRETARIS_DESA else {"kecamatan": desa.kecamatan}),
        )
    return orang


def _apbdes(desa: Desa, orang: dict[Peran, Pengguna]) -> None:
    """The budget of 2024 found in order and made a Perdes; its perubahan is being drawn up."""
    sekdes, sekcam = orang[Peran.SEKRETARIS_DESA], orang[Peran.VERIFIKATOR]
    versi = isi_rab(versi_buat(desa=desa, tahun=TAHUN, oleh=sekdes), sekdes, rab=RAB, naik=0)
    versi = serahkan(versi, sekdes, sekcam)
    evaluasi.sikap_terima_sisanya(versi=versi, oleh=sekcam)
    isi_lembar(versi, sekcam)
    versi = keputusan.versi_usulkan(
        versi=versi,
        hasil=HasilEvaluasi.SESUAI,
        kesimpulan="Rancangan disusun menurut ketentuan yang dievaluasi.",
        oleh=sekcam,
    )
    versi = keputusan.versi_sesuaikan(versi=versi, oleh=orang[Peran.CAMAT])
    pengajuan.versi_tetapkan(versi=versi, nomor=f"1 Tahun {TAHUN}", tanggal=hari_ini(desa), oleh=sekdes)
    perubahan = versi_buat(desa=desa, tahun=TAHUN, oleh=sekdes, langkah="perubahan")
    isi_rab(perubahan, sekdes, rab=RAB_PERUBAHAN, naik=0)

"""The official documents of an evaluation, registered with the room `naskah` (imported by EvaluasiConfig.ready)."""

from dataclasses import asdict
from datetime import date, datetime

from django.db.models import Min

from akun.enums import Peran
from akun.models import Pengguna
from dasar.waktu import tanggal
from evaluasi.acuan.naskah import mengingat_bawaan
from evaluasi.enums import StatusEvaluasi
from evaluasi.models import Evaluasi, TimEvaluasi
from evaluasi.reports.sk import biaya_pada, penanda_polos, penanda_sk
from naskah.bagian import Orang, tanggal_panjang
from naskah.jenis import JenisNaskah, Penanda, Pos, daftarkan
from naskah.models import Naskah


def _susun_sk(naskah: Naskah, oleh: Pengguna, waktu: datetime) -> dict:
    """The decree as the camat read it, with the date and the signer of its approval."""
    tim = TimEvaluasi.objects.filter(sk=naskah).first()
    hari = tanggal(waktu, naskah.kecamatan)
    penanda = asdict(penanda_sk(tim, oleh, hari, naskah.jenis)) if tim else naskah.isi["penanda"]
    diktum = [d | {"teks": biaya_pada(d["teks"], hari.year)} for d in naskah.isi["diktum"]]
    return naskah.isi | {"tanggal_surat": tanggal_panjang(hari), "penanda": penanda, "diktum": diktum}


def _mulai(naskah: Naskah) -> date | None:
    """The first day on which the team evaluates anything."""
    evaluasi = Evaluasi.objects.filter(tim__sk=naskah).exclude(status=StatusEvaluasi.DIBATALKAN)
    return evaluasi.aggregate(mulai=Min("tanggal_mulai"))["mulai"]


def _penanda_sk(isi: dict) -> list[Penanda]:
    return [Penanda("penerbit", 1, "", Orang(**isi["penanda"]))]


def _penanda_tim(isi: dict) -> list[Penanda]:
    """The members who scored, in any order, each at their place in the table."""
    return [
        Penanda(f"anggota-{a['urut']}", 1, a["kedudukan"], Orang(**a["orang"]), blok=False)
        for a in isi["tim"]
        if a["menilai"]
    ]


def _penerima_tim(isi: dict) -> list[int]:
    """The members; the desa receives it anyhow."""
    return [a["orang"]["id"] for a in isi["tim"] if a["orang"].get("id")]


def _penanda_pengantar(isi: dict) -> list[Penanda]:
    return [Penanda("camat", 1, "", Orang(**isi["camat"]))]


def _tim(naskah: Naskah) -> str:
    tim = TimEvaluasi.objects.filter(sk=naskah).first()
    return tim.get_absolute_url() if tim else ""


def _evaluasi(naskah: Naskah) -> str:
    """The page of the evaluation that the document is about."""
    evaluasi = Evaluasi.objects.tentang(naskah).first()
    return evaluasi.get_absolute_url() if evaluasi else ""


# Each kind counts for itself: its own mark keeps two documents of one day from bearing the same number.
SK_TIM = daftarkan(
    JenisNaskah(
        kode="sk_tim_evaluasi",
        nama="SK Tim Evaluasi",
        template="evaluasi/pdf/sk.html",
        penanda=_penanda_sk,
        tempat=("penerbit",),
        pos={"penerbit": Pos(Peran.CAMAT, "penanda", penanda_polos)},  # another issuer's decree is not signed here
        susun=_susun_sk,
        tautan=_tim,
        mulai_kerja=_mulai,
        susulan="Keputusan ini ditetapkan sesudah tim mulai bekerja pada tanggal {mulai}.",
        pola="{klasifikasi}/{urut:03d}/SK-TIM/{kode}/{tahun}",
        retensi_tahun=10,
        mengingat=mengingat_bawaan,
        tembusan=(),
        bagian={"menimbang": "Menimbang", "mengingat": "Mengingat", "diktum": "Diktum", "anggota": "Susunan tim"},
    )
)
LEMBAR = daftarkan(
    JenisNaskah(
        kode="lembar_evaluasi",
        nama="Lembar Evaluasi",
        template="evaluasi/pdf/lembar.html",
        penanda=_penanda_tim,
        tempat=("anggota-",),
        tautan=_evaluasi,
        penerima=_penerima_tim,
        lewat_asal=True,
        pola="{klasifikasi}/{urut:03d}/LE/{kode}/{tahun}",
        retensi_tahun=10,
    )
)
LAPORAN = daftarkan(
    JenisNaskah(
        kode="laporan_evaluasi",
        nama="Laporan Evaluasi",
        template="evaluasi/pdf/laporan.html",
        penanda=_penanda_tim,
        tempat=("anggota-",),
        tautan=_evaluasi,
        penerima=_penerima_tim,
        lewat_asal=True,
        pola="{klasifikasi}/{urut:03d}/LAP-EVAL/{kode}/{tahun}",
        retensi_tahun=10,
        bagian={
            "dasar": "Dasar",
            "sasaran": "Sasaran",
            "isi": "Isi kegiatan",
            "nilai": "Nilai",
            "kesimpulan": "Kesimpulan",
            "saran": "Saran",
            "tim": "Tim",
        },
    )
)
PENGANTAR = daftarkan(
    JenisNaskah(
        kode="pengantar_evaluasi",
        nama="Surat Pengantar Hasil Evaluasi",
        template="evaluasi/pdf/pengantar.html",
        penanda=_penanda_pengantar,
        tempat=("camat",),
        pos={"camat": Pos(Peran.CAMAT, "camat")},
        tautan=_evaluasi,
        lewat_asal=True,
        pola="{klasifikasi}/{urut:03d}/SP-EVAL/{kode}/{tahun}",
        tembusan=("{kepala_daerah} (sebagai laporan)", "Ketua {bpd}"),
    )
)

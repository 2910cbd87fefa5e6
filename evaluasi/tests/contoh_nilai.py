"""An evaluation being scored: a ketua, a sekretaris and an anggota with accounts, and one without."""

from collections.abc import Sequence

from django.utils import timezone

from evaluasi.enums import CaraNilai, JabatanTim, StatusEvaluasi
from evaluasi.models import Evaluasi, FormulirEvaluasi, LembarEvaluasi, NilaiAspek, Penilaian
from evaluasi.services.penilaian import id_nilai, tempat_nilai
from evaluasi.tests.factories import AnggotaTimFactory, EvaluasiFactory, FormulirEvaluasiFactory, TimEvaluasiFactory


def evaluasi_dinilai(
    desa, anggota: Sequence, *, formulir=None, cara=CaraNilai.TINGKAT, tanpa_akun=False, **isi
) -> Evaluasi:
    """`anggota`: accounts, ketua first. `formulir`: by default one with two aspects."""
    tim = TimEvaluasiFactory(kecamatan=desa.kecamatan, anggota=anggota)
    if tanpa_akun:
        AnggotaTimFactory(tim=tim, urut=9, jabatan_tim=JabatanTim.ANGGOTA, nama="Tokoh Masyarakat")
    evaluasi = EvaluasiFactory(desa=desa, tim=tim, cara=cara, **{"status": StatusEvaluasi.DINILAI, **isi})
    if formulir is None:
        ada = FormulirEvaluasi.objects.filter(kode="II.A").first()
        formulir = [ada or FormulirEvaluasiFactory(kode="II.A", aspek=2)]
    for urut, satu in enumerate(formulir, 1):
        LembarEvaluasi.objects.create(evaluasi=evaluasi, formulir=satu, urut=urut)
    Penilaian.objects.bulk_create(Penilaian(evaluasi=evaluasi, anggota=a) for a in tim.anggota.all())
    return evaluasi


def penilaian_dari(evaluasi: Evaluasi, pengguna) -> Penilaian:
    return evaluasi.penilaian.get(anggota__pengguna=pengguna)


def beri_nilai(penilaian: Penilaian, nilai: Sequence[str], *, serahkan=True, catatan="") -> Penilaian:
    """Levels ("ab") or numbers (["90", "87.5"]) for the aspects in order, as if saved and handed in."""
    angka = penilaian.evaluasi.cara == CaraNilai.ANGKA
    NilaiAspek.objects.bulk_create(
        NilaiAspek(
            id=id_nilai(penilaian.pk, *tempat),
            penilaian=penilaian,
            lembar_id=tempat[0],
            aspek_id=tempat[1],
            versi=1,
            catatan=catatan,
            **({"angka": n} if angka else {"tingkat": n}),
        )
        for tempat, n in zip(tempat_nilai(penilaian.evaluasi), nilai, strict=False)
    )
    if serahkan:
        penilaian.diserahkan = timezone.now()
        penilaian.save()
    return penilaian

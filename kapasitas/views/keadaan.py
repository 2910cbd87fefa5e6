"""How capable the officials are: of a kecamatan, of one village, of one of them; and by what it is judged."""

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from akun.enums import DESA, WAKIL_DESA
from cetak.cetakan import PdfGagal
from cetak.pdf import pdf_buat
from dasar.daftar import Daftar
from dasar.nama import kunci_nama
from dasar.permintaan import Permintaan
from dasar.waktu import hari_ini, hari_ini_pembaca
from desa.enums import JenisDesa
from desa.models import Desa, Perangkat
from kapasitas.acuan import JABATAN, jabatan_nama
from kapasitas.enums import DINILAI, LENCANA, PEMBACA, Keadaan
from kapasitas.hitungan import (
    DEFINISI,
    Banding,
    Capaian,
    banding,
    capaian_kompetensi,
    kebutuhan,
    pejabat_dinilai,
    sasaran_kecamatan,
)
from kapasitas.models import Kompetensi, Penilaian, Peserta, VersiKompetensi
from kapasitas.sumber import lokus
from kapasitas.syarat import halangan_menilai
from kapasitas.tables import PejabatFilter, PejabatTable
from kapasitas.wilayah import bagian, wilayah

USULAN_BANYAK = 5  # themes that are proposed for one village


@require_safe
def ringkas(request: Permintaan) -> HttpResponse:
    konteks, kecamatan = wilayah(request, *PEMBACA)
    if kecamatan is None:
        return render(request, "kapasitas/ringkas.html", konteks)
    desa = list(
        request.user.desa_terlihat(*PEMBACA).filter(kecamatan=kecamatan, jenis=JenisDesa.DESA).order_by("nama", "kode")
    )
    for d in desa:
        d.kecamatan = kecamatan
    pejabat = list(pejabat_dinilai([d.pk for d in desa]).order_by())
    konteks |= _ringkasan(desa, pejabat)
    sasaran = sasaran_kecamatan(kecamatan)
    pilihan = lokus(kecamatan, hari_ini(kecamatan).year)
    konteks |= {
        "definisi": DEFINISI,
        "sasaran": sasaran,
        "tercapai": konteks["capaian"].tercapai(sasaran.persen),
        "lokus": _kelompok(pejabat, pilihan) if pilihan & {d.pk for d in desa} else None,
        "tahun": hari_ini(kecamatan).year,
        "boleh_atur": request.user.has_perm("kapasitas.atur_sasaran", kecamatan),
        "acuan": VersiKompetensi.objects.filter(berlaku_sejak__lte=hari_ini(kecamatan)).first(),
    }
    return render(request, "kapasitas/ringkas.html", konteks, status=422 if konteks["salah"] else 200)


@require_safe
def desa_saya(request: Permintaan) -> HttpResponse:
    """To the page of one's village; whoever works in several chooses."""
    desa = list(request.user.desa_terlihat(*DESA).select_related("kecamatan").order_by("nama", "kode"))
    if len(desa) == 1:
        return redirect("kapasitas:desa", pk=desa[0].pk)
    return render(request, "kapasitas/desa_saya.html", {"desa": desa})


def _ringkasan(desa: list[Desa], pejabat: list[Any]) -> dict[str, Any]:
    per_desa, per_jabatan = defaultdict(list), defaultdict(list)
    for p in pejabat:
        per_desa[p.desa_id].append(p.keadaan)
        per_jabatan[p.jabatan].append(p.keadaan)
    dua = banding(pejabat)
    return {
        "capaian": Capaian.dari(p.keadaan for p in pejabat),
        "banding": Banding(*(sum(getattr(b, n) for b in dua.values()) for n in ("orang", "semula", "kini"))),
        "per_desa": [(d, Capaian.dari(per_desa[d.pk]), dua.get(d.pk)) for d in desa],
        "per_jabatan": [(j.label, j.value, Capaian.dari(per_jabatan[j])) for j in DINILAI if per_jabatan[j]],
        "per_kompetensi": capaian_kompetensi(p.nilai for p in pejabat if p.nilai),
        "keadaan": Keadaan,
    }


def _kelompok(pejabat: list[Any], pilihan: set[int]) -> list[tuple[str, Capaian]]:
    return [
        ("Desa lokus", Capaian.dari(p.keadaan for p in pejabat if p.desa_id in pilihan)),
        ("Desa lain", Capaian.dari(p.keadaan for p in pejabat if p.desa_id not in pilihan)),
    ]


class PejabatDaftar(Daftar):
    table_class = PejabatTable
    filterset_class = PejabatFilter
    template_name = "kapasitas/pejabat_daftar.html"
    judul = "Kapasitas perangkat desa"
    keterangan = DEFINISI
    kosong = {"judul": "Belum ada perangkat", "saran": "Perangkat desa yang tercatat menjabat muncul di sini."}

    def get_queryset(self) -> "QuerySet[Any]":
        desa = self.request.user.desa_terlihat(*PEMBACA)
        return pejabat_dinilai(desa.values("pk")).select_related("desa__kecamatan")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(bagian=bagian(self.request), **kwargs)


@require_safe
def desa_keadaan(request: Permintaan, pk: int) -> HttpResponse:
    return render(request, "kapasitas/desa.html", _desa(request, pk))


def _desa(request: Permintaan, pk: int) -> dict[str, Any]:
    """Whoever is no kepala desa or sekretaris there reads of the village the count, of officials himself only."""
    desa = get_object_or_404(request.user.desa_terlihat().select_related("kecamatan__kabupaten"), pk=pk)
    peran = request.user.semua_peran_di(desa)
    semua = list(pejabat_dinilai([desa.pk]).select_related("desa__kecamatan", "akun"))
    semua.sort(key=lambda p: (DINILAI.index(p.jabatan), p.rincian, p.nama))  # as the table of posts has them
    seluruhnya = bool(peran & (PEMBACA | WAKIL_DESA))
    terlihat = semua if seluruhnya else [p for p in semua if _akun(p) == request.user.pk]
    for p in terlihat:
        p.lencana = LENCANA[Keadaan(p.keadaan)]
        p.keadaan_nama = Keadaan(p.keadaan).label
    sasaran = sasaran_kecamatan(desa.kecamatan)
    capaian = Capaian.dari(p.keadaan for p in semua)
    return {
        "desa": desa,
        "pejabat": terlihat,
        "seluruhnya": seluruhnya,
        "kantor": bool(peran & PEMBACA),
        "capaian": capaian,
        "banding": banding(semua).get(desa.pk),
        "definisi": DEFINISI,
        "sasaran": sasaran,
        "tercapai": capaian.tercapai(sasaran.persen),
        "kebutuhan": kebutuhan([desa.pk]).get(desa.pk, [])[:USULAN_BANYAK] if seluruhnya else [],
        "per_kompetensi": capaian_kompetensi(p.nilai for p in semua if p.nilai) if seluruhnya else [],
        "hari": hari_ini(desa),
    }


def _akun(perangkat: Perangkat) -> int | None:
    tautan = getattr(perangkat, "akun", None)
    return tautan.pengguna_id if tautan else None


@require_safe
def desa_pdf(request: Permintaan, pk: int) -> HttpResponse:
    """The sheet of a village for whoever reads all of it: a working paper, no official document."""
    konteks = _desa(request, pk)
    if not konteks["seluruhnya"]:
        raise Http404
    desa = konteks["desa"]
    try:
        pdf = pdf_buat("kapasitas/pdf/desa.html", konteks)
    except PdfGagal as galat:
        messages.error(request, str(galat))
        return redirect("kapasitas:desa", pk=pk)
    tajuk = {"Content-Disposition": f'inline; filename="kapasitas-{desa.kode}.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(pdf, content_type="application/pdf", headers=tajuk)


@require_safe
def pejabat_rinci(request: Permintaan, pk: int) -> HttpResponse:
    return render(request, "kapasitas/pejabat.html", pejabat_konteks(request, pk))


def pejabat_konteks(request: Permintaan, pk: int) -> dict[str, Any]:
    """One official with every assessment, also in other posts of the village, and every training."""
    perangkat = ambil_pejabat(request, pk)
    semua = Penilaian.objects.untuk(request.user).terhitung().select_related("desa__kecamatan", "acuan")
    kini = pejabat_dinilai([perangkat.desa_id]).filter(pk=perangkat.pk).first()
    boleh = request.user.has_perm("kapasitas.nilai_perangkat", perangkat.desa) and _akun(perangkat) != request.user.pk
    return {
        "perangkat": perangkat,
        "desa": perangkat.desa,
        "kini": kini,
        "lencana": LENCANA[Keadaan(kini.keadaan)] if kini else "",
        "keadaan_nama": Keadaan(kini.keadaan).label if kini else "",
        "penilaian": semua.filter(perangkat=perangkat).order_by("-tanggal", "-pk"),
        "lain": semua.filter(perangkat__in=_jabatan_lain(perangkat)).order_by("-tanggal", "-pk"),
        "pelatihan": Peserta.objects.filter(perangkat=perangkat).select_related("pelatihan"),
        "kantor": bool(request.user.semua_peran_di(perangkat.desa) & PEMBACA),
        "boleh_nilai": boleh,
        "halangan": halangan_menilai(perangkat) if boleh else "",
        "dinilai": perangkat.jabatan in DINILAI,
    }


def ambil_pejabat(request: Permintaan, pk: int) -> Perangkat:
    """An official of whom this person may read the assessments, else 404."""
    ada = Perangkat.objects.filter(desa__in=request.user.desa_terlihat()).select_related(
        "desa__kecamatan__kabupaten", "akun"
    )
    perangkat = get_object_or_404(ada, pk=pk)
    boleh = request.user.semua_peran_di(perangkat.desa) & (PEMBACA | WAKIL_DESA)
    if not boleh and _akun(perangkat) != request.user.pk:
        raise Http404
    return perangkat


def _jabatan_lain(perangkat: Perangkat) -> list[int]:
    """Rows of the same person in other posts of the village, by the name."""
    kunci = kunci_nama(perangkat.nama)
    ada = Perangkat.objects.filter(desa=perangkat.desa_id).exclude(pk=perangkat.pk).values_list("pk", "nama")
    return [pk for pk, nama in ada if kunci_nama(nama) == kunci]


@require_safe
def kompetensi_daftar(request: Permintaan) -> HttpResponse:
    """What is asked of each post, with the four sentences and where each row comes from."""
    versi = list(VersiKompetensi.objects.all())
    kini = next((v for v in versi if v.berlaku_sejak <= hari_ini_pembaca()), None)
    terpilih = next((v for v in versi if v.kode == request.GET.get("versi")), kini)
    jabatan = request.GET.get("jabatan", "")
    semua = Kompetensi.objects.filter(versi=terpilih).prefetch_related("syarat") if terpilih else []
    isi = []
    for k in semua:
        syarat = sorted(k.syarat.all(), key=lambda s: JABATAN.index(s.jabatan))
        if jabatan in JABATAN:
            syarat = [s for s in syarat if s.jabatan == jabatan]
        if syarat:
            isi.append((k, [(s, jabatan_nama(s.jabatan), s.url.split()) for s in syarat], k.kalimat))
    konteks = {
        "versi": versi,
        "terpilih": terpilih,
        "jabatan": jabatan,
        "pilihan": [(j, jabatan_nama(j)) for j in JABATAN],
        "isi": isi,
        "bagian": bagian(request),
    }
    return render(request, "kapasitas/kompetensi.html", konteks)

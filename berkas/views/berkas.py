"""Uploaded files: the list, one file with all its versions, and what is decided about it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from akun.enums import DESA
from akun.models import Pengguna
from akun.pelaku import tanpa_pelaku
from berkas.alur import TRANSISI_BERKAS
from berkas.enums import PEMERIKSA_BERKAS, StatusBerkas, StatusPindai
from berkas.forms.berkas import KeteranganForm, TolakForm
from berkas.models import Berkas, RiwayatBerkas, VersiBerkas
from berkas.queries.sk import KATEGORI_SK
from berkas.services import berkas as services
from berkas.services.keterangan import berkas_keterangan_ubah
from berkas.tables.berkas import BerkasFilter, BerkasTable
from dasar.alur import Tindakan, Transisi, sejak_dari
from dasar.daftar import Daftar
from dasar.formulir import salahkan, tampil, terkirim
from dasar.keputusan import Meja, Tanya, putuskan
from dasar.pemisahan import halangan_orang
from dasar.permintaan import Permintaan

SEBUTAN_AKSI = {
    "unggah": "Diunggah",
    "terima": "Diterima",
    "tolak": "Ditolak",
    "ubah": "Judul atau nomor diubah",
    "kaitkan": "Nomor, tanggal, atau pejabat pemilik SK",
}
BELUM_TERBUKA = {
    StatusPindai.MENUNGGU: "Berkas ini sedang menunggu pemindaian virus. Isinya dapat dilihat dan diunduh sesudah "
    "dinyatakan bersih.",
    StatusPindai.GAGAL: "Pemindai virus sedang tidak dapat dihubungi, jadi isinya belum dapat dilihat dan diunduh. "
    "Pemindaian diulang sendiri.",
    StatusPindai.TERINFEKSI: "Pemindai virus menemukan virus di dalamnya, jadi isinya tidak dapat dilihat dan diunduh.",
}


class BerkasDaftar(Daftar):
    model = Berkas
    table_class = BerkasTable
    filterset_class = BerkasFilter
    template_name = "berkas/daftar.html"
    judul = "Berkas"
    keterangan = "Dokumen yang diunggah desa, dengan semua versinya."

    def get_queryset(self):
        return Berkas.objects.untuk(self.request.user).lengkap()

    def get_kosong(self) -> dict[str, str]:
        if self.request.user.has_perm("berkas.unggah_berkas") and self.request.user.peran & DESA:
            return {
                "judul": "Belum ada berkas",
                "saran": "Unggah dokumen desa, satu atau beberapa sekaligus; dari ponsel dapat langsung difoto.",
                "url": reverse("berkas:berkas-unggah"),
                "tombol": "Unggah berkas",
            }
        return {
            "judul": "Belum ada berkas",
            "saran": "Berkas muncul di sini setelah desa mengunggahnya.",
        }


def ambil(request: Permintaan, pk: int) -> Berkas:
    """A file of a desa in this person's regions (else 404)."""
    berkas = get_object_or_404(Berkas.objects.untuk(request.user).lengkap(), pk=pk)
    if not request.user.has_perm("berkas.lihat_berkas", berkas):
        raise Http404
    return berkas


@require_safe
def berkas_rinci(request: Permintaan, pk: int) -> HttpResponse:
    """One file, its current version or the one that `?versi=` asks for; to htmx only the preview."""
    return _rinci(request, ambil(request, pk))


def _rinci(request: Permintaan, berkas: Berkas) -> HttpResponse:
    semua = list(berkas.versi.select_related("oleh").defer("teks"))
    versi = _versi_diminta(request, semua)
    konteks = {"berkas": berkas, "versi": versi, "belum_terbuka": BELUM_TERBUKA.get(versi.status_pindai, "")}
    if request.htmx:
        return render(request, "berkas/_pratinjau.html", konteks)
    riwayat = list(berkas.riwayat.select_related("oleh", "versi").defer("versi__teks"))
    konteks |= {
        "semua_versi": semua,
        "terkini": versi.pk == berkas.versi_terkini_id,
        "riwayat": [(r, SEBUTAN_AKSI[r.aksi]) for r in riwayat],
        "tindakan": tindakan_untuk(request.user, berkas),
        "tanpa_pelaku": tanpa_pelaku(request.user, berkas, TRANSISI_BERKAS),
        "penolakan": _sebab_penolakan(berkas, riwayat),
        "boleh_ubah": request.user.has_perm("berkas.ubah_berkas", berkas),
        "orang_desa": bool(request.user.peran_di(berkas.desa) & DESA),
        **_pejabat_sk(request.user, berkas),
        "berikutnya": _berikutnya(request.user, berkas),
    }
    return render(request, "berkas/rinci.html", konteks)


def tindakan_untuk(pengguna: Pengguna, berkas: Berkas) -> list[Tindakan]:
    """The transitions open in this status to this person's roles; what stands in the way is said."""
    hasil = []
    sejak = sejak_dari(berkas)
    peran = pengguna.peran_di(berkas.desa)
    for t in TRANSISI_BERKAS:
        if berkas.status not in t.dari or not peran & t.peran:
            continue
        boleh = pengguna.has_perm(f"berkas.{t.aksi}_berkas", berkas)
        halangan = t.kekurangan(berkas) if boleh else halangan_orang(pengguna, berkas, t)
        hasil.append(Tindakan(t, _alamat(berkas, t.aksi), sejak, halangan, berhalaman=t.aksi != "terima"))
    # Whoever examines is offered that first; a village has nothing but the upload.
    return sorted(hasil, key=lambda h: h.transisi.aksi == "unggah")


def _alamat(berkas: Berkas, aksi: str) -> str:
    if aksi == "unggah":
        return f"{reverse('berkas:berkas-unggah')}?berkas={berkas.pk}"
    return reverse(f"berkas:berkas-{aksi}", args=[berkas.pk])


def _tolak(request: Permintaan, berkas: Berkas, _transisi: Transisi) -> Tanya:
    """Asks why and what to mend."""
    form = TolakForm(terkirim(request))
    konteks = {
        "remah": "berkas/_remah.html",
        "judul": f"Tolak “{berkas.judul}”",
        "keterangan": f"{berkas.desa}, {berkas.kategori}",
        "penjelasan": "Sekretaris desa diberi tahu dan membaca tulisan ini. Versi yang ditolak tetap tersimpan; desa "
        "membalas dengan versi baru.",
    }
    return Tanya(form, lambda: {"alasan": form.gabungan()}, konteks=konteks)


def _selesai(request: Permintaan, berkas: Berkas, aksi: str) -> HttpResponse:
    kabar = {"terima": "diterima.", "tolak": "ditolak. Sekretaris desa sudah diberi tahu."}
    messages.success(request, f"“{berkas.judul}” {kabar[aksi]}")
    return redirect(berkas)


def _penolakan(_request: Permintaan, _berkas: Berkas, _transisi: Transisi) -> str:
    return "Berkas diperiksa oleh verifikator atau pelaksana kecamatan."


# `unggah` is not here: a new version comes with its bytes.
MEJA = Meja(
    benda="berkas",
    tabel=TRANSISI_BERKAS,
    kerja={"terima": services.berkas_terima, "tolak": services.berkas_tolak},
    tanya={"tolak": _tolak},
    rinci=_rinci,
    selesai=_selesai,
    penolakan=_penolakan,
)


@require_POST
def berkas_terima(request: Permintaan, pk: int) -> HttpResponse:
    return putuskan(request, MEJA, ambil(request, pk), "terima")


def berkas_tolak(request: Permintaan, pk: int) -> HttpResponse:
    return putuskan(request, MEJA, ambil(request, pk), "tolak")


def berkas_ubah(request: Permintaan, pk: int) -> HttpResponse:
    """Title and number, by whoever sent it, until it has been judged."""
    berkas = ambil(request, pk)
    if not request.user.has_perm("berkas.ubah_berkas", berkas):
        raise PermissionDenied("Judul dan nomor diubah oleh orang yang mengunggahnya, selama belum diperiksa.")
    form = KeteranganForm(terkirim(request), instance=berkas)
    if request.method == "POST" and form.is_valid():
        try:
            berkas_keterangan_ubah(berkas=berkas, oleh=request.user, **form.cleaned_data)
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, "Judul dan nomor disimpan.")
            return redirect(berkas)
    return tampil(request, "berkas/ubah.html", {"berkas": berkas, "form": form})


def _pejabat_sk(pengguna: Pengguna, berkas: Berkas) -> dict[str, Any]:
    """Of a decree: whose it is, and whether this person may say so."""
    if berkas.kategori.kode not in KATEGORI_SK:
        return {}
    semua = berkas.pejabat.select_related("perangkat__desa__kecamatan", "bpd__desa__kecamatan")
    boleh = berkas.status != StatusBerkas.DITOLAK and pengguna.has_perm("berkas.kaitkan_berkas", berkas)
    return {"sk": True, "pejabat_sk": [k.orang for k in semua], "boleh_kaitkan": boleh}


def _versi_diminta(request: Permintaan, semua: list[VersiBerkas]) -> VersiBerkas:
    diminta = request.GET.get("versi", "")
    if not diminta and semua:
        return semua[0]
    for versi in semua:
        if str(versi.urut) == diminta:
            return versi
    raise Http404("Versi ini tidak ada.")


def _sebab_penolakan(berkas: Berkas, riwayat: list[RiwayatBerkas]) -> RiwayatBerkas | None:
    """Why it is refused now."""
    if berkas.status != StatusBerkas.DITOLAK:
        return None
    return next((r for r in reversed(riwayat) if r.ke == StatusBerkas.DITOLAK), None)


def _berikutnya(pengguna: Pengguna, berkas: Berkas) -> Berkas | None:
    """For whoever examines: the one that has waited longest."""
    if not pengguna.peran_di(berkas.desa) & PEMERIKSA_BERKAS:
        return None
    menunggu = Berkas.objects.untuk(pengguna).filter(status=StatusBerkas.MENUNGGU).exclude(pk=berkas.pk)
    return menunggu.select_related("desa").defer("teks_cari").order_by("diubah", "pk").first()

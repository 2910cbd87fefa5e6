"""Template tags that every page may use: icons, Indonesian dates, badges, list links."""

from datetime import date, datetime, time
from functools import cache
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format, time_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from dasar import uang
from dasar.nama import akhiri as akhiri_kalimat
from dasar.telepon import tautan_wa
from dasar.waktu import hari_ini_pembaca, waktu_pembaca
from klinik.penjawab import kontak, sapaan

register = template.Library()

WARNA_STATUS = {
    "rencana": "netral",
    "dijadwalkan": "biru",
    "ditugaskan": "biru",
    "berlangsung": "kuning",
    "diajukan": "ungu",
    "dilaporkan": "ungu",
    "diteruskan": "kuning",
    "dikembalikan": "merah",
    "diverifikasi": "toska",
    "disahkan": "hijau",
    "dibatalkan": "netral",
    "draf": "netral",
    "terbuka": "kuning",
    "dijawab": "biru",
    "kembali": "merah",
    "selesai": "hijau",
    "disetujui": "biru",
    "ditandatangani": "hijau",
    "didistribusikan": "hijau",
    "diarsipkan": "hijau",
    "menunggu": "kuning",
    "diterima": "hijau",
    "ditolak": "merah",
    "diganti": "netral",
    "dicabut": "merah",
    "gagal": "merah",
    "berjalan": "biru",
    "antre": "kuning",
    "terbit": "hijau",
    "ditarik": "merah",
    "dinilai": "kuning",
    "ditutup": "biru",
    "dikonfirmasi": "hijau",
    "disusun": "netral",
    "dievaluasi": "kuning",
    "diusulkan": "toska",
    "sesuai": "hijau",
    "perlu_diperbaiki": "merah",
    "lewat_waktu": "merah",
    "ditetapkan": "hijau",
    "ditelaah": "toska",
}


@cache
def _svg(nama: str) -> str:
    teks = (settings.IKON_DIR / f"{nama}.svg").read_text()
    return teks.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)


@register.filter
def akhiri(kalimat: object) -> str:
    """One full stop at the end, also after a name with degrees; see dasar/nama.py."""
    return akhiri_kalimat(str(kalimat or ""))


@register.simple_tag
def ikon(nama: str) -> SafeString:
    """An icon of bootstrap-icons, drawn into the page; decoration only, so give the text beside it."""
    return mark_safe(_svg(nama))  # noqa: S308  (a file of a pinned package, not input)


@register.simple_tag
def lencana(objek) -> SafeString:
    """The status of an object as a coloured badge."""
    warna = WARNA_STATUS.get(objek.status, "netral")
    return format_html('<span class="lencana lencana-{}">{}</span>', warna, objek.get_status_display())


@register.simple_tag
def lencana_tautan(objek, teks: str = "", warna: str = "") -> SafeString:
    """The same badge, leading to what it speaks of: the document, the reason, or the next step."""
    return format_html(
        '<a class="lencana lencana-{}" href="{}" aria-label="{}: {}">{}</a>',
        warna or WARNA_STATUS.get(objek.status, "netral"),
        getattr(objek, "tempat_status", "") or f"{objek.get_absolute_url()}#langkah",
        teks or objek.get_status_display(),
        objek,
        teks or objek.get_status_display(),
    )


@register.simple_tag
def petugas_singkat(petugas) -> str:
    """'Ahmad, Budi dan 2 lainnya'."""
    nama = [p.nama for p in petugas.all()]
    return ", ".join(nama[:2]) + (f" dan {len(nama) - 2} lainnya" if len(nama) > 2 else "") or "petugas belum ditunjuk"


@register.filter
def tanggal(nilai: date | datetime | None, kosong: str = "–") -> str:
    """'5 Mei 2026'."""
    if not nilai:
        return kosong
    if isinstance(nilai, datetime):
        nilai = waktu_pembaca(nilai)
    return date_format(nilai, "j F Y")


@register.filter
def hari_tanggal(nilai: date | None) -> str:
    """'Selasa, 5 Mei 2026'."""
    return date_format(nilai, "l, j F Y") if nilai else "–"


@register.filter
def tanggal_ringkas(nilai: date | datetime | None) -> str:
    """'5 Mei 2026' with the month cut short ('5 Agu 2026'): where there is little room, as in a table."""
    return _pendek(nilai, "j M Y")


@register.filter
def hari_bulan(nilai: date | datetime | None) -> str:
    """'5 Agu' on a badge, and '5 Agu 2025' of another year: what is a year late is no day to come."""
    if not nilai:
        return hari_tanpa_tahun(nilai)
    tahun = (waktu_pembaca(nilai) if isinstance(nilai, datetime) else nilai).year
    return _pendek(nilai, "j M" if tahun == hari_ini_pembaca().year else "j M Y")


@register.filter
def hari_tanpa_tahun(nilai: date | datetime | None) -> str:
    """'5 Agu': where the year stands above."""
    return _pendek(nilai, "j M")


@register.filter
def hari_ringkas(nilai: date | None) -> str:
    """'Sel, 5 Mei 2026': the heading of a page for a phone."""
    return _pendek(nilai, "D, j M Y")


def _pendek(nilai: date | datetime | None, bentuk: str) -> str:
    if not nilai:
        return "–"
    return date_format(waktu_pembaca(nilai) if isinstance(nilai, datetime) else nilai, bentuk)


@register.filter
def jam(nilai: time | None) -> str:
    """'09.30'."""
    return time_format(nilai, "H.i") if nilai else ""


@register.filter
def waktu(nilai: datetime | None) -> str:
    """'5 Mei 2026 pukul 09.30' on the office's clock."""
    return date_format(waktu_pembaca(nilai), "j F Y \\p\\u\\k\\u\\l H.i") if nilai else "–"


@register.filter
def bulan(nilai: date | None) -> str:
    """'Mei 2026'."""
    return date_format(nilai, "F Y") if nilai else "–"


@register.filter
def rupiah(nilai: int | None) -> str:
    """Sen as 'Rp1.500.000', 'Rp1.500.000,50', '-Rp500'."""
    return "–" if nilai is None else uang.rupiah(nilai)


@register.simple_tag(takes_context=True)
def catat_temuan(context, asal: str, objek) -> str:
    """The button that leads from an object to the finding that it gives rise to; nothing for who writes none down."""
    if not context["request"].user.has_perm("tindaklanjut.catat_temuan", objek.desa):
        return ""
    alamat = f"{reverse('tindaklanjut:temuan-catat')}?{urlencode({'asal': asal, 'id': objek.pk})}"
    return format_html('<a class="btn btn-outline-secondary" href="{}">{} Catat temuan</a>', alamat, ikon("flag"))


@register.inclusion_tag("klinik/_tanya.html", takes_context=True)
def tanya_kecamatan(context, desa, berkas=None) -> dict[str, object]:
    """Whom this village asks, each with a chat whose text is ready, and the way to the clinic; of a document with that
    document."""
    pengguna = context["request"].user
    alamat = settings.ALAMAT_SITUS.rstrip("/") + context["request"].path
    orang = [(k, tautan_wa(k.nomor, sapaan(k.pengguna, desa, alamat, berkas)) if k.nomor else "") for k in kontak(desa)]
    tanya = f"?{urlencode({'berkas': berkas.pk})}" if berkas else ""
    boleh = pengguna.has_perm("klinik.ajukan_pertanyaan", desa)
    return {
        "desa": desa,
        "banyak": len(context.get("desa") or ()) > 1 if isinstance(context.get("desa"), list) else False,
        "orang": orang,
        "berchat": any(tautan for _, tautan in orang),
        "ajukan": f"{reverse('klinik:pertanyaan-ajukan')}{tanya}" if boleh else "",
        "daftar": f"{reverse('klinik:pertanyaan-daftar')}?{urlencode({'desa': desa.pk})}",
    }

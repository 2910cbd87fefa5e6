import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html

from akun.models import Pengguna

WARNA = {"Aktif": "hijau", "Diundang": "biru", "Belum diundang": "kuning", "Undangan lewat waktu": "kuning"}


def keadaan_akun(pengguna: Pengguna) -> str:
    """Whether this account can be used yet, in two words. Reads what `dengan_tugas` fetched."""
    if not pengguna.is_active:
        return "Nonaktif"
    if pengguna.bersandi:
        return "Aktif"
    terbuka = [u for u in pengguna.undangan.all() if not u.dipakai and not u.dicabut]
    if not terbuka:
        return "Belum diundang"
    return "Undangan lewat waktu" if terbuka[0].lewat else "Diundang"


class OrangTable(tables.Table):
    nama = tables.Column(linkify=lambda record: reverse("akun:orang-rinci", args=[record.pk]))
    username = tables.Column(verbose_name="Nama pengguna")
    tugas = tables.Column(verbose_name="Bertugas sebagai", empty_values=(), orderable=False)
    email = tables.Column(verbose_name="Surel", default="–")
    keadaan = tables.Column(verbose_name="Akun", empty_values=(), orderable=False)
    last_login = tables.DateTimeColumn(verbose_name="Terakhir masuk", format="j M Y", default="belum pernah")

    class Meta:
        model = Pengguna
        fields = ("nama", "username", "tugas", "email", "keadaan", "last_login")
        order_by = "nama"

    def value_tugas(self, record: Pengguna) -> str:
        return ", ".join(p.sebutan for p in record.penugasan.all()) or "–"

    def render_tugas(self, record: Pengguna) -> str:
        return self.value_tugas(record)

    def value_keadaan(self, record: Pengguna) -> str:
        return keadaan_akun(record)

    def render_keadaan(self, record: Pengguna) -> str:
        teks = keadaan_akun(record)
        return format_html('<span class="lencana lencana-{}">{}</span>', WARNA.get(teks, "netral"), teks)

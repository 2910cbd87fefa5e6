"""A person's visits as an iCalendar feed (RFC 5545), for the calendar of their phone."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet
from icalendar import Calendar, Event, vCalAddress, vText

from akun.enums import DESA
from akun.lingkup import lingkup
from akun.models import Pengguna
from dasar.waktu import hari_ini_pembaca, zona
from perut.enums import StatusKunjungan
from perut.models import Kunjungan

MUNDUR = timedelta(days=365)
STATUS_ICS = {StatusKunjungan.RENCANA: "TENTATIVE", StatusKunjungan.DIBATALKAN: "CANCELLED"}


def kunjungan_kalender(pengguna: Pengguna) -> "QuerySet[Kunjungan]":
    """Visits of which the person is an officer, and those of the desa they head or keep the books of.

    Only regions of today's assignments count. A village also sees a visit called off after it had
    been scheduled, so that it is struck out of its calendar.
    """
    milik = Q(petugas=pengguna) | lingkup(pengguna, *DESA)
    cocok = Kunjungan.objects.untuk(pengguna).filter(milik, tanggal__gte=hari_ini_pembaca() - MUNDUR)
    return (
        Kunjungan.objects.filter(pk__in=cocok.values("pk"))
        .lengkap()
        .annotate(perubahan=Count("riwayat"), terakhir=Max("riwayat__waktu"))
        .order_by("tanggal", "pk")
    )


def kalender_ics(pengguna: Pengguna) -> bytes:
    """The whole feed. UIDs stay the same for ever; SEQUENCE grows with every change."""
    kalender = Calendar()
    kalender.add("prodid", "-//PERUT//Pendampingan Rutin//ID")
    kalender.add("version", "2.0")
    kalender.add("method", "PUBLISH")
    kalender.add("x-wr-calname", f"Kunjungan PERUT – {pengguna.nama}")
    kalender.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for kunjungan in kunjungan_kalender(pengguna):
        kalender.add_component(_acara(kunjungan))
    kalender.add_missing_timezones()
    return kalender.to_ical()


def _acara(k: Kunjungan) -> Event:
    jam = zona(k.desa)
    batal = k.status == StatusKunjungan.DIBATALKAN
    acara = Event()
    acara.add("uid", f"kunjungan-{k.pk}@{k.desa.kecamatan.kode}.perut")
    acara.add("dtstamp", max(filter(None, [k.dibuat, k.terakhir])))
    acara.add("sequence", k.versi + k.perubahan)
    acara.add("summary", f"{'Dibatalkan: ' if batal else ''}Kunjungan PERUT {k.desa}")
    if k.jam_mulai and k.jam_selesai:
        acara.add("dtstart", datetime.combine(k.tanggal, k.jam_mulai, jam))
        acara.add("dtend", datetime.combine(k.tanggal, k.jam_selesai, jam))
    else:
        acara.add("dtstart", k.tanggal)
        acara.add("dtend", k.tanggal + timedelta(days=1))
    acara.add("status", STATUS_ICS.get(k.status, "CONFIRMED"))
    acara.add("location", ", ".join(filter(None, [f"Kantor {k.desa}", k.desa.alamat, str(k.desa.kecamatan)])))
    if k.desa.lintang is not None and k.desa.bujur is not None:
        acara.add("geo", (float(k.desa.lintang), float(k.desa.bujur)))
    alamat = settings.ALAMAT_SITUS.rstrip("/") + k.get_absolute_url()
    acara.add("description", _uraian(k, alamat))
    acara.add("url", alamat)
    for p in k.petugas.all():
        if p.email:
            hadirin = vCalAddress(f"mailto:{p.email}")
            hadirin.params["cn"] = vText(p.nama)
            acara.add("attendee", hadirin, encode=0)
    return acara


def _uraian(k: Kunjungan, alamat: str) -> str:
    petugas = ", ".join(p.nama for p in k.petugas.all()) or "belum ditunjuk"
    bagian = [f"Status: {k.get_status_display()}", f"Petugas: {petugas}"]
    if k.agenda:
        bagian.append(f"Agenda:\n{k.agenda}")
    return "\n".join([*bagian, alamat])

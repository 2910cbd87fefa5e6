"""A person's days as an iCalendar feed (RFC 5545, published as RFC 5546 has it), for the calendar of their phone."""

from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vText

from akun.models import Pengguna
from dasar.acara import Acara, Rentang, acara_antara
from dasar.waktu import hari_ini_pembaca

MUNDUR = timedelta(days=365)
MAJU = timedelta(days=2 * 365)


def kalender_ics(pengguna: Pengguna) -> bytes:
    """The whole feed: visits, monitorings, reports and deadlines of this person and their desa.

    Only regions of today's assignments count. UIDs stay the same for ever; SEQUENCE grows with every change.
    """
    kalender = Calendar()
    kalender.add("prodid", "-//PERUT//Pendampingan Rutin//ID")
    kalender.add("version", "2.0")
    kalender.add("method", "PUBLISH")
    kalender.add("x-wr-calname", f"PERUT – {pengguna.nama}")
    kalender.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    hari = hari_ini_pembaca()
    for acara in acara_antara(pengguna, Rentang(hari - MUNDUR, hari + MAJU, milik=True)):
        kalender.add_component(_acara(acara))
    kalender.add_missing_timezones()
    return kalender.to_ical()


def _acara(a: Acara) -> Event:
    """Published, not an invitation: who publishes is named, and nobody is asked to answer (RFC 5546, 3.2.1)."""
    kecamatan = a.desa.kecamatan
    acara = Event()
    acara.add("uid", f"{a.uid}@{kecamatan.kode}.perut")
    acara.add("dtstamp", a.diubah)
    acara.add("sequence", a.urutan)
    acara.add("summary", a.judul)
    acara.add("dtstart", a.mulai)
    acara.add("dtend", a.selesai)
    acara.add("status", a.status)
    penerbit = vCalAddress(f"mailto:{kecamatan.email or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    penerbit.params["cn"] = vText(str(kecamatan))
    acara.add("organizer", penerbit)
    if a.tempat:
        acara.add("location", a.tempat)
    if a.tempat and a.desa.lintang is not None and a.desa.bujur is not None:
        acara.add("geo", (float(a.desa.lintang), float(a.desa.bujur)))
    alamat = settings.ALAMAT_SITUS.rstrip("/") + a.tautan
    acara.add("description", "\n".join(filter(None, [f"Status: {a.keterangan}", a.uraian, alamat])))
    acara.add("url", alamat)
    return acara

"""The plan as one thing: the form and its two sets of rows, opened, checked and turned into `IsiMonitoring`."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

from akun.models import Pengguna
from desa.models import Desa, Kecamatan
from instrumen import StatusInstrumen
from monitoring.forms.rencana import LembarFormSet, PetugasFormSet, RencanaForm, akun_pilihan, sebutan_kecamatan
from monitoring.models import FormulirMonitoring, Monitoring, PetugasMonitoring
from monitoring.queries import formulir_berlaku, kecamatan_kelolaan
from monitoring.services.rencana import IsiMonitoring, OrangTugas, RencanaLembar


class Borang:
    """`data` None: as it is stored, or empty for a new one."""

    def __init__(self, data: QueryDict | None, *, pengguna: Pengguna, monitoring: Monitoring | None = None) -> None:
        self.monitoring = monitoring
        lama = list(monitoring.petugas.select_related("pengguna")) if monitoring else []
        lembar = list(monitoring.lembar.select_related("formulir__kecamatan")) if monitoring else []
        kecamatan = [monitoring.desa.kecamatan] if monitoring else list(kecamatan_kelolaan(pengguna))
        desa = (
            Desa.objects.filter(pk=monitoring.desa_id) if monitoring else Desa.objects.filter(kecamatan__in=kecamatan)
        )
        akun = list(akun_pilihan(kecamatan, [p.pengguna for p in lama if p.pengguna]))
        self.dikenal = data_petugas(akun, kecamatan)
        self.form = RencanaForm(data, desa=desa, tetap=monitoring is not None, initial=_awal(monitoring))
        self.petugas = PetugasFormSet(
            data,
            prefix="petugas",
            initial=[
                {
                    "pengguna": p.pengguna_id,
                    "nama": p.nama,
                    "jenis_kelamin": p.jenis_kelamin,
                    "jabatan": p.jabatan,
                    "alamat": p.alamat,
                    "nip": p.nip,
                }
                for p in lama
            ],
            form_kwargs={"akun": Pengguna.objects.filter(pk__in=[a.pk for a in akun]), "dikenal": self.dikenal},
        )
        self.lembar = LembarFormSet(
            data,
            prefix="lembar",
            initial=[
                {"id": lb.pk, "formulir": lb.formulir_id, "lokasi": lb.lokasi, "kegiatan": lb.kegiatan} for lb in lembar
            ],
            form_kwargs={"formulir": _formulir(kecamatan, [lb.formulir for lb in lembar])},
        )

    def is_valid(self) -> bool:
        sah = all([self.form.is_valid(), self.petugas.is_valid(), self.lembar.is_valid()])
        if sah:
            for baris in self.lembar.isian:
                f = baris.cleaned_data["formulir"]
                if f.nomor_bidang != self.form.cleaned_data["nomor_bidang"]:
                    baris.add_error("formulir", f"Ini formulir {f.bidang}; pilih formulir bidang yang dimonitor.")
                    sah = False
        return sah

    @property
    def isi(self) -> IsiMonitoring:
        c = self.form.cleaned_data
        return IsiMonitoring(
            nomor_bidang=c["nomor_bidang"],
            sasaran=tuple(c["sasaran"]),
            tanggal_mulai=c["tanggal_mulai"],
            tanggal_selesai=c["tanggal_selesai"],
            petugas=tuple(
                OrangTugas(
                    pengguna=d["pengguna"],
                    **{k: d[k] for k in ("nama", "jenis_kelamin", "jabatan", "alamat", "nip")},
                )
                for d in (f.cleaned_data for f in self.petugas.isian)
            ),
            lembar=tuple(
                RencanaLembar(d["formulir"], d["lokasi"], d["kegiatan"], d["id"])
                for d in (f.cleaned_data for f in self.lembar.isian)
            ),
        )

    def terima(self, galat: ValidationError) -> None:
        """Show what the service refused at the place that it is about."""
        if not hasattr(galat, "error_dict"):
            self.form.add_error(None, galat)
            return
        for nama, kalimat in galat.message_dict.items():
            if nama in ("petugas", "lembar"):
                getattr(self, nama).non_form_errors().extend(kalimat)
            else:
                self.form.add_error(nama, kalimat)


def _awal(monitoring: Monitoring | None) -> dict[str, Any]:
    if monitoring is None:
        return {}
    nama = ("nomor_bidang", "sasaran", "tanggal_mulai", "tanggal_selesai", "versi")
    return {"desa": monitoring.desa_id} | {n: getattr(monitoring, n) for n in nama}


def _formulir(kecamatan: list[Kecamatan], lama: list[FormulirMonitoring]) -> list[FormulirMonitoring]:
    """What may be used now; a version chosen earlier stays while it is not withdrawn."""
    dapat = {f.pk: f for k in kecamatan for f in formulir_berlaku(k).select_related("kecamatan")}
    dapat |= {f.pk: f for f in lama if f.status == StatusInstrumen.TERBIT}
    return sorted(dapat.values(), key=lambda f: (f.nomor_bidang, f.kecamatan_id is not None, f.kode, -f.versi))


def data_petugas(akun: list[Pengguna], kecamatan: list[Kecamatan]) -> dict[int, dict[str, str]]:
    """What is known of each account: as the last letter that named them, else from their appointment."""
    tugas = sebutan_kecamatan(kecamatan)
    terakhir = {p.pengguna_id: p for p in PetugasMonitoring.objects.filter(pengguna__in=akun).order_by("pk")}
    hasil = {}
    for a in akun:
        lalu, kini = terakhir.get(a.pk), tugas.get(a.pk)
        kantor = kini.kecamatan if kini and kini.kecamatan else kecamatan[0] if kecamatan else None
        alamat = (kantor.alamat or f"Kantor {kantor}") if kantor else ""
        hasil[a.pk] = {
            "nama": a.nama,
            "jenis_kelamin": lalu.jenis_kelamin if lalu else "",
            "jabatan": kini.sebutan if kini else lalu.jabatan if lalu else "",
            "alamat": lalu.alamat if lalu else alamat,
            "nip": a.nip[:18],
        }
    return hasil

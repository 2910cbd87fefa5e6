"""The uploaded decrees of an official, on the page where he is entered; registered with `desa.tambahan`."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse

from akun.models import Pengguna
from berkas.forms.sk import AmbilSKForm
from berkas.models import Berkas
from berkas.queries.sk import NilaiSK, sk_pejabat, sk_tersedia
from berkas.services.sk import sk_kaitkan
from desa.models import Pejabat
from desa.tambahan import Tambahan


def bentuk(oleh: Pengguna, pejabat: Pejabat, kiriman: Mapping[str, Any] | None) -> AmbilSKForm | None:
    """Asked where the village has uploaded a decree that can be this person's."""
    ada = sk_tersedia(pejabat, oleh)
    return AmbilSKForm(kiriman, prefix="sk", tersedia=ada) if ada or sk_pejabat(pejabat) else None


def tautan(_oleh: Pengguna, pejabat: Pejabat) -> list[tuple[str, str]]:
    """Whoever may change the person sees every file of the village."""
    return [
        (f"{b.judul}: {NilaiSK.dari(b)} ({b.get_status_display()})", reverse("berkas:berkas-rinci", args=[b.pk]))
        for b in sk_pejabat(pejabat)
    ]


def simpan(form: AmbilSKForm, pejabat: Any, oleh: Pengguna) -> list[str]:
    berkas: Berkas | None = form.cleaned_data["berkas"]
    if berkas is None:
        return []
    if pejabat.pk is None:
        return [f"Sesudah usulan ini dikonfirmasi, sebut {pejabat.nama} di halaman SK-nya ({berkas.judul})."]
    semua = {k.orang.pk: "" for k in berkas.pejabat.select_related("perangkat", "bpd")}
    try:
        return sk_kaitkan(
            berkas=berkas, nilai=NilaiSK.dari(berkas), orang=semua | {pejabat.pk: form.cleaned_data["pilih"]}, oleh=oleh
        )
    except ValidationError as galat:
        raise ValidationError(galat.messages) from galat


SK_TERUNGGAH = Tambahan("SK yang diunggah", bentuk, simpan, tautan)

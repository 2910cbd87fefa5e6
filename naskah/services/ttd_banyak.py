"""Many documents signed with one passphrase: each by itself, and what cannot be signed says why."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.views.decorators.debug import sensitive_variables

from akun.models import Pengguna
from naskah.enums.naskah import StatusPenanda
from naskah.models import Naskah
from naskah.services.sertifikat import frasa_periksa, sertifikat_aktif
from naskah.services.tanda_tangan import TANPA_SERTIFIKAT, penanda_tandatangani

catatan = logging.getLogger(__name__)

BUKAN_ANDA = "Nama Anda tidak tercantum sebagai penanda tangannya."
TIDAK_ADA = "Naskah ini tidak ada lagi, atau tidak dapat Anda lihat."
GANGGUAN = "Belum ditandatangani karena gangguan pada sistem. Coba lagi."


@dataclass(frozen=True)
class HasilTtd:
    """`diterima`, `sudah` (sent twice: nothing done again) or `ditolak` with the sentence."""

    naskah: Naskah | None
    keadaan: str
    kalimat: str = ""


@sensitive_variables("frasa")
def tandatangani_banyak(*, pilihan: Sequence[tuple[int, str]], frasa: str, oleh: Pengguna) -> list[HasilTtd]:
    """Sign each of these documents: (pk, SHA-256 of the bytes that the list offered to read).

    The passphrase is tried once, before anything: a wrong one raises ValidationError under `frasa`, counts once and
    signs nothing. From there on every document stands for itself.
    """
    sertifikat = sertifikat_aktif(oleh)
    if sertifikat is None:
        raise ValidationError(TANPA_SERTIFIKAT)
    frasa_periksa(sertifikat=sertifikat, frasa=frasa)
    semua = Naskah.objects.untuk(oleh).select_related("kecamatan", "desa__kecamatan")
    naskah = {n.pk: n for n in semua.filter(pk__in=[pk for pk, _ in pilihan])}
    return [_satu(naskah.get(pk), sidik, frasa, oleh) for pk, sidik in dict(pilihan).items()]


@sensitive_variables("frasa")
def _satu(naskah: Naskah | None, sidik: str, frasa: str, oleh: Pengguna) -> HasilTtd:
    if naskah is None:
        return HasilTtd(None, "ditolak", TIDAK_ADA)
    milik = list(naskah.penanda.filter(pengguna=oleh))
    penanda = next((p for p in milik if p.status == StatusPenanda.MENUNGGU), None)
    if penanda is None:
        return HasilTtd(naskah, "sudah") if milik else HasilTtd(naskah, "ditolak", BUKAN_ANDA)
    penanda.naskah = naskah
    try:
        penanda_tandatangani(penanda=penanda, frasa=frasa, oleh=oleh, dilihat=sidik)
    except ValidationError as galat:
        return HasilTtd(naskah, "ditolak", " ".join(galat.messages))
    except PermissionDenied as galat:
        return HasilTtd(naskah, "ditolak", str(galat))
    except Exception:
        catatan.exception("Tanda tangan atas naskah %s belum jadi", naskah.pk)
        return HasilTtd(naskah, "ditolak", GANGGUAN)
    return HasilTtd(naskah, "diterima")

"""What every request passes: the session's own clock, the URL's declared policy, and the office's clock."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse

from akun.kebijakan import BERAKHIR, kiriman_formulir, periksa
from akun.konsep import konsep_akui, konsep_terapkan
from akun.sesi import (
    berakhir_karena_diam,
    bukan_pemilik,
    hilang,
    jangan_tersimpan,
    kalimat_bukan_pemilik,
    perpanjang,
    tandai,
)
from dasar.waktu import jam_pembaca

TANYA_SESI = "akun:sesi"  # asking who is signed in is no use of the session


def sesi(get_response):
    """Renewed by use, ended after idleness; private pages are not kept by the browser."""

    def middleware(request):
        # Whoever asks, a page or a script: the next page that is shown is the login page, and says it.
        if jam := berakhir_karena_diam(request):
            messages.warning(request, f"Sesi Anda berakhir karena tidak dipakai selama {jam} jam. Silakan masuk lagi.")
        elif hilang(request) and not kiriman_formulir(request):
            messages.info(request, f"{BERAKHIR}. Masuk lagi untuk kembali ke halaman tadi.")
        jawab = get_response(request)
        dipakai = request.resolver_match is not None and request.resolver_match.view_name != TANYA_SESI
        if request.user.is_authenticated and dipakai and not bukan_pemilik(request):
            perpanjang(request)
            konsep_terapkan(request, jawab)
            konsep_akui(request, jawab)
        tandai(request, jawab)
        jangan_tersimpan(request, jawab)
        return jawab

    return middleware


class kebijakan:  # named as in settings, like a function
    """Refuses every URL that has no line in config/kebijakan.py; asks for login where needed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, _view, _args, _kwargs):
        if bukan_pemilik(request):
            # Before any role is asked about: the sentence must be true of whoever signs in on somebody's page.
            pesan = kalimat_bukan_pemilik(request.user)
            return JsonResponse({"keadaan": "akun_lain", "pesan": pesan}, status=403)
        try:
            return periksa(request)
        except PermissionDenied as galat:
            if request.headers.get("Accept") != "application/json":
                raise
            # A script asks; it shows the sentence where the person is typing.
            return JsonResponse({"keadaan": "ditolak", "pesan": str(galat)}, status=403)


def zona_waktu(get_response):
    """The reader's clock is that of the person's first region (WIB, WITA or WIT).

    What belongs to a kecamatan is judged on that kecamatan's own clock all the same (dasar/waktu.py).
    """

    def middleware(request):
        with jam_pembaca(request.user.tempat if request.user.is_authenticated else None):
            return get_response(request)

    return middleware

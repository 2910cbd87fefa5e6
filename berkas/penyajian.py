"""Handing out a stored file, after the permission check and never by its storage address."""

from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header

from berkas.foto import foto_kecil
from berkas.models.foto import FotoBaris

# Where pasang/nginx/perut.conf serves BERKAS_ROOT, `internal`: reachable by our answer only.
ALAMAT_DALAM = "/berkas-internal/"
# A user's file shows itself and does nothing: no script, no form, no other address.
CSP_BERKAS = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
# The browser's own PDF viewer does not start inside a sandbox.
CSP_PDF = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'none'"
TAMPIL = frozenset({"application/pdf", "image/jpeg", "image/png"})


def sajikan(isi: FieldFile | str, *, nama: str, mime: str, unduh: bool = False) -> HttpResponseBase:
    """Answer with a stored file under `nama`. Only PDF and plain images are ever shown in the browser.

    Behind nginx (setting X_ACCEL, local storage) nginx sends the bytes; otherwise they pass through us,
    from an object store as well, so that no address of it ever leaves. Raises Http404 where it is gone.
    """
    kunci = isi if isinstance(isi, str) else isi.name
    if settings.X_ACCEL and isinstance(default_storage, FileSystemStorage):
        jawab: HttpResponseBase = HttpResponse(content_type=mime)
        jawab["X-Accel-Redirect"] = ALAMAT_DALAM + quote(kunci)
    else:
        try:
            jawab = FileResponse(default_storage.open(kunci, "rb"), content_type=mime)
        except FileNotFoundError as galat:
            raise Http404("Berkas ini tidak ada lagi di penyimpanan.") from galat
    jawab["Content-Disposition"] = content_disposition_header(unduh or mime not in TAMPIL, nama) or "attachment"
    jawab["Content-Security-Policy"] = CSP_PDF if mime == "application/pdf" else CSP_BERKAS
    jawab["X-Content-Type-Options"] = "nosniff"
    jawab["Cache-Control"] = "private, no-store"
    jawab["Cross-Origin-Resource-Policy"] = "same-origin"
    return jawab


def sajikan_foto(foto: FotoBaris, *, kecil: bool) -> HttpResponseBase:
    """A photo from the field, or its small one. Its bytes never change, so browsers may keep them."""
    try:
        if kecil:
            jawab: HttpResponseBase = HttpResponse(foto_kecil(foto), content_type="image/jpeg")
        else:
            jawab = FileResponse(foto.berkas.open("rb"), content_type="image/jpeg")
    except FileNotFoundError as galat:
        raise Http404("Berkas foto ini tidak ada di penyimpanan.") from galat
    jawab["Content-Disposition"] = f'inline; filename="foto-{foto.pk}.jpg"'
    jawab["Cache-Control"] = "private, max-age=31536000, immutable"
    return jawab

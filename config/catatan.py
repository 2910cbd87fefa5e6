"""The access log of gunicorn, without the keys that addresses carry, with the number of the request."""

from typing import Any

from gunicorn.glogging import Logger

from dasar.samar import samarkan_alamat

BERALAMAT = ("r", "U", "f", "q")  # request line, path, referer, query


class Pencatat(Logger):
    def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> dict[str, Any]:
        isi: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        isi["q"] = ""
        kepala = {str(nama).lower(): nilai for nama, nilai in resp.headers}
        isi["l"] = kepala.get("x-permintaan", "-")  # a field that says nothing else, on every line
        for nama in BERALAMAT:
            if isinstance(isi.get(nama), str):
                isi[nama] = samarkan_alamat(isi[nama])
        return {n: v for n, v in isi.items() if not n.startswith("{cookie") and not n.startswith("{authorization")}

"""Static files in production: names with a fingerprint, compressed, and ES modules that import each other by them."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPOR = r"""(?P<matched>(?P<awal>^(?:import|export)\b[^"';]*)["'](?P<url>\.{1,2}/[^"']+)["'];)"""


class PenyimpananStatik(CompressedManifestStaticFilesStorage):
    """`import … from "./x.js"` in our own modules names the fingerprinted file, so none is older than its page.

    Django's switch for this (`support_js_module_import_aggregation`) reads the vendored packages too, which import what
    is not there. A name that cannot be found stops `collectstatic`; so does a circle of imports.
    """

    max_post_process_passes = 20  # one for each floor of modules; Django's 5 are for style sheets
    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("js/*.js", ((f"(?m){IMPOR}", '%(awal)s"%(url)s";'),)),
    )

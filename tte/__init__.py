"""The signing engine: bytes in, bytes out. Knows no models, no requests, no storage."""

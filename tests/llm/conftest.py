"""Quick clients for every test of this folder."""

from tests.quick_tls import one_certificate, quick_tls

__all__ = ["one_certificate", "quick_tls"]

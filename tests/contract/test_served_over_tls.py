"""A station served with a certificate: pages over TLS only, cookies that never leave it, and forms that are taken."""

from __future__ import annotations

import datetime
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.prepared_station import copy_of
from tests.served_station import RealStation, post, real_station


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """This function will write a self-signed certificate for localhost and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    start = datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=1)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + datetime.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return folder / "cert.pem", folder / "key.pem"


def test_pages_cookies_and_forms_over_tls(prepared_station: RealStation, tmp_path: Path) -> None:
    certificate, key = make_certificate(tmp_path)
    with copy_of(prepared_station, tmp_path) as station:
        options = ("--tls-cert", str(certificate), "--tls-key", str(key))
        with station.serving(*options, scheme="https") as served:
            client = served.client()
            page = client.get("/sign-in/")
            assert page.status_code == 200
            assert "max-age" in page.headers["Strict-Transport-Security"]
            assert [(cookie.name, cookie.secure) for cookie in client.cookies.jar] == [("csrftoken", True)]
            # A form from another scheme is refused with 403; this one is read, and its password is wrong.
            assert post(client, "/sign-in/", {"username": "nobody", "password": "none"}).status_code == 200
            assert f"station at {served.address} (answers)" in station.fq("status").stdout
            with pytest.raises(httpx.TransportError):
                httpx.get(served.address.replace("https", "http"))
        assert "No directory" not in (station.state / "logs" / "web.log").read_text()


def test_files_that_do_not_belong_together_are_told(tmp_path: Path) -> None:
    certificate, _ = make_certificate(tmp_path)
    with real_station(tmp_path) as station:
        done = station.fq("serve", "--port", "1", "--tls-cert", str(certificate), "--tls-key", str(certificate))
    assert done.returncode == 2
    assert "its own key" in done.stderr or "cannot be used" in done.stderr

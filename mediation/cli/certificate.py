"""A certificate that the instance makes for itself, for an office without an authority.

Browsers warn of it until somebody compares the fingerprint and trusts it.  It stands in the
instance folder and is used until it ends or another name is asked for.
"""

import ipaddress
import os
import socket
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from mediation.basics import clock

_LIVES = timedelta(days=825)
_EARLY = timedelta(hours=1)
_NOBODY = ("192.0.2.1", 9)  # an address for documentation; no packet is sent to it


def own_certificate(folder: Path, *hosts: str) -> tuple[Path, Path]:
    """Return the files of the certificate and its key, made when they do not serve any more."""
    place = folder / "tls"
    certificate, key = place / "certificate.pem", place / "key.pem"
    names = _names(hosts)
    if not (key.is_file() and _serves(certificate, names)):
        place.mkdir(mode=0o700, exist_ok=True)
        _make(certificate, key, names)
    return certificate, key


def fingerprint(certificate: Path) -> str:
    """Return the SHA-256 fingerprint of a certificate, as browsers show it."""
    read = x509.load_pem_x509_certificate(certificate.read_bytes())
    return read.fingerprint(hashes.SHA256()).hex(":").upper()


def _names(hosts: tuple[str, ...]) -> list[str]:
    found = {"localhost", "127.0.0.1", "::1", socket.gethostname(), *hosts}
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as outward:
        try:
            outward.connect(_NOBODY)
            found.add(outward.getsockname()[0])
        except OSError:
            pass  # a machine without a way out has no such address
    return sorted(found)


def _serves(certificate: Path, names: list[str]) -> bool:
    if not certificate.is_file():
        return False
    read = x509.load_pem_x509_certificate(certificate.read_bytes())
    said = read.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    known = {str(each.value) for each in said}
    return set(names) <= known and clock.now() < read.not_valid_after_utc


def _make(certificate: Path, key: Path, names: list[str]) -> None:
    private, now = ec.generate_private_key(ec.SECP256R1()), clock.now()
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, socket.gethostname()[:64])])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _EARLY)
        .not_valid_after(now + _LIVES)
        .add_extension(x509.SubjectAlternativeName([_general(each) for each in names]), False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
        .sign(private, hashes.SHA256())
    )
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    key.unlink(missing_ok=True)
    with os.fdopen(os.open(key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
        opened.write(secret)


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)

"""The parts that others wrote stand in the tree exactly as they came from the registry.

A changed byte in a vendored file is either an accident or an attack; both must be seen.  The list
of sums is the one that `sha256sum -c` reads, so that a person can repeat the check by hand.
"""

import hashlib
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "mediation" / "web" / "static"
VENDOR = STATIC / "vendor"
SUMS = {
    name: digest
    for digest, name in (
        line.split(maxsplit=1) for line in (VENDOR / "SHA256SUMS").read_text().splitlines()
    )
}
OUTWARD = re.compile(r"""(?:url\(\s*["']?|@import\s+["']?|\bfrom\s+["'])(?:https?:)?//""")
OWN_FILES = sorted(path for path in STATIC.glob("**/*") if path.suffix in {".css", ".js"})


def test_every_vendored_file_has_a_sum_and_every_sum_a_file() -> None:
    present = {path.relative_to(VENDOR).as_posix() for path in VENDOR.glob("*/*") if path.is_file()}
    assert present == set(SUMS)


@pytest.mark.parametrize("name", sorted(SUMS))
def test_a_vendored_file_is_as_it_came(name: str) -> None:
    assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == SUMS[name]


@pytest.mark.parametrize("package", sorted({name.split("/")[0] for name in SUMS}))
def test_a_vendored_package_brings_its_licence(package: str) -> None:
    assert (VENDOR / package / "LICENSE").read_text(encoding="utf-8").strip()


@pytest.mark.parametrize("path", OWN_FILES, ids=lambda path: path.relative_to(STATIC).as_posix())
def test_a_page_asset_fetches_nothing_from_elsewhere(path: Path) -> None:
    assert not OUTWARD.search(path.read_text(encoding="utf-8"))

"""Cut the shipped font files out of the whole ones, so that the repository carries what is used.

Run by hand when a font changes, never at run time and never by the tests.  It wants the npm
package `@expo-google-fonts/noto-serif-sc` unpacked, Debian's `fonts-hanazono` and
`unicode-data` (for the 8 105 standard characters, Unihan property kTGH), and `fonttools`:

    python mediation/pdf/typefaces/cut.py NOTO_PACKAGE HANAZONO_FOLDER UNIHAN_FOLDER

What is left out: layout tables, hinting and vertical metrics, which ReportLab never reads, and
characters of no shape of their own (direction marks, joiners), so that a text that hides one is
refused instead of printed as if it were clean.
"""

import bz2
import hashlib
import re
import sys
import unicodedata
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font

HERE = Path(__file__).parent
STANDARD_CHARACTER = re.compile(r"^U\+([0-9A-F]+)\tkTGH\t")
SHAPELESS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def main() -> None:
    """Write the four font files and the list of their SHA-256 sums beside this script."""
    noto, hanazono, unihan = (Path(folder) for folder in sys.argv[1:4])
    regular = noto / "400Regular" / "NotoSerifSC_400Regular.ttf"
    bold = noto / "700Bold" / "NotoSerifSC_700Bold.ttf"
    in_noto = characters_of(regular)
    in_hana_b = characters_of(hanazono / "HanaMinB.ttf")
    in_hana_a = {each for each in characters_of(hanazono / "HanaMinA.ttf") if each >= 0x20000}
    signs = {each for each in in_noto if is_sign(each)}
    level_two = {each for each in in_noto if 0x3400 <= each <= 0x9FFF or each >= 0x20000}
    cut(regular, "NotoSerifSC-Regular.ttf", signs | level_two)
    cut(bold, "NotoSerifSC-Bold.ttf", signs | (standard_characters(unihan) & in_noto))
    cut(hanazono / "HanaMinB.ttf", "HanaMinB-rare.ttf", in_hana_b - in_noto)
    cut(hanazono / "HanaMinA.ttf", "HanaMinA-rare.ttf", in_hana_a - in_noto - in_hana_b)
    write_sums()


def characters_of(path: Path) -> set[int]:
    """Return the code points that a font file maps, less the shapeless ones."""
    font = load_font(str(path), Options(), lazy=True)
    return {each for each in font.getBestCmap() if unicodedata.category(chr(each)) not in SHAPELESS}


def is_sign(code: int) -> bool:
    """Tell whether a code point is a letter, mark, symbol or form beside the ideographs."""
    return code < 0x3400 or 0xFE10 <= code <= 0xFFEF


def standard_characters(unihan: Path) -> set[int]:
    """Return the 8 105 characters of the national list of 2013."""
    found: set[int] = set()
    for path in sorted(unihan.glob("Unihan_*.txt.bz2")):
        with bz2.open(path, "rt", encoding="utf-8") as lines:
            found.update(int(hit[1], 16) for hit in map(STANDARD_CHARACTER.match, lines) if hit)
    return found


def cut(source: Path, name: str, characters: set[int]) -> None:
    """Write a copy of the font that holds the given characters only."""
    options = Options()
    options.hinting = False
    options.layout_features = []
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 4, 6, 13, 14]
    options.recalc_timestamp = False
    options.drop_tables += ["BASE", "DSIG", "FFTM", "GDEF", "GPOS", "GSUB", "STAT", "gasp", "vhea"]
    options.drop_tables += ["vmtx"]
    font = load_font(str(source), options)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    save_font(font, str(HERE / name), options)


def write_sums() -> None:
    """Write SHA256SUMS in the format that `sha256sum --check` reads."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(HERE.glob("*.ttf"))
    ]
    (HERE / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()

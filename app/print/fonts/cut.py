"""Cuts the fonts of the certificate; see README.md beside this."""
import subprocess
import sys

SOURCE, OUT = sys.argv[1:]
PUNCTUATION = {0x20, 0xB7, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026}
KANA_AND_FULL_WIDTH = {*range(0x3000, 0x3020), *range(0x3041, 0x3100), *range(0xFF01, 0xFF5F)}
SANS = (
    "0020-058F,1AB0-1AFF,1C80-1C8F,1D00-1FFF,2000-206F,2070-209F,20A0-20CF,2100-218F,2190-2193,2212,"
    "25CC,2C60-2C7F,2DE0-2DFF,A640-A69F,A720-A7FF,AB30-AB6F,FB00-FB06,FE20-FE2F"
)
BLOCKS = {
    "arabic": "0600-06FF,0750-077F,0870-08FF,FB50-FDFF,FE70-FEFC",
    "hebrew": "0590-05FF,FB1D-FB4F",
    "devanagari": "0900-097F,A8E0-A8FF,1CD0-1CFF,0951-0952,0964-0965",
    "bengali": "0980-09FF,0964-0965",
    "gurmukhi": "0A00-0A7F,0964-0965",
    "gujarati": "0A80-0AFF,0964-0965",
    "tamil": "0B80-0BFF,0964-0965",
    "ethiopic": "1200-139F,2D80-2DDF,AB00-AB2F",
}
WITH_EACH = "0020,00A0,200C,200D,25CC"


def two_byte_characters(encoding, leads, trails):
    """The characters of a two-byte encoding between these bytes."""
    for lead in leads:
        for trail in trails:
            try:
                yield ord(bytes((lead, trail)).decode(encoding))
            except UnicodeDecodeError:
                pass


def cut(source, name, unicodes, features="*"):
    """Writes OUT/name.ttf with only these characters."""
    subprocess.run(
        [
            sys.executable, "-m", "fontTools.subset", f"{SOURCE}/{source}",
            f"--output-file={OUT}/{name}.ttf", f"--unicodes={unicodes}",
            f"--layout-features={features}", "--no-hinting", "--no-glyph-names",
            "--name-IDs=0,1,2,3,4,5,6,13,14", "--notdef-outline", "--no-recalc-timestamp",
        ],
        check=True,
    )


for weight, number in (("Regular", 400), ("SemiBold", 600)):
    cut(f"noto-sans/{number}{weight}/NotoSans_{number}{weight}.ttf", f"NotoSans-{weight}", SANS)
for script, block in BLOCKS.items():
    family = f"NotoSans{script.capitalize()}"
    cut(f"noto-sans-{script}/500Medium/{family}_500Medium.ttf", f"{family}-Medium", f"{WITH_EACH},{block}")
han = {
    *two_byte_characters("gb2312", range(0xB0, 0xF8), range(0xA1, 0xFF)),
    *two_byte_characters("big5", range(0xA4, 0xC7), [*range(0x40, 0x7F), *range(0xA1, 0xFF)]),
}
chosen = ",".join(f"{code:04X}" for code in sorted(han | PUNCTUATION | KANA_AND_FULL_WIDTH))
cut("noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf", "NotoSansSC-Medium", chosen, "locl,ccmp,mark,mkmk")

"""Builds the design's third-party static files from the pinned npm packages in node_modules.

GOV.UK Frontend is used without what belongs to GOV.UK alone: its typeface, its crest and the files under its assets
folder. The typeface here is Atkinson Hyperlegible Next, served from our own address. Run by ``make setup``.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ROOT / "node_modules"
GOVUK = PACKAGES / "govuk-frontend"
FONT = PACKAGES / "@fontsource" / "atkinson-hyperlegible-next"
TARGET = ROOT / "src" / "sulis_web" / "design" / "static" / "design" / "vendor"

NOTICE = '@charset "UTF-8";/* GOV.UK Frontend, Government Digital Service, MIT licence; typeface and crest removed */'
FACES = ((400, "normal"), (400, "italic"), (700, "normal"), (700, "italic"))
FONT_FACE = re.compile(r"@font-face\{[^}]*\}")
THEIR_FONT = re.compile(r"GDS Transport,\s*")
THEIR_ASSET = re.compile(r"url\(/assets/[^)]*\)")
SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=[^*]*\*/")


def main() -> int:
    """Write the folder afresh, so that nothing of an earlier version stays behind."""
    absent = [package.relative_to(ROOT) for package in (GOVUK, FONT) if not package.is_dir()]
    if absent:
        print(f"{absent[0]} is absent. Run `make setup`, which installs it.", file=sys.stderr)
        return 1
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    styles = (GOVUK / "dist" / "govuk" / "govuk-frontend.min.css").read_text(encoding="utf-8")
    (TARGET / "govuk-frontend.min.css").write_text(NOTICE + without_identity(styles), encoding="utf-8")
    (TARGET / "fonts.css").write_text("".join(font_face(weight, style) for weight, style in FACES), encoding="utf-8")
    for weight, style in FACES:
        shutil.copyfile(FONT / "files" / font_file(weight, style), TARGET / font_file(weight, style))
    shutil.copyfile(FONT / "LICENSE", TARGET / "atkinson-hyperlegible-next.LICENSE.txt")
    return 0


def without_identity(styles: str) -> str:
    """The style sheet without GOV.UK's typeface and pictures, in which our own family stands where theirs stood."""
    styles = FONT_FACE.sub("", styles.removeprefix('@charset "UTF-8";'))
    styles = THEIR_FONT.sub('"Atkinson Hyperlegible Next",', styles)
    styles = THEIR_ASSET.sub("none", styles)
    styles = SOURCE_MAP.sub("", styles)
    left = [word for word in ("GDS Transport", "/assets/", "@font-face") if word in styles]
    if left:
        raise SystemExit(f"The built style sheet still holds {left}: a new version writes it differently.")
    return styles


def font_file(weight: int, style: str) -> str:
    """The package's name for one face, Latin letters only: all that English needs."""
    return f"atkinson-hyperlegible-next-latin-{weight}-{style}.woff2"


def font_face(weight: int, style: str) -> str:
    """One face as CSS, beside its file."""
    return (
        '@font-face{font-family:"Atkinson Hyperlegible Next";font-display:swap;'
        f'font-style:{style};font-weight:{weight};src:url("{font_file(weight, style)}") format("woff2")}}\n'
    )


if __name__ == "__main__":
    sys.exit(main())

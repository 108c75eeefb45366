from __future__ import annotations

from pathlib import Path

import pytest

from sulis.catalogue.toml import LARGEST_FILE_BYTES, catalogue_root, parse_document, read_document
from sulis.vocabulary import InputRefused, WrongUsage

TEXT = """\
title = "one"          # line 1
words = [
    "a ] in text",     # [ in a comment
    "b",
]
long = \"\"\"
key = "not a key"
[not.a.table]
\"\"\"
[reasoning]
why = "x"
[[part]]
id = "first"
[[part.term]]
id = "a"
[[part.term]]
id = "b"
[[part]]
id = "second"
[[part.term]]
age_under = 25
"with spaces" = 1
inline = { one = 1 }
[part.term.deep]
last = 1
"""


@pytest.mark.parametrize(
    ("where", "line"),
    [
        (("title",), 1),
        (("words",), 2),
        (("long",), 6),
        (("reasoning",), 10),
        (("reasoning", "why"), 11),
        (("part", 0), 12),
        (("part", 0, "id"), 13),
        (("part", 0, "term", 0, "id"), 15),
        (("part", 0, "term", 1), 16),
        (("part", 0, "term", 1, "id"), 17),
        (("part", 1, "id"), 19),
        (("part", 1, "term", 0, "age_under"), 21),
        (("part", 1, "term", 0, "with spaces"), 22),
        (("part", 1, "term", 0, "inline", "one"), 23),
        (("part", 1, "term", 0, "deep", "last"), 25),
        (("part", 1, "term", 0, "absent"), 20),
        (("absent",), None),
    ],
)
def test_line_of_a_key_is_where_it_stands(where: tuple[str | int, ...], line: int | None) -> None:
    assert parse_document(TEXT, "x.toml").line(where) == line


def test_windows_line_ends_and_byte_order_mark_are_read(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(b"\xef\xbb\xbfa = 1\r\nb = 2\r\n")
    document = read_document(path)
    assert document.values == {"a": 1, "b": 2}
    assert document.line(("b",)) == 2


@pytest.mark.parametrize(
    ("content", "row", "given"),
    [
        (b"a = \n", 1, "TOML that cannot be read"),
        (b"a = 1\na = 2\n", 2, "TOML that cannot be read"),
        (b"a = '\xff'\n", None, "byte 6 is not UTF-8 text"),
        (b"<html><body>Sign in</body></html>", 1, "TOML that cannot be read"),
        (b"a = " + b"[" * 5_000 + b"]" * 5_000, None, "too deep"),
        (b"#" * (LARGEST_FILE_BYTES + 1), None, "a file of 1,000,001 bytes"),
        (b"a = \x00\n", 1, "TOML that cannot be read"),
    ],
)
def test_unreadable_file_is_refused_with_its_line(tmp_path: Path, content: bytes, row: int | None, given: str) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(content)
    with pytest.raises(InputRefused) as refused:
        read_document(path, "x.toml")
    (fault,) = refused.value.faults
    assert (fault.file, fault.row) == ("x.toml", row)
    assert given in fault.given


def test_absent_file_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="there is no file"):
        read_document(tmp_path / "absent.toml")


def test_catalogue_root_is_the_named_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "violence").mkdir()
    monkeypatch.setenv("SULIS_CATALOGUE", str(tmp_path))
    assert catalogue_root() == tmp_path
    monkeypatch.setenv("SULIS_CATALOGUE", str(tmp_path / "absent"))
    with pytest.raises(WrongUsage, match="catalogue"):
        catalogue_root()

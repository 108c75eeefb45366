"""However a file is damaged, it gets a verdict in plain words, and what is loaded adds up."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.support.command import sulis
from tests.support.street import NAME, rows, text

SOUND = text(rows(40)).encode()
VERDICTS = {"accepted", "accepted-with-quarantine", "rejected"}


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A sound file after one to three accidents: cut, flipped, spliced, doubled, or written over."""
    content = bytearray(SOUND)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, max(len(content) - 1, 0)))
        match draw(st.sampled_from(["cut", "flip", "splice", "double", "write"])):
            case "cut":
                del content[at:]
            case "flip" if content:
                content[at] ^= 1 << draw(st.integers(0, 7))
            case "splice":
                del content[at : at + draw(st.integers(1, 400))]
            case "double":
                content[at:at] = content[at : at + draw(st.integers(1, 400))]
            case _:
                content[at:at] = draw(
                    st.sampled_from([b'"', b",", b"\n", b"\r", b"\0", b"\xff", b"\xef\xbb\xbf", b",,,,,"])
                )
    return bytes(content)


@given(content=damaged())
def test_damaged_file_gets_a_verdict_and_loses_nothing(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        path.write_bytes(content)
        answer = sulis("ingest", "police-uk", path, "--home", Path(folder) / "home", "--json")
    document = answer.document
    assert document["verdict"] in VERDICTS, document
    assert answer.code == (3 if document["verdict"] == "rejected" else 0)
    assert (document["verdict"] == "accepted") == (document["faults"] == [])
    if document["verdict"] != "rejected":
        assert document["rows_read"] == document["rows_loaded"] + document["rows_quarantined"]
        assert document["rows_quarantined"] <= max(0.01 * document["rows_read"], 0.2 * document["rows_read"])

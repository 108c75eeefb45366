"""Linking people of three agencies: who gets which key, how sure it is, how it is explained and how it is undone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sulis.linkage import Band, Judgement, PersonKey, Reason, RecordRef, Room, Thresholds
from sulis.vocabulary import InputRefused, WrongUsage
from tests.integration.linkage.conftest import Office, filled, why

Row = dict[str, str]


def keys_of(room: Room, version: int | None = None) -> dict[str, tuple[str, Band]]:
    return {found.record: (found.person_key, found.band) for found in room.keys_out(why(), version=version)}


def person(found: tuple[PersonKey, ...], room: Room, source: str, key: str) -> str:
    digest = room.record_digest(RecordRef(source, key))
    return next(line.person_key for line in found if line.record == digest)


def row(key: str, given: str, family: str = "Abernathy", born: str = "12/05/2008", postcode: str = "BA1 1LZ") -> Row:
    return {"record_key": key, "given_name": given, "family_name": family, "date_of_birth": born, "postcode": postcode}


def test_most_of_what_is_true_is_found_and_hardly_anything_else(office: Office) -> None:
    with office.entered() as room:
        in_use, others = room.quality(office.truth, why())
    assert in_use.precision.value is not None and in_use.precision.value > 0.98
    assert in_use.recall.value is not None and in_use.recall.value > 0.85
    assert in_use.precision.low is not None and in_use.precision.low < in_use.precision.value
    recalls = [found.recall.value for found in others]
    assert recalls == sorted(recalls, reverse=True) and len({found.threshold for found in others}) == len(others)


def test_same_records_and_seed_give_the_same_clusters_and_models(sheets: Path, tmp_path: Path) -> None:
    found = []
    for name in ("one", "other"):
        with filled(tmp_path / name, sheets) as room:
            room.link(why(), seed=5)
            report = room.clusters(why())
            lines = room.keys_out(why(), digest=lambda ref: "/".join(ref))
            together: dict[str, list[str]] = {}
            for line in lines:
                together.setdefault(line.person_key, []).append(line.record)
            found.append((report.sizes, sorted(together.values()), room.model_report(why()).prior, lines))
    assert found[0][:2] == found[1][:2] and found[0][2] == pytest.approx(found[1][2], rel=1e-12)
    assert {line.person_key for line in found[0][3]} & {line.person_key for line in found[1][3]} == set()


def test_linking_again_in_one_room_changes_no_key(office: Office) -> None:
    with office.entered() as room:
        before = keys_of(room)
        again = room.link(why(), seed=3)
        assert again.version == 2 and keys_of(room) == before == keys_of(room, 1)


def test_a_source_that_comes_later_leaves_earlier_keys_as_they_were(sheets: Path, tmp_path: Path) -> None:
    from sulis.linkage import read_sheet

    with filled(tmp_path / "home", sheets, ("police", "youth-justice")) as room:
        room.link(why(), seed=3)
        before = {line.record: line.person_key for line in room.keys_out(why())}
        room.add_source("school", read_sheet(sheets / "school.csv").rows, why())
        room.link(why(), seed=3)
        after = {line.record: line.person_key for line in room.keys_out(why())}
    same = sum(after[record] == key for record, key in before.items())
    assert set(before) < set(after) and same > 0.97 * len(before)


@pytest.mark.parametrize(
    ("one", "other", "weights_alone"), [("Jayden", "Hayden", 1), ("Mia", "Mya", 1), ("Olivia", "Grace", 1)]
)
def test_twins_are_not_linked_and_wait_for_a_person(
    sheets: Path, tmp_path: Path, one: str, other: str, weights_alone: int
) -> None:
    with filled(tmp_path / "home", sheets, ("police",)) as room:
        room.add_source("first", [row("1", one), row("2", other)], why())
        room.add_source("second", [row("1", one), row("2", other)], why())
        room.link(why())
        found = room.keys_out(why())
        firsts = [person(found, room, source, "1") for source in ("first", "second")]
        seconds = [person(found, room, source, "2") for source in ("first", "second")]
        assert firsts[0] == firsts[1] != seconds[0] == seconds[1]
        listed = [pair for pair in room.review_list(500, why()) if pair.reason is Reason.TWINS]
        assert any({pair.waterfall.left.source, pair.waterfall.right.source} <= {"first", "second"} for pair in listed)
        room.link(why("to see what the weights alone would do"), hold_twins=False)
        assert (
            len({line.person_key for line in room.keys_out(why()) if line.source in {"first", "second"}})
            == weights_alone
        )


def test_a_record_that_fits_both_twins_joins_only_one_of_them(sheets: Path, tmp_path: Path) -> None:
    with filled(tmp_path / "home", sheets, ("police",)) as room:
        room.add_source("school", [row("1", "Jayden"), row("2", "Hayden"), row("3", "")], why())
        room.link(why())
        found = room.keys_out(why())
        keys = [person(found, room, "school", key) for key in "123"]
        assert keys[0] != keys[1]


def test_short_forms_and_initials_of_one_name_are_no_twins(sheets: Path, tmp_path: Path) -> None:
    with filled(tmp_path / "home", sheets, ("police",)) as room:
        room.add_source("school", [row("1", "Daniel"), row("2", "Dan"), row("3", "D")], why())
        room.link(why())
        assert not [
            p for p in room.review_list(500, why()) if p.reason is Reason.TWINS and p.waterfall.left.source == "school"
        ]


def test_a_pair_that_is_not_one_person_is_taken_apart_and_put_back(office: Office) -> None:
    """A judgement splits a cluster, the earlier key stays with the earlier record, and every version can be had again."""
    with office.entered() as room:
        before = keys_of(room)
        left, right = linked_pair(room, office)
        version = room.decide(left, right, Judgement.DIFFERENT, why("seen in person: two cousins"))
        after = keys_of(room)
        apart = [after[room.record_digest(ref)][0] for ref in (left, right)]
        assert apart[0] == before[room.record_digest(left)][0] != apart[1]
        assert version.changed == sum(before[record] != after[record] for record in before) > 0
        assert keys_of(room, 1) == before
        room.link(why("again"), seed=3)  # a judgement outlives the run
        assert keys_of(room) == after
        undone = room.undo("d1", why("it was one person after all"))
        assert keys_of(room) == before and undone.number == 4
        assert room.state.decisions[0].undone == 4 and room.state.standing == ()
    with office.entered() as room:
        assert keys_of(room, version.number) == after


def linked_pair(room: Room, office: Office) -> tuple[RecordRef, RecordRef]:
    """Two records under one key, the earlier first."""
    seen: dict[str, RecordRef] = {}
    digests = {room.record_digest(ref): ref for ref in office.truth}
    for line in room.keys_out(why()):
        ref = digests[line.record]
        if line.person_key in seen:
            return seen[line.person_key], ref
        seen[line.person_key] = ref
    raise AssertionError("nothing was linked")


def test_a_judgement_of_same_links_what_the_model_would_not_and_says_so(office: Office) -> None:
    with office.entered() as room:
        alone = [line.record for line in room.keys_out(why()) if line.band is Band.ALONE][:2]
        digests = {room.record_digest(ref): ref for ref in office.truth}
        room.decide(digests[alone[0]], digests[alone[1]], Judgement.SAME, why("one file, two numbers"))
        after = keys_of(room)
        assert after[alone[0]][0] == after[alone[1]][0]
        assert {after[record][1] for record in alone} == {Band.DECIDED}


def test_judgements_that_contradict_each_other_are_refused_and_change_nothing(office: Office) -> None:
    with office.entered() as room:
        a, b, c = list(office.truth)[:3]
        room.decide(a, b, Judgement.SAME, why())
        room.decide(b, c, Judgement.SAME, why())
        kept = room.state
        with pytest.raises(WrongUsage, match="contradicts others"):
            room.decide(a, c, Judgement.DIFFERENT, why())
        assert room.state == kept
        room.decide(b, c, Judgement.DIFFERENT, why("a slip"))  # a new judgement of a pair takes the place of the old
        assert [d.judgement for d in room.state.standing] == [Judgement.SAME, Judgement.DIFFERENT]


def test_judged_pairs_leave_the_list_also_where_nobody_could_tell(office: Office) -> None:
    with office.entered() as room:
        first = room.review_list(3, why())
        before = keys_of(room)
        for pair in first:
            room.decide(*room.records_of(pair.id), Judgement.CANNOT_TELL, why())
        assert keys_of(room) == before
        assert {pair.id for pair in room.review_list(500, why())}.isdisjoint(pair.id for pair in first)


def test_every_waterfall_adds_up_to_the_weight(office: Office) -> None:
    with office.entered() as room:
        listed = room.review_list(60, why(), identifiers=True)
        for pair in listed:
            falls = pair.waterfall
            total = falls.start + sum(step.bits + step.rare_bits for step in falls.steps)
            assert total == pytest.approx(falls.weight, abs=1e-9)
            assert pair.cells is not None
            for step in falls.steps:
                both = pair.cells.get(step.field, (None, None))
                assert (step.words == "missing in one") == (None in both)
                assert (step.words == "the same") == (both[0] == both[1] != None)  # noqa: E711
            assert room.waterfall(pair.id, why()) == falls
        assert {pair.reason for pair in listed} >= {Reason.BETWEEN, Reason.TWINS}
        assert all(pair.cells is None for pair in room.review_list(5, why()))


def test_model_report_says_what_was_learnt_and_what_assumed(office: Office) -> None:
    with office.entered() as room:
        model = room.model_report(why())
    assert set(model.fields) == {"given_name", "family_name", "date_of_birth", "sex", "postcode"}
    assert model.left_out == dict.fromkeys(("address", "town", "email", "number"), "filled in too few records") | {
        "town": "filled in too few records"
    }
    assert all(levels[0].bits > 0 > levels[-1].bits and levels[0].m_learnt for levels in model.fields.values())
    assert 0 < model.prior < 0.01 and model.start < 0 and len(model.rules) == 8


def test_too_few_records_to_learn_from_are_linked_by_starting_values(empty: Callable[[], Office]) -> None:
    office = empty()
    with office.entered() as room:
        with pytest.raises(WrongUsage, match="fewer than two"):
            room.link(why())
        with pytest.raises(WrongUsage, match="nothing has been linked"):
            room.clusters(why())
        room.add_source("police", [row("1", "Amelia"), row("2", "Noah", "Quigley", "03/04/2001", "BS1 4ND")], why())
        room.add_source("school", [row("9", "Amelia"), row("8", "Kai", "Osei", "07/07/2010", "BA2 2AA")], why())
        made = room.link(why())
        assert made.notes == ("4 records teach nothing reliable: all weights are starting values",)
        found = room.keys_out(why())
        assert person(found, room, "police", "1") == person(found, room, "school", "9")
        assert made.clusters == 3


@pytest.mark.parametrize("rows", [[row("1", "A"), row("1", "B")], [row("", "A")]])
def test_rows_without_a_key_of_their_own_are_refused_and_nothing_is_kept(
    empty: Callable[[], Office], rows: list[Row]
) -> None:
    office = empty()
    with office.entered() as room:
        with pytest.raises(InputRefused) as refused:
            room.add_source("police", rows, why())
        assert refused.value.faults and room.state.sources == ()
        room.add_source("police", [row("1", "A")], why())
        with pytest.raises(WrongUsage, match="a source named"):
            room.add_source("police", [row("2", "A")], why())


def test_large_clusters_and_weak_chains_are_told(empty: Callable[[], Office]) -> None:
    office = empty()
    with office.entered() as room:
        room.add_source("police", [row(str(n), "Amelia") for n in range(11)], why())
        room.link(why(), thresholds=Thresholds(0.95, 0.5))
        report = room.clusters(why())
    assert report.sizes == {11: 1} and report.across == 0
    (large,) = report.too_large
    assert large.records == 11 and large.by_source == {"police": 11} and report.weak_chains == ()


def test_versions_and_pairs_that_are_not_there_are_refused(office: Office) -> None:
    with office.entered() as room:
        for number in (0, 2, -1):
            with pytest.raises(WrongUsage, match="no version"):
                room.keys_out(why(), version=number)
        with pytest.raises(WrongUsage, match="no pair"):
            room.waterfall("nothing", why())
        with pytest.raises(WrongUsage, match="no judgement"):
            room.undo("d1", why())
        with pytest.raises(WrongUsage, match="did not see"):
            room.decide(RecordRef("police", "nobody"), RecordRef("school", "nobody"), Judgement.SAME, why())


def strangers(number: int) -> list[Row]:
    """Records of which no two agree in anything."""
    letters = "abcdefghijklmnopqrst"
    names = [a + b + c for a in letters for b in letters for c in letters][::7]
    return [
        row(str(n), names[n], names[-n - 1], f"{2 + n % 26}/{1 + n % 12}/{1950 + n % 60}", f"BA{1 + n % 22} {n % 10}AA")
        for n in range(number)
    ]


@pytest.mark.parametrize("sheet", ["strangers", "one person", "names alone"])
def test_records_that_teach_nothing_are_linked_all_the_same_with_a_note(
    empty: Callable[[], Office], sheet: str
) -> None:
    rows = {
        "strangers": strangers(300),
        "one person": [row(str(n), "Amelia") for n in range(300)],
        "names alone": [row(str(n), "", "", "") | {"given_name": r["given_name"], "family_name": r["family_name"]}
                        for n, r in enumerate(strangers(250) + strangers(50))],
    }[sheet]  # fmt: skip
    office = empty()
    with office.entered() as room:
        room.add_source("police", rows, why())
        made = room.link(why())
        assert made.notes and all(
            "could not be learnt" in n or "was not learnt" in n or "contradicts" in n for n in made.notes
        )
        if sheet != "names alone":  # what all records share says nothing, however much of it there is
            assert made.clusters == 300


def test_records_with_nothing_to_link_by_are_refused(empty: Callable[[], Office]) -> None:
    office = empty()
    with office.entered() as room:
        room.add_source("police", [{"record_key": str(n), "family_name": "Abernathy"} for n in range(5)], why())
        with pytest.raises(WrongUsage, match="too few fields"):
            room.link(why())
        assert room.state.runs == ()


def test_source_added_after_a_run_is_not_in_its_keys_until_the_next(office: Office) -> None:
    with office.entered() as room:
        room.add_source("late", [row("1", "Amelia")], why())
        assert len(room.keys_out(why())) == room.clusters(why()).records == len(office.truth)
        assert room.link(why(), seed=3).records == len(office.truth) + 1

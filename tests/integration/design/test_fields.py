"""Fields in GOV.UK's anatomy: what each input carries, what a wrong answer is told, and where the summary leads."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django import forms
from django.template import Context, Template

from sulis_web.design.inputs import DateBoxesField, OneTimeCodeField
from sulis_web.design.showcase.questions import EveryField, FewFilters, few_faults


def drawn(tag: str, **given: Any) -> str:
    return Template("{% load fields %}" + tag).render(Context(given))


class Signed(forms.Form):
    on = DateBoxesField(label="Signed")


def typed(day: str, month: str, year: str) -> Signed:
    return Signed({"on-day": day, "on-month": month, "on-year": year})


@pytest.mark.parametrize("month", ["3", "03", "March", "mar"])
def test_date_is_read_as_people_write_it(month: str) -> None:
    form = typed(" 27 ", month, "2026")
    assert form.is_valid() and form.cleaned_data["on"] == date(2026, 3, 27)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("", "", ""), "Enter a date"),
        (("27", "", "2026"), "The date must have a month"),
        (("", "", "2026"), "The date must have a day and a month"),
        (("31", "2", "2026"), "The date must be a real one, such as 27 3 2026"),
        (("27", "3", "26"), "The year must have four figures, such as 2026"),
        (("-1", "3", "2026"), "The date must be a real one, such as 27 3 2026"),
        (("9" * 5000, "3", "2026"), "The date must be a real one, such as 27 3 2026"),
        (("\x00", "3", "2026"), "The date must be a real one, such as 27 3 2026"),
        (("٢", "3", "2026"), "The date must be a real one, such as 27 3 2026"),
    ],
)
def test_date_that_is_none_is_told_what_is_wrong(given: tuple[str, str, str], told: str) -> None:
    assert typed(*given).errors["on"] == [told]


def test_date_that_is_held_is_spread_over_its_boxes_and_is_not_changed_by_sending_it_back() -> None:
    form = Signed({"on-day": "27", "on-month": "3", "on-year": "2026"}, initial={"on": date(2026, 3, 27)})
    assert not form.has_changed()
    html = drawn("{% form_fields form %}", form=Signed(initial={"on": date(2026, 3, 27)}))
    assert re.findall(r'name="(on-\w+)"[^>]*value="(\d+)"', html) == [
        ("on-day", "27"),
        ("on-month", "3"),
        ("on-year", "2026"),
    ]


def test_summary_leads_to_the_first_empty_box() -> None:
    assert 'href="#id_on-month"' in drawn("{% form_errors form %}", form=typed("27", "", "2026"))


@pytest.mark.parametrize(("given", "kept"), [("123456", "123456"), ("123 456", "123456"), (" 12 34 56 ", "123456")])
def test_code_is_read_without_its_spaces(given: str, kept: str) -> None:
    assert OneTimeCodeField().clean(given) == kept


@pytest.mark.parametrize("given", ["12345", "1234567", "12345a", "１２３４５６"])
def test_code_of_another_shape_is_refused(given: str) -> None:
    with pytest.raises(forms.ValidationError, match="6 figures"):
        OneTimeCodeField().clean(given)


def test_every_fault_is_in_the_summary_and_beside_its_field_in_the_same_words() -> None:
    form = EveryField(few_faults(), prefix="wrong")
    summary, fields = drawn("{% form_errors form %}", form=form), drawn("{% form_fields form %}", form=form)
    told = re.findall(r'<li><a href="#([^"]+)">([^<]+)</a>', summary)
    assert len(told) == 7
    for target, words in told:
        assert f'id="{target}"' in fields and words in fields
    assert "This field is required" not in summary + fields


def test_every_input_is_named_by_a_label_and_described_by_what_is_there() -> None:
    html = drawn("{% form_fields form %}", form=EveryField(few_faults(), prefix="wrong"))
    ids = set(re.findall(r'\sid="([^"]+)"', html))
    inputs = set(re.findall(r'<(?:input|select|textarea)[^>]*\sid="([^"]+)"', html))
    assert inputs == set(re.findall(r'<label[^>]*\sfor="([^"]+)"', html))
    described = {each for found in re.findall(r'aria-describedby="([^"]+)"', html) for each in found.split()}
    assert described and described <= ids


def test_fields_about_the_reader_may_be_filled_in_by_the_browser() -> None:
    html = drawn("{% form_fields form %}", form=EveryField())
    assert re.findall(r'autocomplete="([^"]+)"', html) == ["email", "current-password", "one-time-code"]


def test_optional_fields_say_so_and_filters_do_not() -> None:
    assert drawn("{% form_fields form %}", form=EveryField()).count("(optional)") == 3
    assert "(optional)" not in drawn("{% form_fields form %}", form=FewFilters())


def test_what_was_typed_is_escaped() -> None:
    form = EveryField({"title": "<script>alert(1)</script>", "signed-day": '"><script>'})
    assert "<script>" not in drawn("{% form_fields form %}{% form_errors form %}", form=form)


def test_whole_form_carries_the_token_and_takes_files() -> None:
    html = drawn('{% whole_form form button="Save" cancel="/back/" %}', form=EveryField(), csrf_token="a-token")
    assert 'value="a-token"' in html and 'enctype="multipart/form-data"' in html and 'href="/back/"' in html

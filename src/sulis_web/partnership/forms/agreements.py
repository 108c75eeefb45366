from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from sulis.catalogue.partnership import Outcome, Purpose
from sulis_web.partnership.forms.pieces import day, in_order, line, name, one_of, reason, text
from sulis_web.partnership.in_words import upper_first
from sulis_web.partnership.models import Agreement, Organisation
from sulis_web.records.forms import OnceForm, RecordForm

PURPOSES = tuple((purpose.value, upper_first(purpose.value)) for purpose in Purpose)
OUTCOMES = tuple((outcome.value, upper_first(outcome.value)) for outcome in Outcome)


class AgreementFields(forms.Form):
    title = name("Title", help_text="What is shared, in a few words.")
    about = text("What is shared, and how")
    purposes = forms.MultipleChoiceField(
        label="What it may be used for", choices=PURPOSES, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip
    signed = day("First day in force", required=True)
    expires = day("Last day in force", required=True)
    review = day("Day by which to look at it again")
    reference = line("Reference", "Where the signed paper is filed.", limit=120)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        in_order(self, "signed", "expires", "The last day must be on or after the first")
        return given


class AgreementForm(AgreementFields, RecordForm):
    reason = reason()


class NewAgreementForm(AgreementFields, OnceForm):
    parties = forms.ModelMultipleChoiceField(
        None, label="Who has signed it", to_field_name="public_id", widget=forms.CheckboxSelectMultiple
    )  # fmt: skip

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parties"].queryset = organisations


class NewPartyForm(OnceForm):
    organisation = one_of("Organisation that has signed")

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations


class EndPartyForm(RecordForm):
    reason = reason("Why its signature no longer stands", required=True)


class AssessmentFields(forms.Form):
    title = name("Title", help_text="What handling of personal data it is about.")
    about = text("What it found")
    outcome = forms.ChoiceField(label="What it came to", choices=OUTCOMES, widget=forms.RadioSelect)
    completed = day("Day on which it was completed", required=True)
    expires = day("Last day on which it may be relied on", required=True)
    review = day("Day by which to look at it again")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        in_order(self, "completed", "expires", "The last day must be on or after the day on which it was completed")
        return given


class AssessmentForm(AssessmentFields, RecordForm):
    reason = reason()


class NewAssessmentForm(AssessmentFields, OnceForm):
    controller = one_of("Data controller", hint="The organisation that answers for it.")
    agreement = one_of("Agreement that it stands behind", required=False)

    def __init__(
        self, *args: Any, controllers: QuerySet[Organisation], agreements: QuerySet[Agreement], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["controller"].queryset = controllers
        self.fields["agreement"].queryset = agreements

"""Forms show their errors where they are, keep what was typed and say where a question comes from."""

from django import forms
from django.template import Context, Template
from django.utils import translation


class Report(forms.Form):
    story = forms.CharField(label="Story", min_length=10, widget=forms.Textarea, help_text="In your words.")
    kind = forms.ChoiceField(
        label="Kind", choices=[("land", "Land"), ("wage", "Wage")], widget=forms.RadioSelect
    )
    phone = forms.CharField(label="Telephone", required=False)
    sure = forms.BooleanField(label="I have read it")
    ticket = forms.CharField(widget=forms.HiddenInput)


def show(form: forms.Form) -> str:
    source = '{% load shell %}{% include "shell/form.html" with submit="Send" %}'
    with translation.override("en"):
        return Template(source).render(
            Context({"form": form, "sources": {"story": "Mediation Law, Art. 17"}, "back": "/back/"})
        )


def test_a_fresh_form_has_labels_help_and_sources_but_no_errors() -> None:
    shown = show(Report())

    assert '<label class="form-label" for="id_story">Story' in shown
    assert 'aria-describedby="id_story-help"' in shown
    assert "Source: Mediation Law, Art. 17" in shown
    assert "faults" not in shown
    assert shown.count("yx-optional") == 1
    assert "data-once" in shown


def test_choices_stand_in_a_fieldset_with_a_legend() -> None:
    shown = show(Report())

    assert shown.count("<fieldset") == 1
    assert shown.count('type="radio"') == 2
    assert "Kind" in shown.split("<legend")[1].split("</legend>")[0]


def test_errors_stand_by_the_field_and_are_summed_up_with_links() -> None:
    shown = show(Report({"story": "short", "phone": "139"}))
    summary, form = shown.split("<form", 1)

    assert '<a href="#id_story">Story</a>' in summary
    assert '<a href="#id_kind">Kind</a>' in summary
    assert 'id="id_kind"' in form
    assert 'id="id_story-error"' in form
    assert 'aria-invalid="true"' in form
    assert 'aria-describedby="id_story-help id_story-error"' in form
    assert 'role="alert"' in summary


def test_an_error_of_a_hidden_field_is_told_too() -> None:
    assert "This field is required." in show(
        Report({"story": "long enough now", "kind": "land", "sure": "on"})
    )


def test_what_was_typed_stays() -> None:
    shown = show(Report({"story": "short <b>", "kind": "wage", "phone": "139"}))

    assert "short &lt;b&gt;" in shown
    assert 'value="139"' in shown
    assert 'value="wage"' in shown.split("checked")[0].rsplit("<input", 1)[1]

"""How forms are drawn."""

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Django's, with our markup of a field (`{{ form.title.as_field_group }}`)."""

    field_template_name = "common/field.html"
    form_template_name = "common/form.html"

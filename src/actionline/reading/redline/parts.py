"""The parts of a Word file that hold no text of the document: styles, types, relationships."""

from __future__ import annotations

from actionline.reading.redline.markup import MAIN

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# The Word names of the six languages; w:lang keeps the three kinds of script apart.
_LANGUAGES = {
    "en": 'w:val="en-GB"',
    "fr": 'w:val="fr-FR"',
    "es": 'w:val="es-ES"',
    "ru": 'w:val="ru-RU"',
    "ar": 'w:bidi="ar-SA"',
    "zh": 'w:eastAsia="zh-CN"',
}

CONTENT_TYPES = (
    f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD_TYPE}.styles+xml"/>'
    f'<Override PartName="/word/footnotes.xml" ContentType="{_WORD_TYPE}.footnotes+xml"/>'
    "</Types>"
)
PACKAGE_RELATIONSHIPS = (
    f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
DOCUMENT_RELATIONSHIPS = (
    f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/footnotes" Target="footnotes.xml"/>'
    "</Relationships>"
)

# Paragraph styles as ITU's documents name them: identifier, name, properties of paragraph, run.
_TABS = '<w:tabs><w:tab w:val="left" w:pos="794"/><w:tab w:val="left" w:pos="1588"/></w:tabs>'
_STYLES = (
    ("Proposal", "Proposal", '<w:keepNext/><w:spacing w:before="240"/>', "<w:b/>"),
    ("ResNo", "Res_No", '<w:keepNext/><w:spacing w:before="480"/><w:jc w:val="center"/>', ""),
    ("Restitle", "Res_title", '<w:keepNext/><w:jc w:val="center"/>', "<w:b/>"),
    ("Call", "Call", '<w:keepNext/><w:spacing w:before="160"/><w:ind w:start="794"/>', "<w:i/>"),
    ("AnnexNo", "Annex_No", '<w:keepNext/><w:spacing w:before="480"/><w:jc w:val="center"/>', ""),
    ("enumlev1", "enumlev1", '<w:ind w:start="794" w:hanging="794"/>', ""),
    ("enumlev2", "enumlev2", '<w:ind w:start="1588" w:hanging="794"/>', ""),
    ("enumlev3", "enumlev3", '<w:ind w:start="2382" w:hanging="794"/>', ""),
    ("FootnoteText", "footnote text", "", '<w:sz w:val="20"/>'),
)


def xml_part(root: str, content: str) -> str:
    """A part with the root element `w:root`."""
    return f'{_DECLARATION}<w:{root} xmlns:w="{MAIN}">{content}</w:{root}>'


def styles_part(language: str) -> str:
    """The styles, in the language of the text."""
    lang = _LANGUAGES.get(language, _LANGUAGES["en"])
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"'
        f' w:cs="Arial"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:lang {lang}/></w:rPr>'
        '</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="120"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:pPr>{_TABS}</w:pPr></w:style>"
    )
    named = "".join(
        f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
        for identifier, name, paragraph, run in _STYLES
    )
    reference = (
        '<w:style w:type="character" w:styleId="FootnoteReference">'
        '<w:name w:val="footnote reference"/>'
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    )
    return xml_part("styles", defaults + normal + named + reference)

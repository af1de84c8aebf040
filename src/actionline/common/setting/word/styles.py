"""The styles of a Word file, in the fonts that every Word has (ECMA-376, 17.7)."""

from __future__ import annotations

from actionline.common.setting import text

from . import runs

_FONTS = (
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="SimSun"'
    ' w:cs="Times New Roman"/>'
)
_HEADS = '<w:rFonts w:eastAsia="SimHei"/>'
_BOLD = "<w:b/><w:bCs/>"
_QUIET = '<w:color w:val="595959"/>'

#: Name, what it rests on, its paragraph, its letters, half points. The name is the one that
#: Word translates where it has one.
_PARAGRAPHS = (
    ("Title", "Normal", '<w:keepNext/><w:spacing w:before="360" w:after="120"/>', _BOLD, 34),
    ("Subtitle", "Normal", '<w:spacing w:after="240"/>', _QUIET, 24),
    ("Caption", "Normal", '<w:keepNext/><w:spacing w:before="240" w:after="80"/>', _BOLD, 22),
    ("Header", "Normal", '<w:tabs><w:tab w:val="right" w:pos="9184"/></w:tabs>', _QUIET, 18),
    ("Footer", "Normal", '<w:jc w:val="center"/>', _QUIET, 18),
    ("Footnote Text", "Normal", '<w:spacing w:after="40"/>', "", 18),
    ("Numbered Paragraph", "Normal", "", "", 0),
    (
        "Lettered Item",
        "Normal",
        '<w:spacing w:after="80"/><w:ind w:left="964" w:hanging="397"/>',
        "",
        0,
    ),
    (
        "Bulleted Item",
        "Normal",
        '<w:spacing w:after="80"/><w:ind w:left="964" w:hanging="397"/>',
        "",
        0,
    ),
    ("Table Text", "Normal", '<w:spacing w:before="40" w:after="40" w:line="240"/>', "", 19),
    ("Table Heading", "Table Text", "<w:keepNext/>", _BOLD, 0),
    ("Table Note", "Normal", '<w:spacing w:before="80" w:after="240"/>', _QUIET, 18),
    ("Document Body", "Normal", '<w:keepNext/><w:spacing w:after="40"/>', _BOLD, 26),
    ("Document Symbol", "Document Body", '<w:jc w:val="right"/>', "", 0),
    (
        "Document Fact",
        "Normal",
        '<w:tabs><w:tab w:val="left" w:pos="2552"/></w:tabs>'
        '<w:spacing w:after="40"/><w:ind w:left="2552" w:hanging="2552"/>',
        "",
        0,
    ),
    ("Summary Name", "Normal", '<w:keepNext/><w:spacing w:before="80" w:after="40"/>', _BOLD, 0),
    ("Small Print", "Normal", '<w:spacing w:after="80"/>', _QUIET, 18),
)
#: Size in half points and room above a heading of each level.
_HEADINGS = ((27, 400), (24, 320), (22, 280), (22, 240), (22, 240), (22, 240))


def xml(language: str) -> str:
    """What stands in `w:styles`."""
    return "".join(
        (
            _defaults(language),
            _normal(),
            *(_heading(level, *form) for level, form in enumerate(_HEADINGS, start=1)),
            *(_paragraph(*each) for each in _PARAGRAPHS),
            _CHARACTERS,
            _TABLES,
        )
    )


def identifier(name: str) -> str:
    """How a style is called inside the file."""
    return name.replace(" ", "")


def _defaults(language: str) -> str:
    latin = runs.tag("en" if text.right_to_left(language) else language)
    latin = "en-GB" if language.startswith("zh") else latin
    right = runs.tag(language) if text.right_to_left(language) else "ar-SA"
    # Letters of Arabic fonts are smaller than Latin ones of the same size.
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}{_size(22)}"
        f'<w:lang w:val="{latin}" w:eastAsia="zh-CN" w:bidi="{right}"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )


def _normal() -> str:
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/></w:style>"
    )


def _heading(level: int, size: int, above: int) -> str:
    slanted = "<w:i/><w:iCs/>" if level == 3 else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        '<w:basedOn w:val="Normal"/><w:next w:val="NumberedParagraph"/><w:qFormat/>'
        f'<w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="{above}" w:after="140"/>'
        f'<w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f"<w:rPr>{_HEADS}{_BOLD}{slanted}{_size(size)}</w:rPr></w:style>"
    )


def _paragraph(name: str, base: str, paragraph: str, letters: str, size: int) -> str:
    heads = _HEADS if _BOLD in letters else ""
    marks = f"{heads}{letters}{_size(size) if size else ''}"
    known = {"Title", "Subtitle", "Caption", "Header", "Footer", "Footnote Text"}
    own = "" if name in known else ' w:customStyle="1"'
    printed = name if name in {"Title", "Subtitle"} or own else name.lower()
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{identifier(name)}">'
        f'<w:name w:val="{printed}"/><w:basedOn w:val="{identifier(base)}"/><w:qFormat/>'
        f"{f'<w:pPr>{paragraph}</w:pPr>' if paragraph else ''}"
        f"{f'<w:rPr>{marks}</w:rPr>' if marks else ''}</w:style>"
    )


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points + 4}"/>'


_CHARACTERS = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="character" w:styleId="FootnoteReference">'
    '<w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    '</w:style><w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    '<w:rPr><w:color w:val="0B4F7D"/><w:u w:val="single"/></w:rPr></w:style>'
)


def _line(side: str, width: int, colour: str = "000000") -> str:
    return f'<w:{side} w:val="single" w:sz="{width}" w:space="0" w:color="{colour}"/>'


def _margins(side: int) -> str:
    return (
        f'<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
        f'<w:bottom w:w="0" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
    )


_TABLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    f"{_margins(85)}</w:tblPr></w:style>"
    '<w:style w:type="table" w:customStyle="1" w:styleId="Report"><w:name w:val="Report"/>'
    '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>'
    f"{_line('top', 10)}{_line('bottom', 6, '8C8C8C')}{_line('insideH', 4, '8C8C8C')}"
    f"</w:tblBorders>{_margins(85)}</w:tblPr>"
    '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr><w:tcBorders>'
    f"{_line('bottom', 10)}</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
    '<w:style w:type="table" w:customStyle="1" w:styleId="DocumentHead">'
    '<w:name w:val="Document Head"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    f"{_line('bottom', 14)}</w:tblBorders>{_margins(85)}</w:tblPr></w:style>"
    '<w:style w:type="table" w:customStyle="1" w:styleId="Summary"><w:name w:val="Summary"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    f"{_line('top', 8)}{_line('left', 8)}{_line('bottom', 8)}{_line('right', 8)}"
    f"</w:tblBorders>{_margins(170)}</w:tblPr></w:style>"
)

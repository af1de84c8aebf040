"""What counts as text in a Word file, and what a paragraph tells besides."""

import pytest
from tests.reading.word_files import (
    WHO,
    come,
    gone,
    packed,
    paragraph,
    run,
    word_file,
    word_parts,
)

from actionline.reading.errors import ReadingError
from actionline.reading.model import FootnoteMark, FootnoteText, Paragraph, Side, Source
from actionline.reading.sources.package import NOT_WORD
from actionline.reading.sources.word import HAS_COMMENTS, HAS_FOREIGN_PARTS, open_word

FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BEGIN, SEPARATE, END = (FIELD.format(kind) for kind in ("begin", "separate", "end"))
INSTRUCTION = "<w:r><w:instrText> REF place </w:instrText></w:r>"


def read(body: str, **parts: str) -> Source:
    return open_word(word_file(body, **parts), "file.docx")


def only(content: str, **parts: str) -> Paragraph:
    (found,) = read(paragraph(content), **parts).paragraphs
    return found


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/></w:r>", "a\tb\nc\n"),
        ("<w:r><w:t>ITU</w:t><w:noBreakHyphen/><w:t>T</w:t></w:r>", "ITU\u2011T"),
        ("<w:r><w:t>in</w:t><w:softHyphen/><w:t>side</w:t></w:r>", "inside"),
        ("<w:r><w:t> blanks kept only when asked </w:t></w:r>", "blanks kept only when asked"),
        (run("seen") + run("hidden", "<w:vanish/>"), "seen"),
        (f"<w:hyperlink>{run('link')}</w:hyperlink>", "link"),
        (f'<w:smartTag w:element="place">{run("Geneva")}</w:smartTag>', "Geneva"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('control')}</w:sdtContent></w:sdt>", "control"),
        (f'<w:customXml w:element="x">{run("custom")}</w:customXml>', "custom"),
        (f'<w:fldSimple w:instr="REF x">{run("simple")}</w:fldSimple>', "simple"),
        (BEGIN + INSTRUCTION + SEPARATE + run("result") + END + run("."), "result."),
        (BEGIN + INSTRUCTION + END + run("no result"), "no result"),
        (BEGIN + BEGIN + INSTRUCTION + SEPARATE + run("in") + END + SEPARATE + run("out"), "out"),
        ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "a+b"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt>"
            f"<w:rubyBase>{run('漢')}</w:rubyBase></w:ruby></w:r>",
            "漢",
        ),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>', "•"),
        ('<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', "α"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        ('<w:r><w:sym w:font="Symbol" w:char="nonsense"/></w:r>', ""),
    ],
)
def test_text_of_a_paragraph(content: str, text: str) -> None:
    assert only(content).source_text == text


def test_deleted_field_is_old_text_without_its_instruction() -> None:
    deleted = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:delInstrText>X</w:delInstrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:delText>5</w:delText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    found = only(f"<w:del {WHO}>{deleted}</w:del>" + come("6"))
    assert (found.on(Side.OLD), found.on(Side.NEW)) == ("5", "6")


def test_a_field_left_open_does_not_swallow_the_next_paragraph() -> None:
    source = read(paragraph(BEGIN + INSTRUCTION) + paragraph(run("text")))
    assert [p.source_text for p in source.paragraphs] == ["", "text"]


def test_text_box_is_read_once_and_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph(run('in the box'))}</w:txbxContent>"
    content = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    source = read(paragraph(run("before ") + content + run("after")) + paragraph(run("next")))
    assert [p.source_text for p in source.paragraphs] == ["before after", "in the box", "next"]


def test_a_branch_nobody_understands_gives_way_to_the_fallback() -> None:
    content = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="z9"><w:t>new sign</w:t></mc:Choice>'
        "<mc:Fallback><w:t>old sign</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert only(content).source_text == "old sign"


def test_tables_within_tables_in_reading_order() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph(run('inner'))}</w:tc></w:tr></w:tbl>"
    cell = f"<w:tc>{paragraph(run('outer'))}{inner}{paragraph(run('after'))}</w:tc>"
    wrapped = f"<w:sdt><w:sdtContent>{cell}</w:sdtContent></w:sdt>"
    source = read(f"<w:tbl><w:tr>{wrapped}</w:tr></w:tbl>")
    assert [p.source_text for p in source.paragraphs] == ["outer", "inner", "after"]


STYLES = (
    '<w:style w:type="paragraph" w:styleId="Call"><w:name w:val="Call"/>'
    '<w:rPr><w:i/></w:rPr><w:pPr><w:ind w:left="794"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Under"><w:name w:val="Under Call"/>'
    '<w:basedOn w:val="Call"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="ResNo"><w:name w:val="Res_No"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="标题 1"/></w:style>'
    '<w:style w:type="character" w:styleId="Slanted"><w:rPr><w:i/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Round"><w:basedOn w:val="Circle"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Circle"><w:basedOn w:val="Round"/></w:style>'
)


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        ("Call", "call"),
        ("Under", "undercall"),
        ("ResNo", "resno"),
        ("Heading1", "heading1"),
        ("Unknown", "unknown"),
        ("Round", "round"),
    ],
)
def test_style_name(identifier: str, name: str) -> None:
    body = paragraph(run("x"), f'<w:pStyle w:val="{identifier}"/>')
    assert read(body, styles=STYLES).paragraphs[0].style == name


@pytest.mark.parametrize(
    ("style", "runs", "italic"),
    [
        ("Under", run("recalling"), 9),
        ("Under", run("recalling", '<w:i w:val="0"/>'), 0),
        ("Under", run("not", '<w:rStyle w:val="Slanted"/>'), 0),
        ("ResNo", run("a", "<w:i/>") + run(") text"), 1),
        ("ResNo", run("Takes", "<w:i/>") + run(" ") + run("note", "<w:i/>") + run(" of"), 10),
        ("ResNo", run("slanted", '<w:rStyle w:val="Slanted"/>') + run(" not"), 7),
    ],
)
def test_leading_italics(style: str, runs: str, italic: int) -> None:
    body = paragraph(runs, f'<w:pStyle w:val="{style}"/>')
    assert read(body, styles=STYLES).paragraphs[0].italic == italic


def test_level_from_indent() -> None:
    body = paragraph(run("a"), '<w:ind w:left="1191"/>') + paragraph(
        run("b"), '<w:pStyle w:val="Under"/>'
    )
    assert [p.level for p in read(body, styles=STYLES).paragraphs] == [2, 1]


def note(identifier: int, text: str) -> str:
    inner = paragraph("<w:r><w:footnoteRef/></w:r>" + text)
    return f'<w:footnote w:id="{identifier}">{inner}</w:footnote>'


def reference(identifier: int, custom: str = "") -> str:
    follows = ' w:customMarkFollows="1"' if custom else ""
    sign = f"<w:t>{custom}</w:t>" if custom else ""
    return f'<w:r><w:footnoteReference{follows} w:id="{identifier}"/>{sign}</w:r>'


def test_footnotes_are_numbered_in_the_order_in_which_they_are_called_for() -> None:
    body = paragraph(run("first") + reference(9) + run(" second") + reference(4))
    source = read(body, footnotes=note(4, run(" Four")) + note(9, run(" Nine")))
    assert source.footnotes == (FootnoteText("1", "Nine"), FootnoteText("2", "Four"))
    assert source.paragraphs[0].footnotes == (FootnoteMark(5, "1"), FootnoteMark(12, "2"))


def test_a_mark_of_its_own_is_kept_and_not_counted() -> None:
    body = paragraph(run("a") + reference(1, "*") + run("b") + reference(2))
    source = read(body, footnotes=note(1, run("* Star")) + note(2, run("Two")))
    assert source.footnotes == (FootnoteText("*", "Star"), FootnoteText("1", "Two"))
    assert source.paragraphs[0].source_text == "ab"


def test_notes_are_counted_on_each_side() -> None:
    body = paragraph(
        f"<w:del {WHO}>{reference(1)}</w:del>{run('a')}{reference(2)}"
        f"<w:ins {WHO}>{reference(3)}</w:ins>"
    )
    notes = note(1, run("Gone")) + note(2, run("Two ") + gone("old") + come("new"))
    source = read(body, footnotes=notes + note(3, run("Come")))
    assert source.footnotes == (
        FootnoteText("1", "Gone", Side.OLD),
        FootnoteText("1", "Two new"),
        FootnoteText("2", "Come", Side.NEW),
    )


def test_endnotes_have_roman_numbers() -> None:
    body = paragraph(run("a") + '<w:r><w:endnoteReference w:id="1"/></w:r>')
    source = read(body, endnotes=f'<w:endnote w:id="1">{paragraph(run("End"))}</w:endnote>')
    assert source.footnotes == (FootnoteText("i", "End"),)


def test_what_was_left_out_is_said() -> None:
    source = read("<w:altChunk/>" + paragraph(run("a")), comments="")
    assert source.notes == (HAS_COMMENTS, HAS_FOREIGN_PARTS)


def test_the_strict_variant_and_other_prefixes() -> None:
    parts = word_parts("")
    parts["word/document.xml"] = (
        '<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p>'
        "<x:r><x:t>strict</x:t></x:r></x:p></x:body></x:document>"
    )
    assert open_word(packed(parts), "a").paragraphs[0].source_text == "strict"


def test_a_main_part_by_another_name_is_found() -> None:
    parts = word_parts(paragraph(run("elsewhere")))
    parts["word/other.xml"] = parts.pop("word/document.xml")
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace("document.xml", "other.xml")
    assert open_word(packed(parts), "a").paragraphs[0].source_text == "elsewhere"


def test_a_workbook_is_no_document() -> None:
    with pytest.raises(ReadingError, match=NOT_WORD):
        open_word(packed({"xl/workbook.xml": "<workbook/>"}), "a")

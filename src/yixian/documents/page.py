"""The empty page of a paper in Word, and its styles, as GB/T 9704—2012 wants them."""

from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor, Twips

from yixian.documents.layout import GB_T_9704 as PAGE
from yixian.documents.layout import Face
from yixian.documents.paper import Style

ROLES = {
    "title": "文件标题",
    "number": "发文字号",
    "address": "主送机关",
    "body": "正文仿宋",
    "first": "一级标题",
    "second": "二级标题",
    "centre": "居中",
    "sign": "署名日期",
    "signature": "签名",
    "label": "表格栏目",
    "cell": "表格内容",
    "gap": "间隔",
    "imprint": "版记",
    "cover_title": "封面标题",
}
"""Names of the styles, by what they are for."""
FACES: dict[str, Face] = {
    "cover_title": Face(family=PAGE.title.family, size=32),
    "title": PAGE.title,
    "first": PAGE.first,
    "second": PAGE.second,
    "label": PAGE.cell,
    "cell": PAGE.cell,
    "imprint": PAGE.imprint,
}
INDENTED = ("body", "first", "second")
IN_TABLES = ("label", "cell")
CELL_PITCH, FORM_PITCH = 24, 26
"""From line to line in a table, at least, and in the text of a form; a letter has the pitch of the standard."""
BOX = (
    '<w:drawing {names} xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" '
    'locked="0" layoutInCell="1" allowOverlap="0"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH>'
    '<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>'
    '<wp:extent cx="{wide}" cy="{high}"/><wp:wrapTopAndBottom/><wp:docPr id="1" name="imprint"/>'
    "<wp:cNvGraphicFramePr/><a:graphic><a:graphicData "
    'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
    '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>'
    '<wps:txbx><w:txbxContent/></wps:txbx><wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"/>'
    "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
)
"""A box without lines of its own at the foot of the type area (ISO/IEC 29500, DrawingML)."""
THICK, THIN = "8", "6"
"""Lines of the imprint, 0.35 and 0.25 millimetres, in eighths of a point and rounded to what Word knows."""


def blank_document(style: Style) -> Any:
    """Return a document with one empty A4 page: margins, styles and page number."""
    document = Document()
    body = document.element.body
    for paragraph in list(document.paragraphs):
        body.remove(paragraph._element)
    _section(document, numbered=style is Style.LETTER)
    for role, name in ROLES.items():
        _style(document, role, name, style)
    normal = document.styles["Normal"]
    _face(normal, PAGE.body)
    properties = document.core_properties
    properties.author = properties.comments = properties.title = ""
    return document


def _section(document: Any, *, numbered: bool) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(PAGE.width), Mm(PAGE.height)
    section.top_margin, section.bottom_margin = Mm(PAGE.top), Mm(PAGE.bottom)
    section.left_margin, section.right_margin = Mm(PAGE.left), Mm(PAGE.right)
    section.footer_distance = Mm(PAGE.bottom - PAGE.below) - Pt(PAGE.page_number.size)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(PAGE.pitch))
    if numbered:
        document.settings.odd_and_even_pages_header_footer = True
        _page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
        _page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _page_number(footer: Any, side: WD_ALIGN_PARAGRAPH) -> None:
    """`— 1 —`, one letter in from the outer edge."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = side
    away = Pt(PAGE.page_number.size)
    paragraph.paragraph_format.left_indent = away if side is WD_ALIGN_PARAGRAPH.LEFT else None
    paragraph.paragraph_format.right_indent = away if side is WD_ALIGN_PARAGRAPH.RIGHT else None
    for text, code in (("— ", ""), ("", "PAGE"), (" —", "")):
        run = paragraph.add_run(text)
        run_face(run, PAGE.page_number)
        if code:
            _field(run, code)


def _field(run: Any, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.text = text
        run._element.append(element)


def run_face(run: Any, face: Face) -> None:
    """Set a run in a typeface, Chinese and Latin alike."""
    run.font.size = Pt(face.size)
    run.font.name = face.family
    run._element.rPr.rFonts.set(qn("w:eastAsia"), face.family)


def _style(document: Any, role: str, name: str, of: Style) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    face = FACES.get(role, PAGE.body)
    letter = of is Style.LETTER or face is PAGE.title
    _face(style, face if letter else Face(family=face.family, size=min(face.size, PAGE.cell.size)))
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.widow_control = False
    _off_the_grid(style)
    if role == "cover_title":
        _face(style, face)
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.AT_LEAST, Twips(PAGE.pitch)
    elif role in IN_TABLES:
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.AT_LEAST, Pt(CELL_PITCH)
    elif letter:
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Twips(PAGE.pitch)
        _spread(style, PAGE.spacing)
    else:
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(FORM_PITCH)
    if role in INDENTED:
        spread = PAGE.spacing if letter else 0
        form.first_line_indent = Twips(PAGE.indent * (int(style.font.size.pt * 20) + spread))
    _ALIGN.get(role, _justified)(form)


def _face(style: Any, face: Face) -> None:
    style.font.size, style.font.name = Pt(face.size), face.family
    style.font.color.rgb = RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    fonts = properties.rFonts
    for name in ("w:eastAsia", "w:hAnsi", "w:ascii", "w:cs"):
        fonts.set(qn(name), face.family)
    for theme in ("w:asciiTheme", "w:eastAsiaTheme", "w:hAnsiTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")


def _spread(style: Any, twips: int) -> None:
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(twips))
    properties = style.element.get_or_add_rPr()
    properties.find(qn("w:sz")).addprevious(spacing)


def _off_the_grid(style: Any) -> None:
    """Lines keep their own pitch, which is the grid's, so that a large title takes no second line of it."""
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    properties = style.element.get_or_add_pPr()
    spacing = properties.find(qn("w:spacing"))
    spacing.addprevious(snap)


def _justified(form: Any) -> None:
    form.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _centred(form: Any) -> None:
    form.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _left(form: Any) -> None:
    form.alignment = WD_ALIGN_PARAGRAPH.LEFT


def _right(form: Any) -> None:
    """Four letters in from the edge, as the date of a letter stands."""
    form.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    form.right_indent = Pt(4 * PAGE.body.size)
    form.keep_together = True


def _to_sign(form: Any) -> None:
    form.alignment = WD_ALIGN_PARAGRAPH.LEFT
    form.keep_with_next = True
    form.tab_stops.add_tab_stop(Mm(PAGE.area[0] - 10), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)


def _title(form: Any) -> None:
    form.alignment = WD_ALIGN_PARAGRAPH.CENTER
    form.keep_with_next = True


def _imprinted(form: Any) -> None:
    edge = PAGE.area[0] - 10
    form.left_indent = Pt(PAGE.imprint.size)
    form.right_indent = Pt(PAGE.imprint.size)
    form.tab_stops.add_tab_stop(Mm(edge), WD_TAB_ALIGNMENT.RIGHT)


def _in_cell(form: Any) -> None:
    form.alignment = WD_ALIGN_PARAGRAPH.LEFT
    form.tab_stops.add_tab_stop(Mm(80), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)


def _gap(form: Any) -> None:
    form.line_spacing = Pt(8)


_ALIGN = {
    "title": _title,
    "cover_title": _title,
    "number": _centred,
    "centre": _centred,
    "label": _centred,
    "address": _left,
    "sign": _right,
    "signature": _to_sign,
    "imprint": _imprinted,
    "cell": _in_cell,
    "gap": _gap,
}


def fixed_widths(table: Any, widths: Sequence[int]) -> None:
    """Give the columns of a table their widths, in twips."""
    properties = table._tbl.tblPr
    layout = OxmlElement("w:tblLayout")
    layout.set(qn("w:type"), "fixed")
    properties.append(layout)
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Twips(width)


def border_table(table: Any) -> None:
    """Draw thin lines around every cell."""
    _borders(table, dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), "4"))


def _borders(table: Any, sizes: dict[str, str]) -> None:
    borders = OxmlElement("w:tblBorders")
    for side, size in sizes.items():
        borders.append(_line(side, size))
    table._tbl.tblPr.append(borders)


def _line(side: str, size: str) -> Any:
    line = OxmlElement(f"w:{side}")
    for key, value in (("val", "single"), ("sz", size), ("space", "0"), ("color", "000000")):
        line.set(qn(f"w:{key}"), value)
    return line


def foot(document: Any, lines: Sequence[Any]) -> None:
    """Let paragraphs stand together at the foot of the type area of the page on which the document ends."""
    wide, high = Mm(PAGE.area[0]), Twips(PAGE.pitch) * len(lines)
    drawing = parse_xml(BOX.format(names=nsdecls("w", "wp", "a"), wide=int(wide), high=int(high)))
    content = drawing.find(".//" + qn("w:txbxContent"))
    for number, paragraph in enumerate(lines):
        borders = OxmlElement("w:pBdr")
        borders.append(_line("top", THIN if number else THICK))
        if number == len(lines) - 1:
            borders.append(_line("bottom", THICK))
        paragraph._p.get_or_add_pPr().find(qn("w:pStyle")).addnext(borders)
        content.append(paragraph._p)
    document.add_paragraph("", style=ROLES["gap"]).add_run()._r.append(drawing)


def keep_whole(row: Any) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))

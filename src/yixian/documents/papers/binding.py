"""What holds a dossier together, and the slip on which a delivery is signed."""

from django.utils.translation import gettext_lazy as _

from yixian.documents.paper import Blank, Numbering, Paper, Style, register
from yixian.documents.papers.blanks import REMARK, day, line
from yixian.procedures.enums import FieldKind
from yixian.procedures.language import Choice

COVER = register(
    Paper(
        key="dossier_cover",
        title=_("Cover of the dossier"),
        heading="卷宗封面",
        style=Style.COVER,
        numbering=Numbering(mark="人调字", form="（{year}）{mark}第{ordinal:04d}号"),
        blanks=(
            line("name", _("Name of the dossier"), "{{ dossier_name }}"),
            line("mediators", _("Mediators or handling officers"), "{{ mediators or officer }}"),
            day("begun_on", _("Begun on"), "{{ accepted_on or raised_on }}"),
            day("ended_on", _("Ended on"), "{{ ended_on or today }}"),
            line("compiled_by", _("Who puts the dossier together"), "{{ officer }}"),
            day("compiled_on", _("Put together on")),
            REMARK,
        ),
    )
)
CATALOGUE = register(Paper(key="dossier_catalogue", title=_("List of contents"), heading="卷内目录"))
NOTE = register(
    Paper(
        key="dossier_note",
        title=_("Note on the dossier"),
        heading="卷宗情况说明",
        blanks=(REMARK, line("compiled_by", _("Who puts the dossier together"), "{{ officer }}")),
    )
)
BACK = register(Paper(key="dossier_back", title=_("Back of the dossier"), heading="封底", style=Style.COVER))
SLIP = register(Paper(key="dossier_slip", title=_("Slip for what cannot be bound"), heading="另存材料说明"))
RECEIPT = register(
    Paper(
        key="delivery_receipt",
        title=_("Slip of delivery"),
        heading="送达回证",
        blanks=(
            line("delivered", _("Which paper, with its number"), "{{ last_paper }}"),
            line("to", _("Who receives it"), "{{ raiser_names }}"),
            line("where", _("Place"), "{{ raiser_address }}"),
            Blank(
                key="method",
                label=_("How"),
                kind=FieldKind.CHOICE,
                default="直接送达",
                choices=(
                    Choice(value="直接送达", label=_("handed over against a signature")),
                    Choice(value="挂号邮寄", label=_("registered mail")),
                    Choice(value="留置送达", label=_("left at the place")),
                    Choice(value="电子送达", label=_("electronically, with their consent")),
                    Choice(value="公告送达", label=_("public notice")),
                ),
            ),
            line("by", _("Who delivers it"), "{{ officer }}"),
            REMARK,
        ),
        signed_by=(_("whoever receives it"),),
    )
)

"""Documents that hold every feature, in six languages, and large ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from actionline.common.setting.document import (
    Column,
    Document,
    Head,
    Label,
    ListOf,
    Paragraph,
    Picture,
    Run,
    Section,
    Source,
    Table,
)

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh-hans")

#: What each language says, in the order of `_NAMES`.
_NAMES = """title subtitle organisation meeting agenda item original origin summary action heading
opening sentence note strong told sub first second third caption what who count body other annex
draft chart""".split()
_WORDS = {
    "en": (
        "Follow-up of the outcomes of the Summit",
        "Report by the Secretary-General",
        "International Telecommunication Union",
        "Council, Geneva, 5–15 May 2027",
        "Agenda item",
        "PL 1.4",
        "Original language",
        "English",
        "This report tells what was done since the session before to carry out the outcomes.",
        "The Council is invited to note the report.",
        "Measures taken",
        "The Council asked the Secretary-General to keep an open register of projects",
        "In the period, 1,284 projects were entered.",
        "As of 31 March 2027, projects that were taken back not counted.",
        "Three tasks are overdue",
        "and are told of in the annex.",
        "Tasks without a lead",
        "name a lead for each task;",
        "send the drafts in time for translation;",
        "tell of what hinders the work.",
        "Tasks by body",
        "Task",
        "Body",
        "Projects",
        "Telecommunication Development Bureau",
        "United Nations Economic and Social Commission for Western Asia",
        "List of tasks",
        "Draft of 3 May 2027",
        "Bars: the development bureau has 812 projects, the commission 472.",
    ),
    "fr": (
        "Suivi des résultats du Sommet",
        "Rapport de la Secrétaire générale",
        "Union internationale des télécommunications",
        "Conseil, Genève, 5-15 mai 2027",
        "Point de l’ordre du jour",
        "PL 1.4",
        "Langue originale",
        "anglais",
        "Le présent rapport rend compte de ce qui a été fait depuis la session précédente.",
        "Le Conseil est invité à prendre note du rapport.",
        "Mesures prises",
        "Le Conseil a prié la Secrétaire générale de tenir un registre ouvert des projets",
        "Pendant la période, 1 284 projets ont été inscrits.",
        "Au 31 mars 2027, sans les projets retirés.",
        "Trois tâches sont en retard",
        "et figurent dans l’annexe.",
        "Tâches sans responsable",
        "désigner un responsable pour chaque tâche;",
        "envoyer les projets à temps pour la traduction;",
        "signaler ce qui fait obstacle aux travaux.",
        "Tâches par organe",
        "Tâche",
        "Organe",
        "Projets",
        "Bureau de développement des télécommunications",
        "Commission économique et sociale pour l’Asie occidentale",
        "Liste des tâches",
        "Projet du 3 mai 2027",
        "Barres: le bureau compte 812 projets, la commission 472.",
    ),
    "es": (
        "Seguimiento de los resultados de la Cumbre",
        "Informe de la Secretaria General",
        "Unión Internacional de Telecomunicaciones",
        "Consejo, Ginebra, 5-15 de mayo de 2027",
        "Punto del orden del día",
        "PL 1.4",
        "Idioma original",
        "inglés",
        "El presente informe da cuenta de lo realizado desde la reunión anterior.",
        "Se invita al Consejo a tomar nota del informe.",
        "Medidas adoptadas",
        "El Consejo pidió a la Secretaria General que llevara un registro abierto de proyectos",
        "Durante el periodo se inscribieron 1284 proyectos.",
        "A 31 de marzo de 2027, sin los proyectos retirados.",
        "Tres tareas están atrasadas",
        "y figuran en el anexo.",
        "Tareas sin responsable",
        "designar un responsable de cada tarea;",
        "enviar los borradores a tiempo para la traducción;",
        "señalar lo que obstaculiza el trabajo.",
        "Tareas por órgano",
        "Tarea",
        "Órgano",
        "Proyectos",
        "Oficina de Desarrollo de las Telecomunicaciones",
        "Comisión Económica y Social para Asia Occidental",
        "Lista de tareas",
        "Borrador de 3 de mayo de 2027",
        "Barras: la oficina tiene 812 proyectos, la comisión 472.",
    ),
    "ru": (
        "Последующая деятельность по итогам Встречи на высшем уровне",
        "Отчет Генерального секретаря",
        "Международный союз электросвязи",
        "Совет, Женева, 5–15 мая 2027 года",
        "Пункт повестки дня",
        "PL 1.4",
        "Язык оригинала",
        "английский",
        "В отчете сообщается о том, что сделано со времени предыдущей сессии.",
        "Совету предлагается принять отчет к сведению.",
        "Принятые меры",
        "Совет поручил Генеральному секретарю вести открытый реестр проектов",
        "За отчетный период внесено 1284 проекта.",
        "По состоянию на 31 марта 2027 года, без отозванных проектов.",
        "Три задачи просрочены",
        "и указаны в приложении.",
        "Задачи без ответственного",
        "назначить ответственного за каждую задачу;",
        "направить проекты вовремя для перевода;",
        "сообщить о том, что мешает работе.",
        "Задачи по органам",
        "Задача",
        "Орган",
        "Проекты",
        "Бюро развития электросвязи",
        "Экономическая и социальная комиссия для Западной Азии",
        "Перечень задач",
        "Проект от 3 мая 2027 года",
        "Столбцы: у бюро 812 проектов, у комиссии 472.",
    ),
    "ar": (
        "متابعة نواتج القمة",
        "تقرير من الأمينة العامة",
        "الاتحاد الدولي للاتصالات",
        "المجلس، جنيف، 5-15 مايو 2027",
        "بند جدول الأعمال",
        "PL 1.4",
        "اللغة الأصلية",
        "الإنكليزية",
        "يعرض هذا التقرير ما أُنجز منذ الدورة السابقة لتنفيذ النواتج.",
        "يُدعى المجلس إلى الإحاطة علماً بالتقرير.",
        "التدابير المتخذة",
        "طلب المجلس من الأمينة العامة أن تحتفظ بسجل مفتوح للمشاريع",
        "وخلال الفترة سُجّل 1 284 مشروعاً.",
        "في 31 مارس 2027، دون المشاريع المسحوبة.",
        "ثلاث مهام متأخرة",
        "وهي مبينة في الملحق.",
        "مهام بلا جهة مسؤولة",
        "تسمية جهة مسؤولة عن كل مهمة؛",
        "إرسال المشاريع في الوقت المناسب للترجمة؛",
        "الإبلاغ عما يعوق العمل.",
        "المهام حسب الهيئة",
        "المهمة",
        "الهيئة",
        "المشاريع",
        "مكتب تنمية الاتصالات",
        "لجنة الأمم المتحدة الاقتصادية والاجتماعية لغربي آسيا (ESCWA)",
        "قائمة المهام",
        "مشروع بتاريخ 3 مايو 2027",
        "أعمدة: لدى المكتب 812 مشروعاً ولدى اللجنة 472.",
    ),
    "zh-hans": (
        "峰会成果的后续行动",
        "秘书长的报告",
        "国际电信联盟",
        "理事会，2027年5月5日至15日，日内瓦",
        "议项",
        "PL 1.4",
        "原文语言",
        "英文",
        "本报告介绍上届会议以来为落实成果所开展的工作。",
        "请理事会将本报告记录在案。",
        "采取的措施",
        "理事会要求秘书长保持一个开放的项目登记册",
        "在此期间，共登记了1 284个项目。",
        "截至2027年3月31日，不含已撤回的项目。",
        "三项任务已逾期",
        "详见附件。",
        "没有牵头方的任务",
        "为每项任务指定牵头方；",
        "及时提交草案以便翻译；",
        "说明妨碍工作的因素。",
        "按机构分列的任务",
        "任务",
        "机构",
        "项目",
        "电信发展局",
        "联合国西亚经济社会委员会",
        "任务清单",
        "2027年5月3日草案",
        "条形图：发展局有812个项目，委员会有472个。",
    ),
}

_SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="440" height="80" viewBox="0 0 440 80"
 direction="{way}" font-family="system-ui, sans-serif" font-size="13">
<text x="{x}" y="14" fill="currentColor">{body}</text>
<rect x="{first}" y="20" width="240" height="12" fill="currentColor" fill-opacity="0.6"/>
<text x="{x}" y="54" fill="currentColor">{other}</text>
<rect x="{second}" y="60" width="140" height="12" fill="currentColor" fill-opacity="0.6"/></svg>"""

REGISTER = Source("stocktaking.project", "7", "Connect the villages", "/en/stocktaking/7/")
TASK = Source("mandates.mandate", "3", "Keep an open register", "/en/mandates/3/")


def told(language: str) -> dict[str, str]:
    """The words of a language, by name."""
    return dict(zip(_NAMES, _WORDS[language], strict=True))


def full(language: str) -> Document:
    """A document with every feature."""
    w = told(language)
    return Document(
        title=w["title"],
        subtitle=w["subtitle"],
        language=language,
        draft=w["draft"],
        address="https://actionline.example/reports/1/",
        digest="0f" * 32,
        head=Head(
            organisation=w["organisation"],
            meeting=w["meeting"],
            symbol=f"C27/59-{language[0].upper()}",
            day=date(2027, 5, 3),
            labels=(Label(w["agenda"], w["item"]), Label(w["original"], w["origin"])),
            summary=w["summary"],
            action_required=w["action"],
        ),
        sections=(_measures(w, language), _tasks(w), _annex(w)),
    )


def _measures(w: dict[str, str], language: str) -> Section:
    first = (
        Run(f"{w['opening']} ("),
        Run("A/RES/80/173", code=True, url="https://undocs.org/A/RES/80/173"),
        Run(") – "),
        Run("le Sommet mondial", language="fr", emphasis=True),
        Run("; "),
        Run("مجتمع المعلومات", language="ar"),
        Run(". "),
        Run(w["sentence"], key="s-1", sources=(REGISTER,)),
        Run("", key="s-1", note=w["note"]),
    )
    second = (
        Run(w["strong"], strong=True, key="s-2", sources=(TASK, REGISTER)),
        Run(f" {w['told']}", key="s-2", emphasis=True),
    )
    items = ((Run(w["first"]),), (Run(w["second"]),), (Run(w["third"], sources=(TASK,)),))
    return Section(
        "measures",
        w["heading"],
        (
            Paragraph(first, number="1.", key="p-1"),
            Paragraph(second, number="2.", key="p-2"),
            ListOf(items, ordered=True, key="l-1"),
            ListOf(items[:2], key="l-2"),
            Picture(_drawing(w, language), w["chart"], _table(w), key="c-1"),
        ),
        number="I.",
    )


def _drawing(w: dict[str, str], language: str) -> str:
    rtl = language == "ar"
    return _SVG.format(
        way="rtl" if rtl else "ltr",
        x=440 if rtl else 0,
        first=200 if rtl else 0,
        second=300 if rtl else 0,
        body=w["body"],
        other=w["other"],
    )


def _table(w: dict[str, str]) -> Table:
    columns = (Column(w["what"], width=2), Column(w["who"], width=3), Column(w["count"], "end"))
    rows = tuple(
        ((Run(task),), (Run(body),), (Run(count, sources=(REGISTER,)),))
        for task, body, count in (
            (w["first"], w["body"], "812"),
            (w["second"], w["other"], "472"),
        )
    )
    return Table(w["caption"], columns, rows, number="1", note=w["note"], key="t-1")


def _tasks(w: dict[str, str]) -> Section:
    third = Paragraph((Run(w["summary"]),), number="3.", key="p-3")
    return Section("tasks", w["sub"], (third,), number="A.", level=2)


def _annex(w: dict[str, str]) -> Section:
    first = Paragraph((Run(w["summary"], note=w["action"]),), number="1.", key="a-1")
    return Section("annex", w["annex"], (first, replace(_table(w), key="t-2")), annex=True)


def large(language: str, mandates: int = 300, evidence: int = 2000) -> Document:
    """A report of so many mandates, a paragraph each, and a row for each piece of evidence."""
    w = told(language)
    paragraphs = tuple(
        Paragraph(
            (
                Run(f"{w['opening']} ("),
                Run(f"C27/{number}", code=True),
                Run("). "),
                Run(w["sentence"], key=f"s-{number}", sources=(TASK, REGISTER)),
                Run(f" {w['summary']} {w['told']}", note=w["note"] if number % 10 == 0 else ""),
            ),
            number=f"{number}.",
            key=f"p-{number}",
        )
        for number in range(1, mandates + 1)
    )
    rows = tuple(
        (
            (Run(f"{number}. {w['first']}"),),
            (Run(w["body" if number % 2 else "other"]),),
            (Run(str(number * 37 % 999), sources=(REGISTER,)),),
        )
        for number in range(1, evidence + 1)
    )
    annex = Section("annex", w["annex"], (replace(_table(w), rows=rows),), annex=True)
    sections = tuple(
        Section(f"part-{at}", f"{w['heading']} {at // 50 + 1}", paragraphs[at : at + 50])
        for at in range(0, mandates, 50)
    )
    return replace(full(language), sections=(*sections, annex))

"""Words for `bench.search`: made-up projects in six languages, the same on every run.

Words come about as often as in real texts: a few everywhere, many in one entry only (Zipf). What
stands in the lists below is ours; the many rare words are made of syllables of each script.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random

LANGUAGES = {"en": 34, "fr": 16, "es": 14, "zh": 14, "ar": 12, "ru": 10}
_TAIL = 20_000  # rare words of each language
_TRANSLATED = 0.45  # of the entries in other languages have an English text too
_COMMON = {
    "en": "the of and to in for with a on by is an as from at community digital information project training access women schools rural network young people support services local government education society public online health internet teachers farmers skills centre national open data system development village climate security library market regional capacity inclusion accessible disability language content mobile",  # noqa: E501
    "fr": "de la et les des le en du un une pour dans par sur avec est au numérique projet formation communauté accès femmes écoles réseau jeunes services société information éducation rural santé internet public développement données ouverte compétences enseignants agriculteurs centre national système village climat sécurité bibliothèque marché régional inclusion langue contenu mobile",  # noqa: E501
    "es": "de la y el en los las para con un una por del que se es digital proyecto formación comunidad acceso mujeres escuelas red jóvenes servicios sociedad información educación rural salud internet público desarrollo datos abierta competencias docentes agricultores centro nacional sistema aldea clima seguridad biblioteca mercado regional inclusión lengua contenido móvil",  # noqa: E501
    "ru": "и в на с для по от из к цифровой проект обучение сообщество доступ женщины школы сеть молодежь услуги общество информация образование сельский здоровье интернет развитие данные открытый навыки учителя фермеры центр национальный система деревня климат безопасность библиотека рынок региональный язык содержание мобильный",  # noqa: E501
    "ar": "في من على إلى مع هذا المشروع الرقمية التدريب المجتمع الوصول النساء المدارس الشبكة الشباب الخدمات المعلومات التعليم الريفية الصحة الإنترنت التنمية البيانات المفتوحة المهارات المعلمين المزارعين المركز الوطني النظام القرية المناخ الأمن المكتبة السوق الإقليمي اللغة المحتوى المحمول",  # noqa: E501
    "zh": "的 和 在 为 项目 数字 培训 社区 接入 妇女 学校 网络 青年 服务 社会 信息 教育 农村 健康 互联网 发展 数据 开放 技能 教师 农民 中心 国家 系统 村庄 气候 安全 图书馆 市场 区域 语言 内容 移动 人工智能 信息社会",  # noqa: E501
}
_SYLLABLES = {
    "en": "ba de fi go lu mar ten sol vi ran ke por tal mi zen dor pla stra qui lo",
    "fr": "bri dou fai lon mar tou ché vel rin peu tal mie zon dor pla tre qui loi sau né",
    "es": "ba dor fi gra lu mar ten sol vi ran que por tal mi zo ña pla tre llo cue",
    "ru": "ба де фи го лу мар тен сол ви ран ке пор тал ми зен дор пла стра жи ло",
    "ar": "با دي في جو لم مر تن سل بي رن كا بر تل مي زن در بل شر قي لو",
    "zh": "山 川 云 林 江 石 光 新 东 南 金 华 明 海 天 文 永 安 长 宁",
}
_SIGNS = "ICT WSIS C7 2025 SDG 4.1 A/RES/70/125 e-health 5G C2 2030 AI".split()


@dataclass(frozen=True)
class Made:
    """A made-up project: its title, entity and summary, the same in English where it was
    translated, and the source of chance for whatever else it has."""

    language: str
    title: str
    entity: str
    summary: str
    english: tuple[str, str] | None
    random: Random


def made(number: int) -> Made:
    """The project of this number."""
    random = Random(number)
    language = random.choices(list(LANGUAGES), list(LANGUAGES.values()))[0]
    title, summary = _texts(random, language)
    joint = "" if language == "zh" else " "
    entity = joint.join(_draw(random, language, random.randint(2, 4)))
    translated = language != "en" and random.random() < _TRANSLATED
    english = _texts(random, "en") if translated else None
    return Made(language, title, entity, summary, english, random)


def some(random: Random, values: Sequence[str], most: int) -> list[str]:
    """One to `most` of these values: the first ones often, the last seldom."""
    # the square of an even draw: half of the entries in the first quarter of the values
    many = range(random.randint(1, most))
    return sorted({values[int(len(values) * random.random() ** 2)] for _ in many})


def _texts(random: Random, language: str) -> tuple[str, str]:
    joint = "" if language == "zh" else " "
    title = joint.join(_draw(random, language, random.randint(4, 9)))
    sentences = []
    for _sentence in range(random.randint(6, 10)):
        words = _draw(random, language, random.randint(8, 20))
        if random.random() < 0.2:
            words.insert(random.randrange(len(words)), f" {random.choice(_SIGNS)} ")
        sentences.append(joint.join(words))
    stop = "。" if language == "zh" else ". "
    return title, stop.join(sentences)


def _draw(random: Random, language: str, number: int) -> list[str]:
    words, weights = _vocabulary(language)
    return random.choices(words, cum_weights=weights, k=number)


@cache
def _vocabulary(language: str) -> tuple[list[str], list[float]]:
    """The words of a language and their weights, added up."""
    random = Random(language)
    common = _COMMON[language].split()
    syllables = _SYLLABLES[language].split()
    tail = ["".join(random.choices(syllables, k=random.randint(2, 4))) for _ in range(_TAIL)]
    words = list(dict.fromkeys(common + tail))
    return words, list(accumulate(1 / (rank + 4) for rank in range(len(words))))

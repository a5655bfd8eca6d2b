"""A caller's text as it is heard: full-width, traditional, spaced, decorated and misspelt writing made plain.

Every plain character keeps the place it came from, so that what is found can be shown in the caller's words.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

# A term never reaches over the end of a clause.
CLAUSE_ENDS: Final = "，。！？；、：,.!?;:\n"
# Marks that people put inside a word, or use to break it past a filter.
INNER_MARKS: Final = "!?.…~·*-_/|\\+="
# From here on characters are CJK, where spaces carry no meaning.
FIRST_CJK: Final = "\u2e80"
# Traditional characters of calls for help and their simplified forms (written for this list of words).
_TRADITIONAL: Final = (
    "殺杀說说會会來来從从開开槍枪彈弹藥药農农樓楼橋桥車车門门們们個个兩两傷伤對对過过還还這这裡里裏里著着燒烧煙烟氣气災灾"
    "搶抢綁绑孫孙兒儿媽妈爺爷嬰婴醫医暈晕壓压圍围毆殴鬥斗鬪斗掙挣頭头臉脸鐵铁鋼钢錘锤鋤锄鍬锹鐮镰帶带舉举繩绳東东內内間间"
    "電电護护欄栏頂顶沖冲沒没無无嚇吓聽听見见發发報报進进闖闯離离鎖锁關关體体歲岁誰谁讓让麼么嗎吗為为爲为與与當当現现時时後后"
    "幾几動动點点遺遗書书輕轻絕绝斷断髒脏剛刚邊边臺台陽阳輾碾軋轧貨货騎骑學学師师獵猎劍剑釘钉瘋疯亂乱鬧闹罵骂婦妇滅灭礦矿"
    "爐炉洩泄陷险險险懸悬懷怀產产腦脑衝冲豬猪雞鸡鳥鸟遊游戲戏劇剧視视聞闻問问諮咨詢询請请導导練练證证賠赔價价廣广場场隻只條条"
    "辦办處处應应該该撲扑鄰邻揚扬脅胁脖脖踹踹動动鄉乡強强姦奸褻亵癲癫擊击劫劫債债錢钱堅坚瓶瓶斃毙聲声響响壞坏墜坠滾滚滑滑澆浇"
    "噴喷濺溅濃浓塵尘淚泪餵喂腳脚腸肠膠胶噎噎嚥咽窒窒嗆呛溝沟庫库溫温涼凉熱热凍冻雙双單单觸触線线擋挡攔拦拋抛"
)
_SIMPLIFIED: Final = {_TRADITIONAL[at]: _TRADITIONAL[at + 1] for at in range(0, len(_TRADITIONAL), 2)}
_OTHER_SIGNS: Final = frozenset({"So", "Sk", "Mn", "Me", "Cf", "Cs", "Co", "Cn"})


@dataclass(frozen=True, slots=True)
class PlainText:
    """`places[i]` is where `text[i]` begins in the caller's text, `ends[i]` where it is over."""

    text: str
    places: tuple[int, ...]
    ends: tuple[int, ...]


def plain_text(*, text: str, variants: Mapping[str, str], is_joined: bool = False) -> PlainText:
    """Return the text made plain. `variants`: how words are also written → what is meant; longest first.

    `is_joined`: marks inside Chinese words (救!命) are dropped too, at the price of clauses that run together.
    """
    kept = _without_signs(_letters(text, variants), is_joined=is_joined)
    return _as_meant(kept, variants)


def _letters(text: str, variants: Mapping[str, str]) -> list[tuple[str, int]]:
    """Return plain characters with their places; a sign that stands for a word (🔪) stays for `variants`."""
    letters = []
    for place, character in enumerate(text):
        for plain in unicodedata.normalize("NFKC", character).casefold():
            is_sign = unicodedata.category(plain) in _OTHER_SIGNS and plain not in variants
            if not is_sign:
                letters.append((_SIMPLIFIED.get(plain, plain), place))
    return letters


def _without_signs(letters: Sequence[tuple[str, int]], *, is_joined: bool) -> list[tuple[str, int]]:
    """Drop spaces between Chinese characters, inner marks, and with `is_joined` the ends of clauses among them."""
    dropped = set(INNER_MARKS) if is_joined else set(INNER_MARKS) - set(CLAUSE_ENDS)
    kept: list[tuple[str, int]] = []
    for index, (letter, place) in enumerate(letters):
        if letter.isspace() and letter != "\n":
            beside = [one for one, _ in letters[max(0, index - 1) : index + 2]]
            if any(one >= FIRST_CJK for one in beside):
                continue
        elif letter in dropped and kept and kept[-1][0] >= FIRST_CJK:
            continue
        kept.append((letter, place))
    return kept


def _as_meant(letters: Sequence[tuple[str, int]], variants: Mapping[str, str]) -> PlainText:
    """Write the words that are meant in the place of those that were typed."""
    text = "".join(letter for letter, _ in letters)
    by_first: dict[str, list[str]] = {}
    for written in sorted(variants, key=lambda one: (-len(one), one)):
        by_first.setdefault(written[0], []).append(written)
    plain, places, ends, index = [], [], [], 0
    while index < len(text):
        written = next((one for one in by_first.get(text[index], ()) if _stands_at(text, index, one)), "")
        length = len(written) or 1
        meant = variants[written] if written else text[index]
        first, last = letters[index][1], letters[index + length - 1][1] + 1
        for letter in meant:
            plain.append(letter)
            places.append(first)
            ends.append(last)
        index += length
    return PlainText("".join(plain), tuple(places), tuple(ends))


def _stands_at(text: str, index: int, word: str) -> bool:
    """Tell whether the word stands there; one of Latin letters only as a whole word."""
    if not text.startswith(word, index):
        return False
    if not word.isascii():
        return True
    before, after = text[index - 1 : index], text[index + len(word) : index + len(word) + 1]
    return not any(one.isascii() and one.isalnum() for one in (before, after))

"""The replies that are streamed: mixed Chinese, English, lists, tables and code, the same in every run.

A token here is a piece of 3 to 6 characters, 4.4 in the mean, cut without regard to words. It is not what a
tokenizer makes: for a view it counts how many pieces come, and how long the text becomes.
"""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain, count, cycle, islice

END = "完毕。"
"How every reply ends; it stands nowhere else, so a page that shows it has the whole reply."

_LENGTHS = (3, 4, 5, 4, 6)
_CLOSING = f"\n\nThis is where the reply ends. {END}"
_CHINESE = (
    "第{n}天早上先去清水寺，人少、光线也好；从二年坂慢慢走下来，路边的豆腐店值得停一停。"
    "下午坐地铁到伏见稻荷，沿着**千本鸟居**走到半山腰就够了，大约两个小时，记得带一瓶水。"
    "晚上回到河原町吃饭，提前一天订位，不然要等很久。预算大概是每人 {n},800 日元。"
)
_ENGLISH = (
    "On day {n} the plan is *deliberately* light: a museum in the morning, a long lunch, and a walk along "
    "the river while the shops are still open. If it rains, swap the walk for the covered market at Nishiki; "
    "it is ten minutes away, and `bus {n}` stops right in front. Tickets are cheaper "
    "[online](https://example.org/{n})."
)
_ADVICE = (
    "关于住宿，第 {n} 晚建议住在车站附近：行李多的时候少走十分钟，比房间大两平方米更要紧。如果同行的人怕吵，"
    "就选背街的一侧；早餐可以不订，楼下的便利店和咖啡馆六点半就开门，饭团、三明治、热牛奶都有，价钱只要一半。\n"
    "> 提醒：退房时间多半是上午十点，前台可以代存行李到晚上，*一般不收费*。"
)
_LIST = """- 早餐：面包店 No. {n}，开门很早
- Bring an umbrella, a power bank and some cash
- **交通卡** works on every bus and train
  - 余额不足时可以在便利店充值
  - children ride at half price
- 晚上九点以后 many kitchens are closed"""
_NUMBERED = """1. 到站后先把行李寄存在第 {n} 号出口
2. Walk two blocks north to the bridge
3. 在桥边拍照，then follow the river for about {n} minutes"""
_TABLE = """| 时间 | Place | 花费 (JPY) | Note |
| --- | --- | ---: | :---: |
| 09:{n:02d} | 清水寺 | 400 | go early |
| 12:{n:02d} | Nishiki market | 1,{n:03d} | 午饭 |
| 15:{n:02d} | 伏见稻荷大社 | 0 | free, always open |
| 18:{n:02d} | Pontocho | 5,{n:03d} | 需要**预约** |"""
_CODE = '''```python
@dataclass(frozen=True)
class Stop{n}:
    """一站：名字、到达时间、花费。"""

    name: str
    cost: int = {n} * 100

    def total(self, people: int) -> int:
        # children under six ride free
        return sum(self.cost for _ in range(people) if self.name != "market")
```'''
_ITEM = "{n}. **第 {n} 站**：坐 `{n}` 路，then walk for about {n} minutes\n   - 人少，光线也好\n"
_HEAD = "| 站 | Place | 花费 (JPY) |\n| --- | --- | ---: |\n"
_ROW = "| 第 {n} 站 | **清水寺** No. {n} | {n},800 |\n"
_BLOCKS = ("## 第 {n} 天 Day {n}", _CHINESE, _ENGLISH, _LIST, _TABLE, _ADVICE, _CODE, _NUMBERED, _ENGLISH)


@cache
def tokens(amount: int, kind: str = "mixed") -> tuple[str, ...]:
    """A reply of exactly so many tokens."""
    lengths = list(islice(cycle(_LENGTHS), amount))
    text = _text(sum(lengths), _KINDS[kind])
    pieces, at = [], 0
    for length in lengths:
        pieces.append(text[at : at + length])
        at += length
    return tuple(pieces)


@cache
def reply(amount: int, kind: str = "mixed") -> str:
    """The same reply as one text."""
    return "".join(tokens(amount, kind))


def _text(characters: int, parts: Callable[[], Iterator[str]]) -> str:
    """Whole parts, then English words to the exact length, then the closing."""
    room = characters - len(_CLOSING)
    body = ""
    for part in parts():
        if len(body) + len(part) > room:
            break
        body += part
    filler = (_ENGLISH.format(n=1) + " ") * 3
    return body + filler[: room - len(body)] + _CLOSING


def _blocks() -> Iterator[str]:
    for n in count(1):
        for block in _BLOCKS:
            yield block.format(n=n) + "\n\n"


def _endless(part: str) -> Iterator[str]:
    return (part.format(n=n) for n in count(1))


LONG_BLOCKS: dict[str, Callable[[], Iterator[str]]] = {
    "list": lambda: _endless(_ITEM),
    "table": lambda: chain([_HEAD], _endless(_ROW)),
    "paragraph": lambda: _endless(_CHINESE),
}
"Replies that are one block without an end, by its kind."
_KINDS = {"mixed": _blocks, **LONG_BLOCKS}

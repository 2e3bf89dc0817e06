"""自己的密钥。"""

from oreai.i18n.texts.own_keys import OwnKeysTexts

OWN_KEYS = OwnKeysTexts(
    title="自己的密钥",
    hint="在某家服务商那里有自己的密钥？添加到这里，它的模型就会出现在每个对话的模型列表里：不占你的次数，别人也用不了。",
    name="名字",
    name_hint="在列表里怎么称呼它，比如“DeepSeek”。",
    base_url="地址",
    base_url_hint="服务商所说的 base URL，以 https:// 开头，通常以 /v1 结尾。",
    key="密钥",
    key_hint="加密保存，以后不再显示，只能看到最后四位。",
    models="模型",
    models_hint="模型的名字，用逗号隔开。留空就用服务商列出的全部模型。",
    add="添加",
    key_ends="密钥尾号",
    no_key="没有密钥",
    used="上次使用",
    never_used="还没用过",
    try_out="测试",
    trying="正在连接…",
    works="可以使用。",
    works_models="可以使用，共 {count} 个模型。",
    forget="删除",
    wrong={
        "name": "名字需要 1 到 40 个字符。",
        "base_url": "OreAI 不会访问这个地址：它必须是公开的，并以 https:// 开头。",
        "key": "这不像是密钥：里面有空格或特殊字符，或者太长。",
        "models": "最多填 50 个模型，每个名字不超过 200 个字符。",
    },
    name_taken="你已经有一个叫这个名字的了。",
    too_many="最多可以添加 {limit} 个，请先删除一个。",
    not_allowed="登录后才能添加自己的密钥，而且要服务器的主人允许。",
    no_secret="服务器暂时不能保存密钥，请告诉它的主人。",
)

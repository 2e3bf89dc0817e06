"""Attachments: choosing, sending and showing them."""

from oreai.i18n.texts.attachments import AttachmentsTexts

ATTACHMENTS = AttachmentsTexts(
    kinds={"image": "图片"},
    attach="添加图片",
    attach_camera="拍照",
    attach_choose="从相册选择",
    attach_remove="移除这张图片",
    attach_again="重新上传",
    attach_uploading="正在上传图片",
    attach_drop="松手就能添加图片",
    attach_failed="图片没传上去，网络可能不太稳。",
    attach_wrong_kind="只能添加图片。",
    attach_lost="有图片过期了，已经移除。",
    image_open="查看图片",
    image_of_you="你发的图片",
    too_large="这张图片太大了，最大 10 MB。",
    too_many_pixels="这张图片像素太多，最多 {limit}00 万。",
    wrong_kind="这个文件不是能用的图片，请换成 JPEG、PNG、WebP 或 GIF。",
    broken="这张图片打不开，可能已经损坏。",
    no_room="图片存满了，共 {limit} MB。删掉一些带图片的对话，再来添加。",
    not_kept="图片暂时存不下来，请稍后再试。",
    page_expired="这个页面已经过期，请刷新后再试。",
    too_many="一条消息最多带 {limit} 张图片。",
    too_many_at_once="其他图片还在处理，请稍后再传这张。",
    gone="有图片已经发过或过期了，请移除后重新添加。",
)

"""What a provider's words say when its model does not see pictures: each says it in its own way."""

import re

_NO_IMAGES = re.compile(
    r"(image|vision|visual|multi-?modal).{0,80}(not (yet )?(supported|enabled|available|loaded)|unsupported)"
    r"|(image|vision|multi-?modal).{0,40}only supported"
    r"|(not|n't|cannot) (support|accept|handle|process|take|see|allow|have).{0,60}(image|vision|multi-?modal)"
    r"|no endpoints found that support image"
    r"|unknown variant.{0,4}image_url|expected.{0,4}text.{0,40}image_url|image_url.{0,40}expected"
    r"|not a (multi-?modal|vision)|at most 0 image|missing data required for image"
    r"|content.{0,30}(must be|should be|to be) (a )?(valid )?(string|text)|input should be a valid string",
    re.IGNORECASE,
)
_BAD_IMAGE = re.compile(
    r"(image|media|file) ?_?(format|type|size|data|file)"
    r"|(unsupported|invalid|corrupt\w*) image|image (is )?too",
    re.IGNORECASE,
)


def is_meant_by(words: str) -> bool:
    """Whether the refusal is of pictures as such, not of this one for its kind or size."""
    return bool(_NO_IMAGES.search(words)) and not _BAD_IMAGE.search(words)

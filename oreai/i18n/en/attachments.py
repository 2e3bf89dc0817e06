"""Attachments: choosing, sending and showing them."""

from oreai.i18n.texts.attachments import AttachmentsTexts

ATTACHMENTS = AttachmentsTexts(
    kinds={"image": "Picture"},
    attach="Add pictures",
    attach_camera="Take a photo",
    attach_choose="Choose pictures",
    attach_remove="Remove this picture",
    attach_again="Upload again",
    attach_uploading="Uploading a picture",
    attach_drop="Let go to add the pictures",
    attach_failed="The picture was not uploaded; the network may be unsteady.",
    attach_wrong_kind="Only pictures can be added.",
    attach_lost="A picture had expired and was removed.",
    image_open="View the picture",
    image_of_you="Your picture",
    too_large="This picture is too large: 10 MB is the most.",
    too_many_pixels="This picture has too many pixels: {limit} million is the most.",
    wrong_kind="This file is not a picture we can use. Please take a JPEG, PNG, WebP or GIF.",
    broken="This picture cannot be opened; it may be damaged.",
    no_room="Your pictures fill all of their {limit} MB. Delete some chats with pictures, then add more.",
    not_kept="The picture could not be stored right now. Please try again in a moment.",
    page_expired="This page has expired. Reload it and try again.",
    too_many="A message can carry {limit} pictures at the most.",
    too_many_at_once="Your other pictures are still being taken in. Try this one again in a moment.",
    gone="A picture was sent before or has expired. Remove it and add it again.",
)

// A picture as a file, for the phone's own sheet or to be saved: an attachment as it is stored, a diagram as PNG, in the
// colours of the page. Somebody else's picture is no file of ours: the page's policy lets nobody read it.

const TWICE = 2; // as many pixels as points, for a screen of today
const LONGEST_PX = 4096;
const ENDINGS = { "image/jpeg": "jpg" };

const painted = async (src, paper) => {
  const image = new Image();
  image.src = src;
  await image.decode();
  const { naturalWidth: width, naturalHeight: height } = image;
  const scale = Math.min(TWICE, LONGEST_PX / Math.max(width, height));
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: Math.round(width * scale), height: Math.round(height * scale) });
  const context = canvas.getContext("2d");
  context.fillStyle = paper;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
};

const fetched = async (src) => {
  const answer = await fetch(src);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.blob();
};

export const pictureFile = async ({ kind, src, alt }) => {
  const paper = getComputedStyle(document.documentElement).getPropertyValue("--paper").trim();
  const content = await (kind === "diagram" ? painted(src, paper) : fetched(src));
  const { type } = content;
  return new File([content], `${alt}.${ENDINGS[type] ?? type.split("/")[1]}`, { type });
};

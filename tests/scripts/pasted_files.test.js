// Which of a clipboard's two faces is meant: the picture, or the words beside it.
import assert from "node:assert/strict";
import test from "node:test";
import { filesMeant } from "../../assets/js/composer/pasted_files";

const photo = { name: "image.png" };
const temple = { name: "清水寺 2.jpg" };

for (const words of ["", " \r\n\t", "清水寺 2.jpg", "/home/lin/清水寺 2.jpg", "C:\\Bilder\\清水寺 2.jpg"])
  test(`the picture beside ${JSON.stringify(words)}`, () => assert.deepEqual(filesMeant([temple], words), [temple]));

for (const words of ["kyoto.PNG", "file:///tmp/%E9%B9%BF.webp", "https://a.example/pictures/7?size=large"])
  test(`the picture whose name is another: ${words}`, () => assert.deepEqual(filesMeant([photo], words), [photo]));

test("a name written as an address", () =>
  assert.deepEqual(filesMeant([temple], "file:///home/lin/%E6%B8%85%E6%B0%B4%E5%AF%BA%202.jpg"), [temple]));

test("both of two pictures", () =>
  assert.deepEqual(filesMeant([temple, photo], "清水寺 2.jpg\nimage.png\n"), [temple, photo]));

for (const words of ["城市\t人口\n京都\t146万", "去京都", "见 image.png，左上角", "清水寺 2.jpg\n去不去？", "100%"])
  test(`the words ${JSON.stringify(words)}`, () => assert.deepEqual(filesMeant([photo], words), []));

// Lets the browser save what is at this address. A link that is touched, and no change of the page's address: a file
// that the server refuses after all must not take the page's place, and an app on an iPhone's home screen has no way back.
export const download = (address, name = "") =>
  Object.assign(document.createElement("a"), { href: address, download: name }).click();

const SECOND_MS = 1000;

// A file that the page has made.
export const downloadFile = (file) => {
  const address = URL.createObjectURL(file);
  download(address, file.name);
  setTimeout(() => URL.revokeObjectURL(address), SECOND_MS);
};

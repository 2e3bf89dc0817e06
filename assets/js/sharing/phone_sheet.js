// The phone's own sheet for sharing. Browsers have it under TLS alone, and many on a desk not at all.
export const sharesText = () => typeof navigator.share === "function";

// Closing the sheet is no failure.
export const shareByPhone = (what) => navigator.share(what).catch(() => undefined);

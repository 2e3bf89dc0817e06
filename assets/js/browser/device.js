// Which device this is, where only that tells what its browser can do.

// An iPad says that it is a Mac, but has no mouse.
export const isOnApple = () =>
  /iphone|ipad|ipod/i.test(navigator.userAgent) || (/mac/i.test(navigator.platform) && navigator.maxTouchPoints > 1);

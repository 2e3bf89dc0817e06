"""OreAI in the engines that are not Chromium: Firefox and WebKit, as Debian ships them."""

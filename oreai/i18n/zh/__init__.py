"""Chinese, a file a screen."""

"""What has a URL: one module a page, so that the browser loads only what it shows."""

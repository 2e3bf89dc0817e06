"""What the owner's page is made of, a panel a file; fetched with that page alone."""

"""The original's GraphQL over HTTP."""

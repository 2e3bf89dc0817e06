"""The tables on SQLite and on MariaDB: how they come to be, and what they hold."""

"""PostgreSQL: tables, the SQL that reads them, the doors in and the locks."""

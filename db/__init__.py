"""PostgreSQL: tables, the SQL that reads them, access and locks."""

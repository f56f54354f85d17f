-- All that a session may have kept: settings, role, prepared statements, temporary tables, advisory locks.
discard all

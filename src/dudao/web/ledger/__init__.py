"""The ledger (台账): dated entries of visits, meetings, documents, projects, tasks; lists, lights, import and export."""

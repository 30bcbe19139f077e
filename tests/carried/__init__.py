"""Every printed row, field and sentence of the other four papers is in the plans and in their reports."""

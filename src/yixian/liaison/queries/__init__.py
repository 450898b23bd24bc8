"""Reading who is assigned where, visits and plans, and which places have had no visit in their period."""
